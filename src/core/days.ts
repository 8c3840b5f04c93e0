/** A calendar day `YYYY-MM-DD` in the company's time zone. Plain text, so that it sorts and compares. */
export type Day = string;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_A_DAY = 86_400_000;

/** True for an existing calendar day written `YYYY-MM-DD` (2026-02-30 is none). */
export function isDay(text: string): boolean {
  // Without a Date: rules ask it of hundreds of thousands of cells.
  if (!DAY.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0));
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day `days` after `day` (before it when negative). */
export function addDays(day: Day, days: number): Day {
  return fromMs(toMs(day) + days * MS_A_DAY);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toMs(to) - toMs(from)) / MS_A_DAY);
}

/** The calendar day of an instant in an IANA time zone. Throws RangeError for an unknown zone. */
export function dayOf(instant: Date, timeZone: string): Day {
  // Making a calendar ready takes milliseconds, which a plain UTC day does not need.
  if (timeZone === "UTC") return instant.toISOString().slice(0, 10);
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);
}

/** ISO 8601 week of a day, as `2026w47`: weeks start on Monday, week 1 holds the first Thursday. */
export function isoWeek(day: Day): string {
  const thursday = toMs(day) + (4 - weekday(day)) * MS_A_DAY;
  const year = Number(fromMs(thursday).slice(0, 4));
  const week = 1 + Math.floor((thursday - toMs(`${year}-01-01`)) / (7 * MS_A_DAY));
  return `${year}w${String(week).padStart(2, "0")}`;
}

/** ISO weekday, 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  return new Date(toMs(day)).getUTCDay() || 7;
}

function toMs(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function fromMs(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}
