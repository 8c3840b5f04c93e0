import { churnHistory } from "../book/churn-history.ts";
import { measureAll } from "../book/measure.ts";
import { compareText } from "../core/compare-text.ts";
import { addDays, type Day, daysBetween } from "../core/days.ts";
import { DataError } from "../core/errors.ts";
import { arrOn, type CustomerPeriod, customerPeriods, grouped, type PaidSpan } from "../domain/survival/customer-periods.ts";
import { kaplanMeier, type Lifetime, survivalAt, type SurvivalStep } from "../domain/survival/kaplan-meier.ts";
import { segmentOf, touchOf } from "../domain/segments.ts";
import type { Deps } from "./deps.ts";
import { openSession, type Session } from "./open-session.ts";

export type SurvivalGrouping = "segment" | "touch" | "year" | "quarter" | "industry";

/** The share still here after some days, 0–1, with its 95 % interval. */
export interface SurvivalMark {
  readonly days: number;
  readonly survival: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface SurvivalGroup {
  readonly group: string;
  /** Stays: who left and came back has two. */
  readonly customers: number;
  /** The customers whose stays these are, and how many of them are gone on as-of. */
  readonly accounts: number;
  readonly gone: number;
  /** Stays that ended. */
  readonly left: number;
  /** Still here: counted for as long as they have been seen. */
  readonly censored: number;
  /** Null where fewer than half are known to have left. */
  readonly median_days: number | null;
  readonly median_ci: readonly [number | null, number | null];
  readonly marks: readonly SurvivalMark[];
  readonly steps: readonly SurvivalStep[];
}

export interface SurvivalReport {
  readonly as_of: Day;
  readonly by: SurvivalGrouping | null;
  readonly definition: string;
  readonly groups: readonly SurvivalGroup[];
}

const MARKS = [90, 180, 365, 730, 1095] as const;
const DEFINITION =
  "days from the first paid day of a customer to the day it left; a gap of up to 30 days between subscriptions is no leaving; who came back begins anew";

/** How long customers stay, of the whole book and by group. Throws DataError where no customer's first day is known. */
export async function survivalReport(
  deps: Deps,
  options: { readonly asOf?: string | undefined; readonly by?: SurvivalGrouping | undefined },
): Promise<{ readonly report: SurvivalReport; readonly age: number }> {
  const session = await openSession(deps, options);
  try {
    const { spans, departures } = await churnHistory(session.book, session.asOf);
    const periods = customerPeriods(spans, departures);
    if (periods.length === 0)
      throw new DataError({
        code: "no-customers",
        message: "The exports do not say when any customer began.",
        allowed: ["subscriptions with a start (Stripe)", "churn events with the account's creation day"],
        fix: "Add a subscriptions export.",
      });
    const groupOf = await grouping(session, options.by, grouped(spans));
    const named = new Map<string, CustomerPeriod[]>();
    for (const period of periods) named.set(groupOf(period), [...(named.get(groupOf(period)) ?? []), period]);
    const groups =
      options.by === undefined
        ? []
        : [...named].sort(([a], [b]) => compareText(a, b)).map(([group, members]) => survivalOf(group, members, session.asOf));
    return {
      report: {
        as_of: session.asOf,
        by: options.by ?? null,
        definition: DEFINITION,
        groups: [survivalOf("all", periods, session.asOf), ...groups],
      },
      age: session.age,
    };
  } finally {
    session.close();
  }
}

/** A customer still here is seen up to the end of as-of. */
function survivalOf(group: string, periods: readonly CustomerPeriod[], asOf: Day): SurvivalGroup {
  const lifetimes = periods.map(({ from, to }): Lifetime => ({ days: daysBetween(from, to ?? addDays(asOf, 1)), left: to !== null }));
  const curve = kaplanMeier(lifetimes);
  // The stays of one customer are in order of time.
  const lastStays = new Map(periods.map(({ account, to }) => [account, to]));
  return {
    group,
    customers: curve.n,
    accounts: lastStays.size,
    gone: [...lastStays.values()].filter((to) => to !== null).length,
    left: curve.left,
    censored: curve.n - curve.left,
    median_days: curve.median,
    median_ci: curve.median_ci,
    marks: MARKS.map((days) => ({ days, ...(survivalAt(curve, lifetimes, days) ?? { survival: null, low: null, high: null }) })),
    steps: curve.steps,
  };
}

/** Segment and touch go by the first day's ARR: a later one would be known only for those who stayed. */
async function grouping(
  session: Session,
  by: SurvivalGrouping | undefined,
  spans: ReadonlyMap<string, readonly PaidSpan[]>,
): Promise<(period: CustomerPeriod) => string> {
  const unknown = "(not known)";
  const firstArr = ({ account, from }: CustomerPeriod): number | null => arrOn(spans.get(account) ?? [], from);
  switch (by) {
    case undefined:
      return () => "all";
    case "segment":
      return (period) => segmentOf(firstArr(period)) ?? unknown;
    case "touch":
      return (period) => touchOf(firstArr(period)) ?? unknown;
    case "year":
      return ({ from }) => from.slice(0, 4);
    case "quarter":
      return ({ from }) => `${from.slice(0, 4)} Q${Math.ceil(Number(from.slice(5, 7)) / 3)}`;
    case "industry": {
      const measured = await measureAll(session.context(), [...spans.keys()], ["industry"]);
      return ({ account }) => String(measured.get(account)?.[0]?.value ?? unknown);
    }
  }
}
