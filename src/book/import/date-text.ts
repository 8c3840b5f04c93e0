import { literal } from "./sql.ts";

/** How a column writes dates and times, and which zone its times are in where they name none. */
export interface DateStyle {
  /** True where only dates as programs write them need be read, which is much faster. */
  readonly plain?: true;
  /** True where every cell is ISO or seconds since 1970: what else there is need not be tried. */
  readonly simple: boolean;
  /** 7/9 is the 7th of September; null where nothing tells: then only cells with a day above 12 are read. */
  readonly dayFirst: boolean | null;
  /** Times without a zone are the company's, not UTC. */
  readonly local: boolean;
  /** Day 0 of a workbook's serial numbers; null where numbers are no dates. */
  readonly serialEpoch: string | null;
}

const MONTH_NUMBERED = String.raw`\d{4}[-/.](0?[1-9]|1[0-2])`;
const CLOCK = String.raw`\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?)?`;
const ZONE = String.raw` ?(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?)`;
const DATE = String.raw`\d{4}-\d{2}-\d{2}`;
const EPOCH = String.raw`\d{9,10}(\.\d+)?|\d{12,13}|\d{16}`;
const SERIAL = String.raw`[1-9]\d{4}(\.\d+)?`;

/** How names of months begin in English, German, French and Spanish, without accents. */
const MONTH_BEGINNINGS = [
  ["jan", "ene"],
  ["feb", "fev"],
  ["mar", "mae", "mrz"],
  ["apr", "avr", "abr"],
  ["may", "mai"],
  ["jun", "juin"],
  ["jul", "juil"],
  ["aug", "aou", "ago"],
  ["sep", "set"],
  ["oct", "okt"],
  ["nov"],
  ["dec", "dez", "dic"],
] as const;
const MONTH = `(?:${[
  "jan(?:uary?|v(?:ier)?)?|j[aä]n(?:ner)?|ene(?:ro)?",
  "feb(?:ruary?|rero)?|f[eé]v(?:r(?:ier)?)?",
  "mar(?:ch|s|zo)?|m[aä]r(?:z)?|maerz|mrz",
  "apr(?:il)?|avr(?:il)?|abr(?:il)?",
  "mayo?|mai",
  "june?|juni|junio|juin",
  "july?|juli|julio|juil(?:let)?",
  "aug(?:ust)?|ao[uû]t?|ago(?:sto)?",
  "sept?(?:ember|embre|iembre)?|set(?:iembre)?",
  "oct(?:ober|obre|ubre)?|okt(?:ober)?",
  "nov(?:ember|embre|iembre)?",
  "dec(?:ember)?|d[eé]c(?:embre)?|dez(?:ember)?|dic(?:iembre)?",
].join("|")})`;
const WEEKDAY = `(?:(?:${[
  "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*",
  "(?:mo|di|mi|do|fr|sa|so)(?:ntag|enstag|ttwoch|nnerstag|eitag|mstag|nnabend|nntag)?",
  "(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|edi|anche)?",
  "(?:lun|mar|mi[eé]|jue|vie|s[aá]b|dom)(?:es|tes|rcoles|ves|rnes|ado|ingo)?",
].join("|")})\\.?,? +)?`;
const YEAR = String.raw`(\d{4}|\d{2})`;
const TIME = String.raw`(?:(?:T|,? +|,? (?:at|um|à|a las) )\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)? ?(?:[ap]\.?m\.?|Uhr)?(?: ?(?:Z|UTC|GMT)?(?: ?[+-]\d{2}:?\d{2})?(?: \([^)]*\))?))?`;

const NUMERIC = String.raw`(\d{1,2})[/.-](\d{1,2})[/.-]${YEAR}`;
const ORDINAL = "(?:st|nd|rd|th|er|º)?";
const DAY_NAME = String.raw`(\d{1,2})(?:\. ?|${ORDINAL}(?: de |[ /-]))(${MONTH})\.?(?: del? |[ /,.-] ?)${YEAR}`;
const NAME_DAY = String.raw`(${MONTH})\.? (\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}`;
const YEAR_FIRST = String.raw`(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})`;
const COMPACT = String.raw`((?:19|20)\d{2})(\d{2})(\d{2})`;

const matches = (cell: string, pattern: string): string => `regexp_full_match(${cell}, ${literal(pattern)})`;
const whole = (date: string): string => `(?i)${WEEKDAY}${date}${TIME}`;
const part = (cell: string, date: string, group: number): string => `regexp_extract(${cell}, ${literal(whole(date))}, ${group})`;
const number = (text: string): string => `TRY_CAST(${text} AS INTEGER)`;

/** True for cells that are ISO dates and times or numbers of seconds, which no locale changes. */
export function isSimpleDate(cell: string): string {
  return matches(cell, `${CLOCK}(${ZONE})?|${EPOCH}`);
}

interface DateEvidence {
  readonly dayFirst: string;
  readonly monthFirst: string;
  /** Could be either. */
  readonly open: string;
  /** Written with points, as nobody does who puts the month first. */
  readonly dotted: string;
  /** AM or PM. */
  readonly halfDay: string;
}

/** SQL conditions for finding out in which order a file writes day and month. */
export function dateEvidence(cell: string): DateEvidence {
  const isNumeric = matches(cell, whole(NUMERIC));
  const [first, second] = [number(part(cell, NUMERIC, 1)), number(part(cell, NUMERIC, 2))];
  return {
    dayFirst: `${isNumeric} AND ${first} BETWEEN 13 AND 31 AND ${second} BETWEEN 1 AND 12`,
    monthFirst: `${isNumeric} AND ${second} BETWEEN 13 AND 31 AND ${first} BETWEEN 1 AND 12`,
    open: `${isNumeric} AND ${first} BETWEEN 1 AND 12 AND ${second} BETWEEN 1 AND 12 AND ${first} <> ${second}`,
    dotted: `${isNumeric} AND regexp_matches(${cell}, '^[^/-]*$')`,
    halfDay: `regexp_matches(${cell}, '(?i)\\d ?[ap]\\.?m\\.?')`,
  };
}

/** SQL of an instant in UTC, null where `cell` is none. */
export function instantSql(cell: string, style: DateStyle): string {
  const cases = [
    `WHEN ${matches(cell, CLOCK)} THEN ${utc(isoClock(cell), style)}`,
    `WHEN ${matches(cell, CLOCK + ZONE)} THEN timezone('UTC', ${zonedClock(cell)})`,
    `WHEN ${matches(cell, String.raw`\d{9,10}(\.\d+)?`)} THEN make_timestamp(CAST(round(TRY_CAST(${cell} AS DOUBLE) * 1000000) AS BIGINT))`,
    `WHEN ${matches(cell, String.raw`\d{12,13}`)} THEN make_timestamp(TRY_CAST(${cell} AS BIGINT) * 1000)`,
    `WHEN ${matches(cell, String.raw`\d{16}`)} THEN make_timestamp(TRY_CAST(${cell} AS BIGINT))`,
  ];
  if (style.serialEpoch !== null) cases.push(`WHEN ${matches(cell, SERIAL)} THEN ${utc(serialClock(cell, style.serialEpoch), style)}`);
  if (!style.simple) {
    const clock = writtenClock(cell, style);
    cases.push(`WHEN ${isWritten(cell)} THEN CASE WHEN ${hasZone(cell)} THEN ${clock} - ${offset(cell)} ELSE ${utc(clock, style)} END`);
  }
  if (style.plain === true) cases.unshift(...plainInstants(cell, style));
  return `CASE ${cases.join(" ")} END`;
}

/** Seconds or milliseconds since 1970, and ISO times as databases write them: told by writing the value again. */
function plainInstants(cell: string, style: DateStyle): string[] {
  const number = `TRY_CAST(${cell} AS BIGINT)`;
  const isWhole = `CAST(${number} AS VARCHAR) = ${cell}`;
  const clock = `TRY_CAST(${cell} AS TIMESTAMP)`;
  return [
    `WHEN ${number} BETWEEN 100000000 AND 9999999999 AND ${isWhole} THEN make_timestamp(${number} * 1000000)`,
    `WHEN ${number} BETWEEN 100000000000 AND 9999999999999 AND ${isWhole} THEN make_timestamp(${number} * 1000)`,
    `WHEN length(${cell}) = 19 AND CAST(${clock} AS VARCHAR) = replace(${cell}, 'T', ' ') THEN ${utc(clock, style)}`,
  ];
}

/** SQL of a day: a date stays that date, and so does the date of a time in the company's zone; any other instant is the company's day of it. */
export function daySql(cell: string, style: DateStyle): string {
  const written = `TRY_CAST(${cell} AS DATE)`;
  if (style.plain === true) return `CASE WHEN length(${cell}) = 10 AND CAST(${written} AS VARCHAR) = ${cell} THEN ${written} END`;
  const cases = [`WHEN ${matches(cell, DATE)} THEN TRY_CAST(${cell} AS DATE)`];
  if (style.local) cases.push(`WHEN ${matches(cell, CLOCK)} THEN CAST(${isoClock(cell)} AS DATE)`);
  if (style.serialEpoch !== null) cases.push(`WHEN ${matches(cell, SERIAL)} THEN CAST(${serialClock(cell, style.serialEpoch)} AS DATE)`);
  if (!style.simple) {
    const keeps = style.local ? `NOT ${hasZone(cell)}` : `NOT contains(${cell}, ':')`;
    cases.push(`WHEN ${isWritten(cell)} AND ${keeps} THEN CAST(${writtenClock(cell, style)} AS DATE)`);
  }
  return `CASE ${cases.join(" ")} ELSE day_of(${instantSql(cell, style)}) END`;
}

/** SQL of a day as `daySql` reads it; a month, `2026-06` or `June 2026`, is its first day, as use by the month has it. */
export function dayOrMonthSql(cell: string, style: DateStyle): string {
  if (style.plain === true) return daySql(cell, style);
  const named = `(${MONTH})\\.? (?:de |del )?(\\d{4})`;
  const group = (index: number): string => `regexp_extract(${cell}, ${literal(`(?i)${named}`)}, ${index})`;
  const cases = [
    `WHEN ${matches(cell, MONTH_NUMBERED)} THEN TRY_CAST(regexp_replace(${cell}, '[/.]', '-') || '-01' AS DATE)`,
    `WHEN ${matches(cell, `(?i)${named}`)} THEN ${date(group(2), month(group(1)), "'1'")}`,
  ];
  return `CASE ${cases.join(" ")} ELSE ${daySql(cell, style)} END`;
}

function utc(clock: string, { local }: DateStyle): string {
  return local ? `utc_of(${clock})` : clock;
}

function isoClock(cell: string): string {
  return `TRY_CAST(replace(${cell}, ',', '.') AS TIMESTAMP)`;
}

/** DuckDB wants seconds before a zone, and no blank. */
function zonedClock(cell: string): string {
  const seconds = `regexp_replace(${cell}, '([T ]\\d{1,2}:\\d{2})( ?(Z|UTC|GMT|[+-][0-9:]+))$', '\\1:00\\2')`;
  return `TRY_CAST(replace(regexp_replace(${seconds}, ' ([+-])', '\\1'), 'GMT', 'UTC') AS TIMESTAMPTZ)`;
}

/** Excel keeps a time as days and a fraction, exact to the second at best. */
function serialClock(cell: string, epoch: string): string {
  return `(TIMESTAMP ${literal(epoch)} + to_seconds(CAST(round(TRY_CAST(${cell} AS DOUBLE) * 86400) AS BIGINT)))`;
}

function isWritten(cell: string): string {
  return matches(cell, whole(`(?:${[YEAR_FIRST, NUMERIC, DAY_NAME, NAME_DAY, COMPACT].join("|")})`));
}

function hasZone(cell: string): string {
  return `regexp_matches(${cell}, '(?i):\\d{2}.*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})( \\([^)]*\\))?$')`;
}

function offset(cell: string): string {
  const found = (group: number): string => `regexp_extract(${cell}, ':\\d{2}.*([+-])(\\d{2}):?(\\d{2})( \\([^)]*\\))?$', ${group})`;
  return `to_minutes(CASE ${found(1)} WHEN '+' THEN 1 WHEN '-' THEN -1 ELSE 0 END * coalesce(${number(found(2))} * 60 + ${number(found(3))}, 0))`;
}

/** Date and time as the cell writes them, whatever the zone. */
function writtenClock(cell: string, style: DateStyle): string {
  return `(${writtenDate(cell, style)} + ${writtenTime(cell)})`;
}

function writtenDate(cell: string, { dayFirst }: DateStyle): string {
  const [first, second, year] = [1, 2, 3].map((group) => part(cell, NUMERIC, group)) as [string, string, string];
  const either = `CASE WHEN ${number(first)} > 12 OR ${number(first)} = ${number(second)} THEN ${date(year, second, first)} WHEN ${number(second)} > 12 THEN ${date(year, first, second)} END`;
  const numeric = dayFirst === null ? either : dayFirst ? date(year, second, first) : date(year, first, second);
  const groups = (pattern: string, y: number, m: number, d: number): string =>
    date(part(cell, pattern, y), part(cell, pattern, m), part(cell, pattern, d));
  const cases = [
    [YEAR_FIRST, groups(YEAR_FIRST, 1, 2, 3)],
    [NUMERIC, numeric],
    [DAY_NAME, date(part(cell, DAY_NAME, 3), month(part(cell, DAY_NAME, 2)), part(cell, DAY_NAME, 1))],
    [NAME_DAY, date(part(cell, NAME_DAY, 3), month(part(cell, NAME_DAY, 1)), part(cell, NAME_DAY, 2))],
    [COMPACT, groups(COMPACT, 1, 2, 3)],
  ] as const;
  return `CASE ${cases.map(([pattern, sql]) => `WHEN ${matches(cell, whole(pattern))} THEN ${sql}`).join(" ")} END`;
}

/** A year of two digits is one of this century: the book is about present customers. */
function date(year: string, monthNumber: string, day: string): string {
  return `TRY_CAST(CASE WHEN length(${year}) = 2 THEN '20' ELSE '' END || ${year} || '-' || ${monthNumber} || '-' || ${day} AS DATE)`;
}

function month(name: string): string {
  const bare = `lower(strip_accents(${name}))`;
  const cases = MONTH_BEGINNINGS.map(
    (beginnings, index) => `WHEN ${beginnings.map((text) => `starts_with(${bare}, '${text}')`).join(" OR ")} THEN '${index + 1}'`,
  );
  return `CASE ${cases.join(" ")} END`;
}

function writtenTime(cell: string): string {
  const found = (group: number): string => `regexp_extract(${cell}, '(\\d{1,2}):(\\d{2})(?::(\\d{2}(?:[.,]\\d{1,6})?))?', ${group})`;
  const [hour, minute] = [number(found(1)), number(found(2))];
  const shift = `CASE WHEN regexp_matches(${cell}, '(?i)\\d ?p\\.?m') AND ${hour} < 12 THEN 12 WHEN regexp_matches(${cell}, '(?i)\\d ?a\\.?m') AND ${hour} = 12 THEN -12 ELSE 0 END`;
  const second = `coalesce(TRY_CAST(replace(nullif(${found(3)}, ''), ',', '.') AS DOUBLE), 0)`;
  const time = `CASE WHEN ${hour} < 24 AND ${minute} < 60 AND ${second} < 60 THEN to_microseconds(CAST(round((((${hour} + ${shift}) * 60 + ${minute}) * 60 + ${second}) * 1000000) AS BIGINT)) END`;
  return `CASE WHEN contains(${cell}, ':') THEN ${time} ELSE to_microseconds(0) END`;
}
