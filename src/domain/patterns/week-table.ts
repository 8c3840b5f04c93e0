import { addDays, type Day, daysBetween, weekday } from "../../core/days.ts";

/** ISO weeks in a row, the last one the week of as-of. */
export interface WeekTable {
  /** Monday of the first week. */
  readonly from: Day;
  readonly weeks: number;
  /** The week of a day, from 0; negative for an earlier one. */
  weekOf(day: Day): number;
}

/** The `weeks` ISO weeks that end with the one of `asOf`. */
export function weekTable(asOf: Day, weeks: number): WeekTable {
  const from = addDays(asOf, 1 - weekday(asOf) - 7 * (weeks - 1));
  // A day is looked up for every ticket; there are few days.
  const known = new Map<Day, number>();
  return {
    from,
    weeks,
    weekOf: (day) => {
      const present = known.get(day);
      if (present !== undefined) return present;
      const week = Math.floor(daysBetween(from, day) / 7);
      known.set(day, week);
      return week;
    },
  };
}

interface Dated {
  readonly account: string | null;
  readonly on: Day;
}

/** Events a week. An account that writes five times in a week is heard once: one loud customer makes no pattern. */
export function weekCounts(tickets: readonly Dated[], table: WeekTable): Float64Array {
  const counts = new Float64Array(table.weeks);
  const heard = new Set<string>();
  for (const { account, on } of tickets) {
    const week = table.weekOf(on);
    if (account !== null) {
      const key = `${week} ${account}`;
      if (heard.has(key)) continue;
      heard.add(key);
    }
    // A typed array takes nothing outside of its length: weeks before and after the table are not counted.
    counts[week] = (counts[week] ?? 0) + 1;
  }
  return counts;
}

/** All tickets of each week. */
export function weekExposure(tickets: readonly Dated[], table: WeekTable): Float64Array {
  const counts = new Float64Array(table.weeks);
  for (const { on } of tickets) {
    const week = table.weekOf(on);
    counts[week] = (counts[week] ?? 0) + 1;
  }
  return counts;
}
