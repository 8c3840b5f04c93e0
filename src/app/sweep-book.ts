import { knownAccounts } from "../book/known-accounts.ts";
import { noCustomers } from "../book/no-customers.ts";
import { accountFigures } from "../book/queries/check-figures.ts";
import { scoredNow, type ScoredBook } from "../book/queries/health.ts";
import { readPanel } from "../book/queries/panel.ts";
import { renewalsDue } from "../book/renewals-due.ts";
import { signalsOf } from "../book/signals-of.ts";
import { tablesWithRows } from "../book/tables-with-rows.ts";
import { wonDeals } from "../book/won-deals.ts";
import { addDays, type Day } from "../core/days.ts";
import { tierAt } from "../domain/health/score-table.ts";
import type { RecordedHealth, RecordedTiers } from "../domain/plays/health-record.ts";
import { RENEWAL_DAYS } from "../domain/plays/renewal-play.ts";
import { isSweptSignal } from "../domain/plays/swept-signals.ts";
import type { SweptAccount } from "../domain/plays/swept.ts";
import type { Session } from "./open-session.ts";

/** How far back a won deal still asks for its kickoff. */
const WON_DAYS = 30;
const FIGURES = ["churned_on", "csm_name", "seller_name", "kickoff_on", "first_value_on", "renewal_talks"];

export interface SweptBook {
  readonly accounts: readonly SweptAccount[];
  /** For the history: one an account that was a customer on as-of. */
  readonly records: readonly RecordedHealth[];
}

/** Every account of the session's book as a sweep looks at it, in the order of their ids. */
export async function sweptBook(session: Session, history: RecordedTiers): Promise<SweptBook> {
  const { book, asOf } = session;
  const context = session.context();
  const known = await knownAccounts(book);
  const none = await noCustomers(book, asOf);
  const [scored, panel, arrs, due, won] = await Promise.all([
    scoredNow(context),
    readPanel(context, FIGURES),
    accountFigures(context, ["arr"]),
    renewalsDue(book, asOf, addDays(asOf, RENEWAL_DAYS)),
    wonDeals(book, { since: addDays(asOf, -WON_DAYS), asOf }),
  ]);
  const signals = await signalsOf(context, known, isSweptSignal);
  const recordsMeetings = (await tablesWithRows(book)).has("interactions");
  const health = healthOf(scored, context.scope.health, asOf);
  const [figures] = panel.days;
  const rowOf = new Map(panel.accounts.map((account, row) => [account, row]));
  const renewals = new Map<string, Day>();
  for (const { account, renewal_on: on } of due) if (!renewals.has(account)) renewals.set(account, on);
  const wonOn = new Map(won.map((deal) => [deal.account, deal.wonOn]));
  const accounts = known.map(({ account, name }): SweptAccount => {
    const row = rowOf.get(account) ?? -1;
    const text = (metric: string): string | null => figures?.texts.get(metric)?.[row] ?? null;
    const [arr, talks, renewal] = [arrs(account, "arr"), figures?.numbers.get("renewal_talks")?.[row], renewals.get(account)];
    const [now, then] = [health.now.get(account), health.before.get(account)];
    const recorded = history.before.get(account);
    return {
      account,
      name,
      tier: now?.tier ?? null,
      score: now?.score ?? null,
      before: recorded === undefined ? { tier: then?.tier ?? null, recorded: false } : { tier: recorded, recorded: true },
      arrMinor: typeof arr?.value === "number" ? arr.value : null,
      currency: arr?.currency ?? book.currency,
      csm: text("csm_name"),
      seller: text("seller_name"),
      leftOn: text("churned_on") ?? (none.has(account) ? asOf : null),
      leftUndated: none.has(account),
      signals: signals.get(account) ?? [],
      renewal:
        renewal === undefined
          ? null
          : { on: renewal, talks: recordsMeetings ? (talks === undefined || Number.isNaN(talks) ? 0 : talks) : null },
      wonOn: wonOn.get(account) ?? null,
      kickoffOn: text("kickoff_on"),
      firstValueOn: text("first_value_on"),
    };
  });
  return { accounts, records: [...health.now.values()] };
}

/** The health of each account that was a customer on as-of, then and TREND_DAYS before. What a score rests on is not worked out. */
function healthOf({ accounts, days }: ScoredBook, name: string, asOf: Day): Record<"now" | "before", ReadonlyMap<string, RecordedHealth>> {
  const [today] = days;
  const isHere = (row: number): boolean => today?.here[row] === 1;
  const on = (day: ScoredBook["days"][number] | undefined): ReadonlyMap<string, RecordedHealth> =>
    new Map(
      accounts.flatMap((account, row): [string, RecordedHealth][] => {
        if (day === undefined || !isHere(row)) return [];
        const [value = Number.NaN, coverage = 0] = [day.table.scores[row], day.table.coverage[row]];
        const score = Number.isNaN(value) ? null : value;
        return [[account, { account, asOf, model: name, score, tier: tierAt(day.table, row), coverage }]];
      }),
    );
  return { now: on(days[0]), before: on(days[1]) };
}
