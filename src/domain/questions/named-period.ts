import { addDays, type Day, isDay, weekday } from "../../core/days.ts";
import { addMonths, type Grain, nextStart, type Period, startOf } from "../metrics/period.ts";

/** A stretch of time as a question names it. */
export interface NamedPeriod extends Period {
  /** The question's own words for it. */
  readonly words: string;
}

const MONTHS = "january february march april may june july august september october november december".split(" ");
const MONTH = MONTHS.map((name) => (name === "may" ? "may" : `${name.slice(0, 3)}(?:${name.slice(3)})?`)).join("|");
const COUNT_WORDS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const COUNT = `(?:\\d{1,3}|${COUNT_WORDS.slice(1).join("|")}|a|an)`;
const SPAN = "(?:week|month|quarter|year|half(?: year)?)";
const YEAR = "(?:19|20)\\d\\d";
const ISO = "\\d{4}-\\d\\d-\\d\\d";
const NAMED = `(?:q[1-4](?:\\s*(?:of\\s+)?${YEAR})?|h[12](?:\\s*(?:of\\s+)?${YEAR})?|${ISO}|(?:${MONTH})(?:\\s+(?:of\\s+)?${YEAR})?|${YEAR})`;

/** The first reading that fits counts, so the wider ones come first. */
const FORMS: readonly (readonly [pattern: string, read: (match: RegExpExecArray, asOf: Day, ahead: boolean) => Period | undefined])[] = [
  [`(?:from|between)\\s+(${NAMED})\\s+(?:to|and|until|till|through)\\s+(${NAMED})`, (m, asOf, ahead) => span(m[1], m[2], asOf, ahead)],
  [
    `(?:since|after|from)\\s+(?:the\\s+)?(?:start|beginning) of (?:the |this )?(${SPAN})`,
    (m, asOf) => ({ from: spanOf(m[1] ?? "", asOf, 0).from, to: asOf }),
  ],
  [`since\\s+last\\s+(${SPAN})`, (m, asOf) => ({ from: spanOf(m[1] ?? "", asOf, -1).from, to: asOf })],
  [`since\\s+(yesterday|${NAMED})`, (m, asOf) => since(m[1] ?? "", asOf)],
  [
    `(?:last|past|previous|prior|trailing)\\s+(${COUNT})\\s+(day|week|month|quarter|year)s?`,
    (m, asOf) => back(m[1] ?? "", m[2] ?? "", asOf),
  ],
  [`in\\s+the\\s+next\\s+(${COUNT})\\s+(day|week|month|quarter|year)s?`, (m, asOf) => forth(m[1] ?? "", m[2] ?? "", asOf)],
  [`next\\s+(${COUNT})\\s+(day|week|month|quarter|year)s?`, (m, asOf) => forth(m[1] ?? "", m[2] ?? "", asOf)],
  [`(?:within|in)\\s+(\\d{1,3})\\s+(day|week|month)s?`, (m, asOf, ahead) => (ahead ? forth(m[1] ?? "", m[2] ?? "", asOf) : undefined)],
  [`(?:last|previous|prior)\\s+(${SPAN})`, (m, asOf) => spanOf(m[1] ?? "", asOf, -1)],
  [`past\\s+(week|month|quarter|year)`, (m, asOf) => back("1", m[1] ?? "", asOf)],
  [`next\\s+(${SPAN})`, (m, asOf) => spanOf(m[1] ?? "", asOf, 1)],
  [`(?:rest|remainder|end) of (?:the |this )?(${SPAN})`, (m, asOf) => ({ from: asOf, to: spanOf(m[1] ?? "", asOf, 0).to })],
  [`(?:this|current)\\s+(${SPAN})`, (m, asOf) => spanOf(m[1] ?? "", asOf, 0)],
  [`my (week|month|quarter)`, (m, asOf) => spanOf(m[1] ?? "", asOf, 0)],
  [`(nächste|letzte|vorige|diese)[nrsm]?\\s+(woche|monat|quartal|jahr)`, (m, asOf) => germanSpan(m[1] ?? "", m[2] ?? "", asOf)],
  ["year to date|ytd", (_m, asOf) => ({ from: `${asOf.slice(0, 4)}-01-01`, to: asOf })],
  ["quarter to date|qtd", (_m, asOf) => ({ from: startOf(asOf, "quarter"), to: asOf })],
  ["month to date|mtd", (_m, asOf) => ({ from: startOf(asOf, "month"), to: asOf })],
  [
    "(?:by|before) (?:christmas|the holidays|the end of the year|year[- ]end)",
    (_m, asOf) => ({ from: asOf, to: `${asOf.slice(0, 4)}-12-31` }),
  ],
  ["yesterday", (_m, asOf) => ({ from: addDays(asOf, -1), to: addDays(asOf, -1) })],
  [`(?:by|before|until)\\s+(${NAMED})`, (m, asOf, ahead) => (ahead ? until(m[1] ?? "", asOf) : undefined)],
  // Before what follows: the year of "Q3 of 2026" is no period by itself.
  [`(?:(?:in|during|for|of|on)\\s+)?((?:q[1-4]|h[12]|${MONTH})\\s*of\\s+${YEAR})`, (m, asOf, ahead) => named(m[1] ?? "", asOf, ahead)],
  [`(?:in|during|for|of|on)\\s+(${NAMED})`, (m, asOf, ahead) => named(m[1] ?? "", asOf, ahead)],
  [
    `(q[1-4](?:\\s*(?:of\\s+)?${YEAR})?|h[12](?:\\s*(?:of\\s+)?${YEAR})?|(?:${MONTH})\\s+${YEAR})`,
    (m, asOf, ahead) => named(m[1] ?? "", asOf, ahead),
  ],
  [`(${MONTHS.filter((name) => name !== "may" && name !== "march").join("|")})`, (m, asOf, ahead) => named(m[1] ?? "", asOf, ahead)],
];

/**
 * The time a question names, as days: "in Q3", "last month", "since June", "in 2026", "the next 60 days". A month or quarter without a year is
 * the last one that has begun by `asOf`; `ahead` (renewals, forecasts) takes the one under way, else the next. Undefined where it names none.
 */
export function namedPeriod(question: string, asOf: Day, ahead = false): NamedPeriod | undefined {
  const text = question.toLowerCase();
  for (const [pattern, read] of FORMS) {
    const match = new RegExp(`\\b(?:${pattern})\\b`).exec(text);
    const period = match === null ? undefined : read(match, asOf, ahead);
    if (match !== null && period !== undefined && period.from <= period.to)
      return { ...period, words: question.slice(match.index, match.index + match[0].length) };
  }
  return undefined;
}

function span(first: string | undefined, last: string | undefined, asOf: Day, ahead: boolean): Period | undefined {
  const [from, to] = [named(first ?? "", asOf, ahead), named(last ?? "", asOf, ahead)];
  return from === undefined || to === undefined ? undefined : { from: from.from, to: to.to };
}

function since(name: string, asOf: Day): Period | undefined {
  const from = name === "yesterday" ? addDays(asOf, -1) : named(name, asOf, false)?.from;
  return from === undefined ? undefined : { from, to: asOf };
}

function until(name: string, asOf: Day): Period | undefined {
  const end = named(name, asOf, true)?.to;
  return end === undefined ? undefined : { from: asOf, to: end };
}

/** The n days, weeks, months … that end with as-of. */
function back(count: string, unit: string, asOf: Day): Period {
  const n = countOf(count);
  return { from: addDays(shifted(asOf, unit, -n), 1), to: asOf };
}

/** As-of and the n days, weeks, months … after it. */
function forth(count: string, unit: string, asOf: Day): Period {
  return { from: asOf, to: shifted(asOf, unit, countOf(count)) };
}

function shifted(day: Day, unit: string, n: number): Day {
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  return months === undefined ? addDays(day, n * (unit === "week" ? 7 : 1)) : addMonths(day, n * months);
}

function countOf(text: string): number {
  return /^\d/.test(text) ? Number(text) : Math.max(1, COUNT_WORDS.indexOf(text));
}

/** The calendar week, month, quarter, half or year that holds as-of, or `shift` of them later. */
function spanOf(unit: string, asOf: Day, shift: number): Period {
  if (unit === "week") {
    const from = addDays(asOf, 7 * shift - ((weekday(asOf) + 6) % 7));
    return { from, to: addDays(from, 6) };
  }
  const months = { month: 1, quarter: 3, year: 12 }[unit] ?? 6;
  return months === 12 || months === 6 ? wholeMonths(asOf, months, shift) : grain(asOf, unit === "month" ? "month" : "quarter", shift);
}

const GERMAN: Readonly<Record<string, string>> = { woche: "week", monat: "month", quartal: "quarter", jahr: "year" };

/** "Nächsten Monat", "letzte Woche", "dieses Quartal". */
function germanSpan(which: string, unit: string, asOf: Day): Period {
  return spanOf(GERMAN[unit] ?? unit, asOf, which === "nächste" ? 1 : which === "diese" ? 0 : -1);
}

function grain(asOf: Day, size: Grain, shift: number): Period {
  const from = addMonths(startOf(asOf, size), shift * (size === "month" ? 1 : 3));
  return { from, to: addDays(nextStart(from, size), -1) };
}

function wholeMonths(asOf: Day, months: number, shift: number): Period {
  const month = Number(asOf.slice(5, 7)) - 1;
  const from = addMonths(`${asOf.slice(0, 4)}-01-01`, month - (month % months) + shift * months);
  return { from, to: addDays(addMonths(from, months), -1) };
}

/** "q3", "q3 2026", "h1", "october", "october 2026", "2026" or a day. */
function named(name: string, asOf: Day, ahead: boolean): Period | undefined {
  if (isDay(name)) return { from: name, to: name };
  const year = new RegExp(YEAR).exec(name)?.[0];
  if (year === name) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const part = /^([qh])([1-4])/.exec(name);
  const size = part?.[1] === "q" ? 3 : part?.[1] === "h" ? 6 : 1;
  const index = part === null ? MONTHS.findIndex((month) => month.slice(0, 3) === name.slice(0, 3)) : (Number(part[2]) - 1) * size;
  if (index < 0) return undefined;
  const inYear = (of: number): Period => {
    const from = `${of}-${String(index + 1).padStart(2, "0")}-01`;
    return { from, to: addDays(addMonths(from, size), -1) };
  };
  if (year !== undefined) return inYear(Number(year));
  const now = inYear(Number(asOf.slice(0, 4)));
  if (ahead) return now.to < asOf ? inYear(Number(asOf.slice(0, 4)) + 1) : now;
  return now.from > asOf ? inYear(Number(asOf.slice(0, 4)) - 1) : now;
}
