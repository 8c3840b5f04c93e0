import { knownCustomers } from "../book/known-accounts.ts";
import { measure, measureAll } from "../book/measure.ts";
import { signalsOf } from "../book/signals-of.ts";
import { tablesWithRows } from "../book/tables-with-rows.ts";
import { compareText } from "../core/compare-text.ts";
import { addDays, type Day } from "../core/days.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { type CsmBook, csmBooks } from "../domain/metrics/csm-book.ts";
import type { RenewalByDeal } from "../domain/renewals/by-deal.ts";
import type { Finding } from "../domain/standards/finding.ts";
import { recordFacts } from "../tasks/facts-ledger.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import { type BookRow, bookRow, ROW_METRICS } from "./book-review-row.ts";
import { checkBook, type RuleResult } from "./check.ts";
import type { Deps } from "./deps.ts";
import { type ExpansionChance, expansionReport } from "./expansion.ts";
import { healthReport } from "./health.ts";
import { healthDiff, type TierMove } from "./health-diff.ts";
import { loadTargets } from "./load-targets.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { listPatterns } from "./patterns.ts";
import type { PatternRow } from "./patterns-row.ts";
import { listRenewals, type Renewal } from "./renewals.ts";
import { shared } from "./within.ts";

/** How far back moves between tiers are told, and how far ahead renewals. */
export const MOVE_DAYS = 30;
export const RENEWAL_DAYS = 90;

/** A manager's look at all accounts on one day. */
export interface BookReview {
  readonly as_of: Day;
  /** Whose accounts; null for everybody's. */
  readonly owner: string | null;
  readonly currency: string;
  /** The health model. */
  readonly model: string;
  /** Whose ledger holds the Facts. */
  readonly task: string;
  readonly facts: readonly Fact[];
  /** Moves between health tiers in 30 days. */
  readonly moves: readonly TierMove[];
  /** The renewals of 90 days, soonest first. */
  readonly renewals: readonly Renewal[];
  /** False where no contract is on record, so that nobody knows what renews. */
  readonly renewals_known: boolean;
  /** Open renewal deals of accounts without a contract on record. */
  readonly renewals_by_deal: readonly RenewalByDeal[];
  /** Accounts with grounds to grow, the best first. */
  readonly expansion: readonly ExpansionChance[];
  readonly standards: readonly RuleResult[];
  /** Every success manager's accounts, the largest load first. */
  readonly csms: readonly CsmBook[];
  /** Null where the exports hold no tickets. */
  readonly patterns: readonly PatternRow[] | null;
  /** Every customer, by name. */
  readonly accounts: readonly BookRow[];
}

/** The figures on top. */
export const BOOK_FIGURES = [
  "book_accounts",
  "book_arr",
  "health_mean",
  "green_share",
  "accounts_green",
  "accounts_yellow",
  "accounts_red",
  "accounts_unscored",
  "arr_at_risk",
  "arr_red",
  "renewals_90d",
  "renewals_90d_arr",
  "grr_12m",
  "nrr_12m",
  "nps_90d",
  "nps_answers_90d",
  "book_open_tickets",
  "book_open_expansions",
  "book_expansion_amount",
] as const;

/** Reviews every customer of the book, or of the owner named. Accounts that left are in no part of it. */
export async function bookReview(deps: Deps, options: BookOptions): Promise<{ readonly age: number; readonly review: BookReview }> {
  const common = deps.within === undefined ? shared() : undefined;
  const own = common === undefined ? deps : { ...deps, within: { shared: common } };
  try {
    const session = await openSession(own, options);
    try {
      return { age: session.age, review: await reviewOn(session, own, { ...options, asOf: session.asOf, workOn: session.workOn }) };
    } finally {
      session.close();
    }
  } finally {
    await common?.close();
  }
}

async function reviewOn(session: Session, deps: Deps, options: BookOptions & { readonly asOf: Day }): Promise<BookReview> {
  const { asOf, book } = session;
  const context = session.context();
  const owner = book.owner ?? null;
  const task = await resolveTaskId(deps.workspace.tasks, { intent: "book-review", subject: null, owner: book.owner, asOf }, deps.log);
  const facts = await recordFacts(deps.workspace.runs, task, await measure(context, { book: book.owner ?? "all" }, BOOK_FIGURES));
  const known = await knownCustomers(book, asOf);
  const measured = await measureAll(
    context,
    known.map(({ account }) => account),
    ROW_METRICS,
  );
  const { scores } = await healthReport(deps, options);
  const signals = await signalsOf(context, known);
  const { renewals, contractsKnown, byDeal } = await listRenewals(deps, { ...options, days: RENEWAL_DAYS });
  const check = await checkBook(deps, options);
  const byAccount = new Map(scores.map((score) => [score.account, score]));
  // The soonest renewal of an account comes last, and stays.
  const outlooks = new Map([...renewals].reverse().map((renewal) => [renewal.account, renewal.forecast]));
  const findings = new Map<string | null, Finding[]>();
  for (const finding of check.findings) {
    const own = findings.get(finding.account);
    if (own === undefined) findings.set(finding.account, [finding]);
    else own.push(finding);
  }
  const rows = known.flatMap(({ account, name }) => {
    const row = bookRow({
      account,
      name,
      currency: book.currency,
      figures: measured.get(account) ?? [],
      health: byAccount.get(account),
      signals: signals.get(account) ?? [],
      outlook: outlooks.get(account) ?? null,
      findings: findings.get(account) ?? [],
    });
    return row === undefined ? [] : [row];
  });
  const targets = await loadTargets(deps.workspace.references);
  const tickets = (await tablesWithRows(book)).has("tickets");
  return {
    as_of: asOf,
    owner,
    currency: book.currency,
    model: scores[0]?.model ?? context.scope.health,
    task,
    facts: [...facts],
    moves: (await healthDiff(deps, { from: addDays(asOf, -MOVE_DAYS), to: asOf, health: options.health })).moves.filter(
      ({ from, to }) => from !== to,
    ),
    renewals,
    renewals_known: contractsKnown,
    renewals_by_deal: byDeal,
    expansion: (await expansionReport(deps, options)).accounts.filter(({ signals: grounds }) => grounds.length > 0),
    standards: check.rules,
    csms: csmBooks(
      rows.map(({ account, csm, arr_minor: arr, currency }) => ({ account, csm, arr: currency === book.currency ? (arr ?? 0) : 0 })),
      targets.loads,
    ),
    patterns: tickets ? (await listPatterns(deps, options)).patterns.filter(({ status }) => status !== "closed") : null,
    accounts: rows.sort((a, b) => compareText(a.name.toLowerCase(), b.name.toLowerCase()) || compareText(a.account, b.account)),
  };
}
