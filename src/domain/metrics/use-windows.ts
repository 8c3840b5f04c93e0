import { addDays, daysBetween } from "../../core/days.ts";
import { addMonths } from "./period.ts";

/** A day on which a file has rows of use. Days are whole numbers, counted from 1970-01-01. */
export interface UseDay {
  readonly file: number;
  readonly day: number;
}

/** The days `from` … `to`, both included. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** What one row of use stands for. */
export type Rhythm = "day" | "week" | "month";

/** The two stretches of days that are held against each other. */
interface UseWindows {
  readonly rhythm: Rhythm;
  readonly last: DaySpan;
  readonly prior: DaySpan;
  /** Set where a row bears the first day of its week or month, not the last. */
  readonly opens?: true;
}

/** Use that is recorded by the week or month, and not up to these days: what it was of late is not known. */
interface StaleUse {
  readonly rhythm: Rhythm;
  readonly upTo: number;
  readonly opens?: true;
}

/** Rows of the last so many days still tell of today. */
const FRESH: Readonly<Record<Rhythm, number>> = { day: Infinity, week: 34, month: 75 };

/** So many days of use tell a rhythm. */
type Telling = Readonly<Record<"week" | "month", number>>;

/** A file among others takes more days than the whole book: it may hold the use of a single customer. */
const BOOK: Telling = { week: 4, month: 3 };
const FILE: Telling = { week: 8, month: 4 };

/**
 * The last month of use up to `day` and the one before, so that both hold as many rows of an even use: 30 days each where use is recorded by the day;
 * 28 days, four weeks, where it is by the week; from row to row where it is by the month. A row of a Monday, a Sunday or the first of a month stands for
 * the week or month that begins there, as programs that count by the week or month have it: it is counted when that is over. Any other ends on its day.
 * Looks at no later day.
 */
export function useWindows(days: readonly UseDay[], day: number): UseWindows | StaleUse {
  const { rhythm, rows } = isPlain(days) ? PLAIN : rhythmOf(days.filter((row) => row.day <= day));
  const last = rows.at(-1) ?? day;
  if (opens(rhythm, rows)) {
    const whole = rows.filter((row) => endOf(rhythm, row) <= day).slice(-2);
    const [begins = day] = whole.slice(-1);
    const to = endOf(rhythm, begins);
    if (day - last > FRESH[rhythm]) return { rhythm, upTo: to, opens: true };
    const from = rhythm === "week" ? to - 27 : begins;
    return { rhythm, last: { from, to }, prior: { from: rhythm === "week" ? from - 28 : (whole[0] ?? from), to: from - 1 }, opens: true };
  }
  if (day - last > FRESH[rhythm]) return { rhythm, upTo: last };
  if (rhythm === "month") {
    const [third = 0, second = 0] = rows.slice(-3);
    return { rhythm, last: { from: second + 1, to: last }, prior: { from: third + 1, to: second } };
  }
  const length = rhythm === "week" ? 28 : 30;
  // Weeks that are not there yet count on neither side.
  const to = rhythm === "week" ? day - 7 * Math.floor((day - last) / 7) : day;
  return { rhythm, last: { from: to - length + 1, to }, prior: { from: to - 2 * length + 1, to: to - length } };
}

const EPOCH = "1970-01-01";

function opens(rhythm: Rhythm, rows: readonly number[]): boolean {
  if (rhythm === "month") return rows.every((row) => addDays(EPOCH, row).endsWith("-01"));
  // Day 0 was a Thursday.
  return rhythm === "week" && [0, 1].includes(((rows[0] ?? 0) + 4) % 7);
}

/** The last day of the week or month that begins on `row`. */
function endOf(rhythm: Rhythm, row: number): number {
  return rhythm === "week" ? row + 6 : daysBetween(EPOCH, addMonths(addDays(EPOCH, row), 1)) - 1;
}

const PLAIN = { rhythm: "day", rows: [] } as const;

const JUDGED = new WeakMap<readonly UseDay[], boolean>();

/** True of days that no part up to a day can make a rhythm of weeks or months: told once, since signals ask for hundreds of days. */
function isPlain(days: readonly UseDay[]): boolean {
  const known = JUDGED.get(days);
  if (known !== undefined) return known;
  const plain = isIrregular(distinct(days), BOOK) && byFile(days).every((series) => isIrregular(series, FILE));
  JUDGED.set(days, plain);
  return plain;
}

function isIrregular(days: readonly number[], telling: Telling): boolean {
  const begin = (length: number): readonly number[] | undefined => (days.length < length ? undefined : gapsOf(days.slice(0, length)));
  return begin(telling.week)?.every(isOfWeeks) !== true && begin(telling.month)?.every(isMonth) !== true;
}

/** How use is recorded, and on which days. The longest rhythm of any file decides: daily rows fit into weeks, weekly ones not into 30 days. */
function rhythmOf(days: readonly UseDay[]): { readonly rhythm: Rhythm; readonly rows: readonly number[] } {
  const all = distinct(days);
  const whole = rhythmIn(all, BOOK);
  if (whole !== "day") return { rhythm: whole, rows: all };
  const series = byFile(days).map((rows) => ({ rhythm: rhythmIn(rows, FILE), rows }));
  const newest = (rhythm: Rhythm): { readonly rhythm: Rhythm; readonly rows: readonly number[] } | undefined =>
    series.filter((one) => one.rhythm === rhythm).sort((a, b) => (b.rows.at(-1) ?? 0) - (a.rows.at(-1) ?? 0))[0];
  return newest("month") ?? newest("week") ?? { rhythm: "day", rows: all };
}

function byFile(days: readonly UseDay[]): number[][] {
  const files = new Map<number, UseDay[]>();
  for (const row of days) {
    const rows = files.get(row.file) ?? [];
    rows.push(row);
    files.set(row.file, rows);
  }
  return [...files.values()].map(distinct);
}

function distinct(days: readonly UseDay[]): number[] {
  return [...new Set(days.map(({ day }) => day))].sort((a, b) => a - b);
}

function rhythmIn(days: readonly number[], telling: Telling): Rhythm {
  const gaps = gapsOf(days);
  const weeks = gaps.filter((gap) => gap === 7).length;
  if (days.length >= telling.week && 2 * weeks > gaps.length && gaps.every(isOfWeeks)) return "week";
  return days.length >= telling.month && gaps.every(isMonth) ? "month" : "day";
}

function gapsOf(days: readonly number[]): number[] {
  return days.slice(1).map((day, index) => day - (days[index] ?? day));
}

/** Weeks that are left out are still weeks. */
function isOfWeeks(gap: number): boolean {
  return gap % 7 === 0;
}

/** From a last working day to the next it may be 27 days, and 36. */
function isMonth(gap: number): boolean {
  return gap >= 27 && gap <= 36;
}
