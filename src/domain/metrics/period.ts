import { addDays, type Day, daysBetween } from "../../core/days.ts";

/** A span of calendar days, both included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

export const GRAINS = ["month", "quarter"] as const;
export type Grain = (typeof GRAINS)[number];

const MONTHS: Readonly<Record<Grain, number>> = { month: 1, quarter: 3 };

/** The last calendar quarter that is over by the end of `asOf`. */
export function lastFullQuarter(asOf: Day): Period {
  const next = startOf(addDays(asOf, 1), "quarter");
  return { from: addMonths(next, -3), to: addDays(next, -1) };
}

/** The period's calendar months or quarters in order; the first and the last are cut at the period's ends. */
export function splitPeriod({ from, to }: Period, grain: Grain): Period[] {
  const parts: Period[] = [];
  for (let start = from; start <= to;) {
    const next = nextStart(start, grain);
    parts.push({ from: start, to: next <= to ? addDays(next, -1) : to });
    start = next;
  }
  return parts;
}

/** First day of the calendar month or quarter that holds `day`. */
export function startOf(day: Day, grain: Grain): Day {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % MONTHS[grain]);
  return `${day.slice(0, 4)}-${String(first).padStart(2, "0")}-01`;
}

/** First day of the calendar month or quarter after the one that holds `day`. */
export function nextStart(day: Day, grain: Grain): Day {
  return addMonths(startOf(day, grain), MONTHS[grain]);
}

/** "2026-07" or "2026Q3": the calendar month or quarter that holds `day`. */
export function grainName(day: Day, grain: Grain): string {
  return grain === "month" ? day.slice(0, 7) : `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** The same day of the month, `months` later (earlier when negative); the month's last day where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(Math.min(Number(day.slice(8)), lengthOf(year, month))).padStart(2, "0")}`;
}

/** Days of a month, 1 for January. */
function lengthOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Length of a period in months: a whole number for whole months from any day of the month, else days × 12 / 365. */
export function monthsIn({ from, to }: Period): number {
  const end = addDays(to, 1);
  const whole = (Number(end.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(end.slice(5, 7)) - Number(from.slice(5, 7));
  return whole > 0 && addMonths(from, whole) === end ? whole : (daysBetween(from, end) * 12) / 365;
}
