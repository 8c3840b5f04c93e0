import { addDays, type Day, daysBetween, weekday } from "../../core/days.ts";

/** A moment by the clock on the wall in the company's time zone: `2026-11-20T09:30:00`. */
export type LocalTime = string;

/** When support works. */
export interface WorkingHours {
  /** ISO weekdays, Monday 1. */
  readonly days: ReadonlySet<number>;
  /** Minutes after midnight. */
  readonly from: number;
  readonly to: number;
  readonly holidays: ReadonlySet<Day>;
}

const MINUTES_A_DAY = 1440;

/**
 * Minutes from one moment to a later one; 0 where it is not later. With `hours` only those within them count. Both are read off the wall: over
 * a change of the clocks the result is an hour off.
 */
export function minutesBetween(from: LocalTime, to: LocalTime, hours: WorkingHours | undefined): number {
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  if (to <= from) return 0;
  if (hours === undefined) return daysBetween(first, last) * MINUTES_A_DAY + minuteOf(to) - minuteOf(from);
  let sum = 0;
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (!hours.days.has(weekday(day)) || hours.holidays.has(day)) continue;
    const begin = Math.max(hours.from, day === first ? minuteOf(from) : 0);
    const end = Math.min(hours.to, day === last ? minuteOf(to) : MINUTES_A_DAY);
    sum += Math.max(0, end - begin);
  }
  return sum;
}

/** Minutes after midnight, seconds cut off; of `09:30` as well. */
export function minuteOf(time: string): number {
  const clock = time.length > 8 ? time.slice(11) : time;
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
