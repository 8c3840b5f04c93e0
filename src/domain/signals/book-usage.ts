import { type DaySpan, type Rhythm, type UseDay, useWindows } from "../metrics/use-windows.ts";
import { type DayNumber, eventsIn, firstFrom, lastUse, type UseDays } from "./history.ts";

/** The use of all accounts together: tells a quiet account from a quiet book. */
export interface BookUsage {
  /** Logins by day, of all accounts. */
  readonly logins: UseDays;
  /** Days with any use by anybody. */
  readonly use: UseDays;
  /** On which days each file tells of use: whether by the day, the week or the month. */
  readonly days: readonly UseDay[];
  /** On which days accounts began to use the product: one entry an account, ascending. */
  readonly starts: Int32Array;
  /** Days with a number of features that anybody had used by then: the last one up to a day counts. */
  readonly featuresBy: UseDays;
  /** Days with a meeting held with anybody. */
  readonly meetings: UseDays;
  /** Since when the book records business reviews; null where it does not. */
  readonly reviewsFrom: DayNumber | null;
}

/** With fewer accounts the others do not tell what is usual. */
const ENOUGH_ACCOUNTS = 5;
const ENOUGH_LOGINS = 100;
/** An export of use that ends longer ago says nothing of today, nor does one of meetings, which are fewer. */
const EXPORT_AGE: Readonly<Record<Rhythm, number>> = { day: 14, week: 20, month: 45 };
const MEETINGS_AGE = 30;

/** The last day that the usage export covers, up to `day`; null where it ended so long before that it says nothing. Weekends and holidays end no export. */
export function usageUpTo(book: BookUsage, day: DayNumber): DayNumber | null {
  return monthsOfUse(book, day)?.last.to ?? null;
}

/** The last month that the usage export covers, up to `day`, and the one before. */
export interface UseMonths {
  readonly rhythm: Rhythm;
  readonly last: DaySpan;
  readonly prior: DaySpan;
}

const MONTHS = new WeakMap<BookUsage, Map<DayNumber, UseMonths | null>>();

/** The months that a signal of use on `day` looks at: 30 days each, or whole weeks or months where use is recorded so; null where the export ended too long before. */
export function monthsOfUse(book: BookUsage, day: DayNumber): UseMonths | null {
  const ofBook = MONTHS.get(book) ?? new Map<DayNumber, UseMonths | null>();
  MONTHS.set(book, ofBook);
  const known = ofBook.get(day);
  if (known !== undefined) return known;
  const months = monthsUpTo(book, day);
  ofBook.set(day, months);
  return months;
}

function monthsUpTo({ use, days }: BookUsage, day: DayNumber): UseMonths | null {
  const last = lastUse(use, day);
  const windows = last === null ? undefined : useWindows(days, day);
  if (last === null || windows === undefined || !("last" in windows)) return null;
  if (day - (windows.opens === undefined ? last : windows.last.to) > EXPORT_AGE[windows.rhythm]) return null;
  return windows.rhythm === "day"
    ? { rhythm: "day", last: { from: last - 29, to: last }, prior: { from: last - 59, to: last - 30 } }
    : windows;
}

/** A day on which the whole book was far below its usual for that weekday (a holiday, an outage): it is left out of comparisons. */
export function isQuietDay({ logins, starts }: BookUsage, day: DayNumber, upTo: DayNumber): boolean {
  if (firstFrom(starts, upTo + 1) < ENOUGH_ACCOUNTS) return false;
  const around = [-4, -3, -2, -1, 1, 2].map((weeks) => day + 7 * weeks).filter((other) => other <= upTo);
  const usual = around.map((other) => eventsIn(logins, other, other)).sort((a, b) => a - b);
  const median = usual[Math.floor(usual.length / 2)] ?? 0;
  return usual.length >= 3 && median >= 20 && eventsIn(logins, day, day) < 0.4 * median;
}

const judgedQuiet = new WeakMap<BookUsage, Map<DayNumber, Map<DayNumber, boolean>>>();

/** `isQuietDay` as it was on a day: every account asks it of the same sixty days, so each is judged once. */
export function quietDays(book: BookUsage, upTo: DayNumber): (day: DayNumber) => boolean {
  const ofBook = judgedQuiet.get(book) ?? new Map<DayNumber, Map<DayNumber, boolean>>();
  judgedQuiet.set(book, ofBook);
  const judged = ofBook.get(upTo) ?? new Map<DayNumber, boolean>();
  ofBook.set(upTo, judged);
  return (day) => {
    const known = judged.get(day);
    if (known !== undefined) return known;
    const quiet = isQuietDay(book, day, upTo);
    judged.set(day, quiet);
    return quiet;
  };
}

/**
 * How the other accounts moved from one window to the next, as a factor of at most 1: what falls everywhere is the season's. Bounded below, so that
 * a book in trouble does not silence all its accounts.
 */
export function seasonOfOthers({ logins, starts }: BookUsage, own: UseDays, months: UseMonths): number {
  if (firstFrom(starts, months.last.to + 1) < ENOUGH_ACCOUNTS) return 1;
  const others = ({ from, to }: DaySpan): number => eventsIn(logins, from, to) - eventsIn(own, from, to);
  const [last, prior] = [others(months.last), others(months.prior)];
  return prior < ENOUGH_LOGINS ? 1 : Math.min(1, Math.max(0.6, last / prior));
}

/** The same for the account itself a year before (52 weeks, so that weekdays match); 1 where it has no year of history. */
export function seasonOfLastYear(own: UseDays, months: UseMonths): number {
  const first = own.days[0];
  if (first === undefined || first > months.prior.from - 364) return 1;
  const then = ({ from, to }: DaySpan): number => eventsIn(own, from - 364, to - 364);
  const [last, prior] = [then(months.last), then(months.prior)];
  return prior < 30 ? 1 : Math.min(1, Math.max(0.5, last / prior));
}

/** How many features anybody had used up to a day. */
export function featuresOffered({ featuresBy }: BookUsage, day: DayNumber): number {
  return featuresBy.events[firstFrom(featuresBy.days, day + 1) - 1] ?? 0;
}

/** Whether the book records meetings on a day. Where nobody was met for a month, the export has ended: that an account was not met says nothing then. */
export function recordsMeetings({ meetings }: BookUsage, day: DayNumber): boolean {
  const last = lastUse(meetings, day);
  return last !== null && day - last <= MEETINGS_AGE;
}

/** The same of business reviews, which are too few to tell by themselves when their export ended. */
export function recordsReviews(book: BookUsage, day: DayNumber): boolean {
  return book.reviewsFrom !== null && book.reviewsFrom <= day && recordsMeetings(book, day);
}
