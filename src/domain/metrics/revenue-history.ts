import { compareText } from "../../core/compare-text.ts";
import type { Day } from "../../core/days.ts";

/** Recurring revenue of one account over some days: from `startedOn`, up to but not on `endedOn`. */
export interface RevenueSpan {
  readonly account: string;
  readonly subscription: string;
  readonly product: string | null;
  /** ISO code. */
  readonly currency: string;
  /** Recurring revenue a year, integer minor units. */
  readonly arrMinor: number;
  readonly startedOn: Day;
  /** First day without it; null while it runs. */
  readonly endedOn: Day | null;
  /** Length of a term in months. */
  readonly termMonths: number;
  /** A day on which a term ends and the next begins. */
  readonly termEndsOn: Day | null;
}

/** Recurring revenue at the end of `day` and of every day until the next step. */
export interface Step {
  readonly day: Day;
  readonly arr: number;
}

/** An account's recurring revenue over time, by day. */
export type History = readonly Step[];

/** The history of each account, in the order of account ids. Amounts are added as they are: give spans of one currency. */
export function revenueHistories(spans: readonly RevenueSpan[]): ReadonlyMap<string, History> {
  const changes = new Map<string, Map<Day, number>>();
  for (const { account, arrMinor, startedOn, endedOn } of spans) {
    if (endedOn !== null && endedOn <= startedOn) continue;
    const days = changes.get(account) ?? new Map<Day, number>();
    changes.set(account, days);
    days.set(startedOn, (days.get(startedOn) ?? 0) + arrMinor);
    if (endedOn !== null) days.set(endedOn, (days.get(endedOn) ?? 0) - arrMinor);
  }
  return new Map([...changes].sort(byId).map(([account, days]) => [account, stepsOf(days)]));
}

/** Recurring revenue at the end of `day`. */
export function arrOn(history: History, day: Day): number {
  return history.findLast((step) => step.day <= day)?.arr ?? 0;
}

/** Recurring revenue at the end of the day before `day`. */
export function arrBefore(history: History, day: Day): number {
  return history.findLast((step) => step.day < day)?.arr ?? 0;
}

/** The first day with recurring revenue; null where there never was any. */
export function firstPaidDay(history: History): Day | null {
  return history.find(({ arr }) => arr > 0)?.day ?? null;
}

function stepsOf(changes: ReadonlyMap<Day, number>): Step[] {
  let arr = 0;
  return [...changes].sort(byId).map(([day, change]) => {
    arr += change;
    return { day, arr };
  });
}

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return compareText(a, b);
}
