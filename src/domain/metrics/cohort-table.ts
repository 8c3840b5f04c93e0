import { addDays, type Day } from "../../core/days.ts";
import { type Grain, grainName, nextStart, type Period, startOf } from "./period.ts";
import { arrOn, firstPaidDay, type History } from "./revenue-history.ts";

/** The customers who began in one calendar month or quarter, and what was left of them at the end of each one since. */
export interface Cohort {
  /** "2026-07" or "2026Q3". */
  readonly cohort: string;
  readonly from: Day;
  readonly customers: number;
  /** Recurring revenue of their first days, minor units. */
  readonly arr: number;
  /**
   * Share of the customers with revenue at the end of the cohort's own month or quarter, of the next, and so on: on that day, not on or
   * after it. Null where that end lies after as-of.
   */
  readonly logos: readonly (number | null)[];
  /** Their revenue on those days / that of their first days. */
  readonly revenue: readonly (number | null)[];
}

export interface CohortInput {
  /** Presence of the accounts in any currency. */
  readonly customers: ReadonlyMap<string, History>;
  /** Revenue in the reporting currency. */
  readonly revenue: ReadonlyMap<string, History>;
  readonly asOf: Day;
  /** Only cohorts that begin in it. */
  readonly period: Period | undefined;
}

/** Cohorts by the first paid day, oldest first, each as long as the oldest: cells after as-of are null, never 0. */
export function cohortTable({ customers, revenue, asOf, period }: CohortInput, grain: Grain): Cohort[] {
  const members = new Map<Day, string[]>();
  for (const [account, history] of customers) {
    const first = firstPaidDay(history);
    if (first === null || first > asOf || (period !== undefined && (first < period.from || first > period.to))) continue;
    const start = startOf(first, grain);
    const own = members.get(start);
    if (own === undefined) members.set(start, [account]);
    else own.push(account);
  }
  const starts = [...members.keys()].sort();
  const [oldest] = starts;
  if (oldest === undefined) return [];
  const width = endsFrom(oldest, asOf, grain).length;
  return starts.map((start) => {
    const accounts = members.get(start) ?? [];
    const first = accounts.reduce((sum, account) => sum + firstArr(revenue.get(account) ?? [], asOf), 0);
    const ends = endsFrom(start, asOf, grain).map((end) => (end <= asOf ? end : null));
    const cells = Array.from({ length: width }, (_, index) => ends[index] ?? null);
    return {
      cohort: grainName(start, grain),
      from: start,
      customers: accounts.length,
      arr: first,
      logos: cells.map((end) =>
        end === null ? null : share(accounts, (account) => (paying(customers, account, end) ? 1 : 0), accounts.length),
      ),
      revenue: cells.map((end) => (end === null ? null : share(accounts, (account) => arrOn(revenue.get(account) ?? [], end), first))),
    };
  });
}

/** Last days of the calendar units from the one that begins on `start` to the one that holds `asOf`. */
function endsFrom(start: Day, asOf: Day, grain: Grain): Day[] {
  const ends: Day[] = [];
  for (let day = start; day <= asOf; day = nextStart(day, grain)) ends.push(addDays(nextStart(day, grain), -1));
  return ends;
}

function firstArr(history: History, asOf: Day): number {
  return history.find(({ day, arr }) => arr > 0 && day <= asOf)?.arr ?? 0;
}

function paying(customers: ReadonlyMap<string, History>, account: string, day: Day): boolean {
  return arrOn(customers.get(account) ?? [], day) > 0;
}

function share(accounts: readonly string[], of: (account: string) => number, whole: number): number | null {
  return whole === 0 ? null : accounts.reduce((sum, account) => sum + of(account), 0) / whole;
}
