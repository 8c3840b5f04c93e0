import { measure, measureAll } from "../book/measure.ts";
import { usageFeatures } from "../book/queries/usage-features.ts";
import {
  type FeatureRow,
  featureRows,
  type GoalRow,
  goalRows,
  type OpenTicketRow,
  openTicketRows,
  type QuarterOf,
  type ReleaseRow,
  releaseRows,
  type RequestRow,
  requestRows,
} from "../book/quarter-rows.ts";
import { signalsOf } from "../book/signals-of.ts";
import type { QueryContext } from "../book/queries/query.ts";
import { addDays, type Day } from "../core/days.ts";
import { InternalError } from "../core/errors.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { Fact, Measurement } from "../domain/facts/fact.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Quarter } from "../domain/forecast/quarter.ts";
import { addMonths, type Period, splitPeriod, startOf } from "../domain/metrics/period.ts";
import type { Signal } from "../domain/signals/signal.ts";
import { compose } from "../run/analyst/compose.ts";
import type { Draft } from "../run/analyst/draft.ts";
import { metricsUsed } from "../run/analyst/metrics-used.ts";
import { Values } from "../run/analyst/values.ts";
import type { Playbook } from "../run/playbook/playbook.ts";
import { recordFacts } from "../tasks/facts-ledger.ts";
import type { Audience } from "../reports/document.ts";
import type { Session } from "./open-session.ts";
import { AT_END, INTERNAL, NOW, OF_QUARTER, SINCE } from "./qbr-allowed.ts";

/** One month of the charts. */
export interface ReviewMonth {
  /** "2026-07". */
  readonly name: string;
  readonly logins: Fact;
  readonly users: Fact;
  readonly tickets: Fact;
}

/** Everything a business review of one account can tell, measured and with ids. */
export interface Review {
  readonly account: KnownAccount;
  readonly company: string;
  readonly audience: Audience;
  readonly task: string;
  readonly quarter: Quarter;
  readonly asOf: Day;
  /** The quarter's last day, or as-of where that comes first. */
  readonly end: Day;
  /** A figure of the quarter or of as-of. */
  readonly fact: (metric: string) => Fact;
  /** A figure of the quarter's last day. */
  readonly atEnd: (metric: (typeof AT_END)[number]) => Fact;
  /** What was said since the quarter ended, as it stands on as-of. */
  readonly since: (metric: (typeof SINCE)[number]) => Fact;
  readonly months: readonly ReviewMonth[];
  readonly goals: readonly GoalRow[];
  readonly requests: readonly RequestRow[];
  readonly tickets: readonly OpenTicketRow[];
  readonly releases: readonly ReleaseRow[];
  readonly features: readonly FeatureRow[];
  /** What the playbook of points makes of the figures. */
  readonly points: Draft;
  readonly factOf: (key: string) => Fact | undefined;
  /** Early warnings and chances; empty in a customer's review. */
  readonly signals: readonly Signal[];
}

export interface ReviewInput {
  readonly session: Session;
  readonly account: KnownAccount;
  readonly quarter: Quarter;
  readonly audience: Audience;
  readonly task: string;
  readonly points: Playbook;
  /** Metrics that a template of the user's own prints. */
  readonly wanted?: readonly string[] | undefined;
  /** True where reviews of many accounts are made one after the other: the book is then asked once for all. */
  readonly many: boolean;
}

/** Measures a review; its Facts go to the task's ledger. The same measurements are taken whatever the template. */
export async function measureReview(input: ReviewInput): Promise<Review> {
  const { session, account, quarter, audience, task, points } = input;
  const { book, asOf, deps } = session;
  const end = quarter.to < asOf ? quarter.to : asOf;
  const context = during(session.context(), quarter, asOf);
  const ask = async (on: QueryContext, names: readonly string[]): Promise<Measurement[]> =>
    input.many
      ? ((await measureAll(on, [account.account], names)).get(account.account) ?? [])
      : measure(on, { account: account.account }, names);
  const internal = audience === "internal" ? INTERNAL : [];
  const atEnd = await ask(during(session.context(), quarter, end), AT_END);
  const asked = metricsUsed(points).filter((name) => METRICS.get(name)?.about === "account" && !isAtEnd(name));
  const now = await ask(context, [...new Set([...OF_QUARTER, ...NOW, ...internal, ...asked, ...(input.wanted ?? [])])]);
  const months: { readonly name: string; readonly measured: readonly Measurement[] }[] = [];
  for (const month of monthsOf(quarter, asOf))
    months.push({ name: month.from.slice(0, 7), measured: await ask(during(session.context(), month, asOf), MONTHLY) });

  const later = await ask(context, SINCE);

  const measurements = [...now, ...atEnd, ...months.flatMap(({ measured }) => measured), ...later];
  const recorded = await recordFacts(deps.workspace.runs, task, measurements);
  const facts = new Map(recorded.map((fact) => [fact.key, audience === "customer" ? forCustomer(fact) : fact]));
  const factOf = (key: string): Fact | undefined => facts.get(key);
  const lookup =
    (measured: readonly Measurement[]) =>
    (metric: string): Fact => {
      const fact = facts.get(measured.find((one) => one.metric === metric)?.key ?? "");
      if (fact === undefined) throw new InternalError({ code: "not-measured", message: `The review did not measure "${metric}".` });
      return fact;
    };
  const of: QuarterOf = { account: account.account, from: quarter.from, to: end, asOf };
  return {
    account,
    company: deps.workspace.config.company?.name ?? book.company,
    audience,
    task,
    quarter,
    asOf,
    end,
    fact: lookup(now),
    atEnd: lookup(atEnd),
    since: lookup(later),
    months: months.map(({ name, measured }) => {
      const fact = lookup(measured);
      return { name, logins: fact("quarter_logins"), users: fact("quarter_active_users"), tickets: fact("quarter_tickets") };
    }),
    goals: await goalRows(book, of),
    requests: await requestRows(book, of),
    tickets: await openTicketRows(book, of),
    releases: await releaseRows(book, of),
    features: await featureRows(book, of, (await usageFeatures(context)).logins),
    points: compose(points, new Values([...now, ...atEnd, ...later]), asOf, { period: quarter }),
    factOf,
    signals: audience === "internal" ? ((await signalsOf(session.context(), [account])).get(account.account) ?? []) : [],
  };
}

/** Which of our exports a figure would need is no customer's business: the reason ends before it. */
function forCustomer(fact: Fact): Fact {
  const [said = ""] = fact.reason?.split(": it needs ") ?? [];
  return fact.reason === undefined ? fact : { ...fact, reason: said === "no rows" ? "nothing is on record" : said };
}

const MONTHLY = ["quarter_logins", "quarter_active_users", "quarter_tickets"];
/** A trend shows the quarter, as much before it, and what has passed since: as much again at most. */
const MONTHS = 3;

/** Whole months, the last one over on as-of. */
function monthsOf({ from }: Quarter, asOf: Day): Period[] {
  const over = addDays(startOf(addDays(asOf, 1), "month"), -1);
  const furthest = addDays(addMonths(from, 2 * MONTHS), -1);
  const to = over < furthest ? over : furthest;
  const start = addMonths(from, -MONTHS);
  return to < start ? [] : splitPeriod({ from: start, to }, "month");
}

function during(context: QueryContext, { from, to }: Period, asOf: Day): QueryContext {
  return { ...context, scope: { ...context.scope, asOf, period: { from, to } } };
}

function isAtEnd(name: string): boolean {
  return (AT_END as readonly string[]).includes(name);
}
