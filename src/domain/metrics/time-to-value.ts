import { addDays, type Day, daysBetween } from "../../core/days.ts";
import { shareOf } from "./intervals.ts";
import { amount, type Measured, unknown } from "./measured.ts";
import type { Period } from "./period.ts";

/** An account's beginning: where its clock starts, and the day it first got value. */
export interface Onboarding {
  readonly account: string;
  readonly startedOn: Day;
  /** What day that is. */
  readonly anchor: "kickoff" | "subscription";
  /** Null while it has not been reached. */
  readonly firstValueOn: Day | null;
}

const MILESTONES = [30, 60, 90] as const;

/**
 * Days to first value of the accounts that began in the period, seen up to `asOf`: median, 90th percentile (Kaplan–Meier: accounts that are
 * still waiting count as waiting), and the share that got there by day 30, 60 and 90 of those that began so long ago.
 */
export function timeToValue(onboardings: readonly Onboarding[], { from, to }: Period, asOf: Day): ReadonlyMap<string, Measured> {
  const begun = onboardings.filter(({ startedOn }) => startedOn >= from && startedOn <= to);
  const waits = begun.map((onboarding) => waitOf(onboarding, asOf));
  return new Map([
    ["ttv_median", quantile(waits, 0.5)],
    ["ttv_p90", quantile(waits, 0.9)],
    ...MILESTONES.map((days): [string, Measured] => {
      const oldEnough = begun.filter(({ startedOn }) => addDays(startedOn, days) <= asOf);
      const reached = oldEnough.filter((onboarding) => within(onboarding, days)).length;
      const reason = begun.length === 0 ? "no account began in the period" : `no account that began in the period has reached day ${days}`;
      return [`ttv_${days}`, shareOf(reached, oldEnough.length, reason)];
    }),
  ]);
}

interface Wait {
  readonly days: number;
  readonly over: boolean;
}

function waitOf({ startedOn, firstValueOn }: Onboarding, asOf: Day): Wait {
  return firstValueOn === null
    ? { days: daysBetween(startedOn, asOf), over: false }
    : // Value before the kickoff was reached at once.
      { days: Math.max(0, daysBetween(startedOn, firstValueOn)), over: true };
}

function within({ startedOn, firstValueOn }: Onboarding, days: number): boolean {
  return firstValueOn !== null && firstValueOn <= addDays(startedOn, days);
}

/** The first day by which `share` have arrived, by Kaplan and Meier's estimate; null where fewer have. */
function quantile(waits: readonly Wait[], share: number): Measured {
  if (waits.length === 0) return unknown("no account began in the period", 0);
  let waiting = 1;
  for (const day of [...new Set(waits.filter(({ over }) => over).map(({ days }) => days))].sort((a, b) => a - b)) {
    const arrived = waits.filter(({ days, over }) => over && days === day).length;
    waiting *= 1 - arrived / waits.filter(({ days }) => days >= day).length;
    if (waiting <= 1 - share + 1e-12) return amount(day, waits.length);
  }
  const arrived = waits.filter(({ over }) => over).length;
  return unknown(`${arrived} of ${waits.length} accounts that began in the period have reached first value, too few to tell`, waits.length);
}
