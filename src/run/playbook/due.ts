import { addDays, type Day } from "../../core/days.ts";

/** When a step is due: so long after the day of the work, or so long before a date the book knows. */
export type Due =
  | { readonly kind: "after"; readonly hours: number }
  | { readonly kind: "before"; readonly metric: string; readonly days: number; readonly otherwise: number };

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168 };
const AFTER = /^(\d{1,4})\s*(h|d|w)$/;
const BEFORE = /^([a-z_0-9]+)\s*-\s*(\d{1,4})\s*(d|w)(?:\s*,?\s*else\s+(\d{1,4})\s*(h|d|w))?$/;

/** Reads `48 h`, `7 d`, `2 w` or `renewal_on - 30 d, else 7 d`; undefined for anything else. */
export function parseDue(text: string): Due | undefined {
  const after = AFTER.exec(text.trim());
  if (after !== null) return { kind: "after", hours: Number(after[1]) * (HOURS[after[2] ?? ""] ?? 0) };
  const before = BEFORE.exec(text.trim());
  if (before === null) return undefined;
  const [, metric = "", amount, unit = "", other = "7", otherUnit = "d"] = before;
  return { kind: "before", metric, days: (Number(amount) * (HOURS[unit] ?? 0)) / 24, otherwise: Number(other) * (HOURS[otherUnit] ?? 0) };
}

/**
 * The calendar day a step is due, counted from a day: 24 h is the next one, less than a day is the same. A day that would lie
 * before it becomes that day: what is late is due now.
 */
export function dueDay(due: Due, from: Day, dateOf: (metric: string) => Day | null): Day {
  if (due.kind === "after") return addDays(from, due.hours < 24 ? 0 : Math.ceil(due.hours / 24));
  const date = dateOf(due.metric);
  if (date === null) return dueDay({ kind: "after", hours: due.otherwise }, from, dateOf);
  const day = addDays(date, -Math.round(due.days));
  return day < from ? from : day;
}
