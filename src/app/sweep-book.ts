import { knownAccounts } from "../book/known-accounts.ts";
import { accountFigures } from "../book/queries/check-figures.ts";
import { scoreAccounts, type ScoredAccount } from "../book/queries/health.ts";
import { renewalsDue } from "../book/renewals-due.ts";
import { signalsOf } from "../book/signals-of.ts";
import { wonDeals } from "../book/won-deals.ts";
import { addDays, type Day } from "../core/days.ts";
import type { FactValue } from "../domain/facts/fact.ts";
import type { RecordedHealth, RecordedTiers } from "../domain/plays/health-record.ts";
import { RENEWAL_DAYS } from "../domain/plays/renewal-play.ts";
import { isSweptSignal } from "../domain/plays/swept-signals.ts";
import type { SweptAccount } from "../domain/plays/swept.ts";
import type { Session } from "./open-session.ts";

/** How far back a won deal still asks for its kickoff. */
const WON_DAYS = 30;
const FIGURES = ["arr", "churned_on", "csm_name", "seller_name", "kickoff_on", "first_value_on", "renewal_talks"];

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
  const [scored, figures, due, won] = await Promise.all([
    scoreAccounts(context),
    accountFigures(context, FIGURES),
    renewalsDue(book, asOf, addDays(asOf, RENEWAL_DAYS)),
    wonDeals(book, { since: addDays(asOf, -WON_DAYS), asOf }),
  ]);
  const signals = await signalsOf(context, known, isSweptSignal);
  const scores = new Map(scored.map((one) => [one.account, one]));
  const renewals = new Map<string, Day>();
  for (const { account, renewal_on: on } of due) if (!renewals.has(account)) renewals.set(account, on);
  const wonOn = new Map(won.map((deal) => [deal.account, deal.wonOn]));
  const accounts = known.map(({ account, name }): SweptAccount => {
    const value = (metric: string): FactValue => figures.get(account)?.get(metric)?.value ?? null;
    const [arr, talks, renewal] = [value("arr"), value("renewal_talks"), renewals.get(account)];
    return {
      account,
      name,
      ...healthOf(scores.get(account), history),
      arrMinor: typeof arr === "number" ? arr : null,
      currency: figures.get(account)?.get("arr")?.currency ?? book.currency,
      csm: text(value("csm_name")),
      seller: text(value("seller_name")),
      leftOn: text(value("churned_on")),
      signals: signals.get(account) ?? [],
      renewal: renewal === undefined ? null : { on: renewal, talks: typeof talks === "number" ? talks : 0 },
      wonOn: wonOn.get(account) ?? null,
      kickoffOn: text(value("kickoff_on")),
      firstValueOn: text(value("first_value_on")),
    };
  });
  return { accounts, records: scored.map((one) => recordOf(one, asOf)) };
}

function healthOf(scored: ScoredAccount | undefined, { before }: RecordedTiers): Pick<SweptAccount, "tier" | "score" | "before"> {
  if (scored === undefined) return { tier: null, score: null, before: { tier: null, recorded: false } };
  const { account, now } = scored;
  const recorded = before.get(account);
  return {
    tier: now.tier,
    score: now.score,
    before: recorded === undefined ? { tier: scored.before.tier, recorded: false } : { tier: recorded, recorded: true },
  };
}

function recordOf({ account, now }: ScoredAccount, asOf: Day): RecordedHealth {
  return { account, asOf, model: now.model, score: now.score, tier: now.tier, coverage: now.coverage };
}

function text(value: FactValue): string | null {
  return typeof value === "string" ? value : null;
}
