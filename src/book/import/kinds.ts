import type { Choice, Kind } from "./adapter.ts";
import { type DateStyle, dayOrMonthSql, daySql, instantSql } from "./date-text.ts";
import { htmlText } from "./html-text.ts";
import { type NumberStyle, numberSql } from "./number-text.ts";
import { longSalesforceIdSql } from "./salesforce-id.ts";
import { literal } from "./sql.ts";

/** How the cells of one column are to be read. */
export interface Reading {
  /** SQL of the row's currency. */
  readonly currency: string;
  readonly numbers: NumberStyle;
  readonly dates: DateStyle;
}

interface KindSql {
  /** SQL type of the value. */
  readonly type: string;
  /** SQL expression that is null where `cell` (trimmed, not empty) is no such value. */
  readonly parse: (cell: string, reading: Reading) => string;
  /** Told to the person whose cell was refused. */
  readonly allowed: string;
  /** True where a cell that says nothing is no reason to refuse its row. */
  readonly forgiving?: true;
}

/** How a kind is typed, parsed and explained. */
export function kindSql(kind: Kind): KindSql {
  return typeof kind === "string" ? KINDS[kind] : choiceSql(kind);
}

/** True for the name of a kind, as `mapping` in echo.yaml writes it. */
export function isKindName(name: string): name is Exclude<Kind, Choice> {
  return KIND_NAMES.includes(name);
}

const EMAIL = String.raw`[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+`;

const matches = (cell: string, pattern: string): string => `regexp_full_match(${cell}, ${literal(pattern)})`;

const KINDS: Readonly<Record<Exclude<Kind, Choice>, KindSql>> = {
  text: { type: "VARCHAR", parse: (cell) => cell, allowed: "text" },
  id: { type: "VARCHAR", parse: (cell) => `nullif(trim(ltrim(${cell}, '#')), '')`, allowed: "an id" },
  "salesforce-id": { type: "VARCHAR", parse: (cell) => longSalesforceIdSql(`nullif(trim(ltrim(${cell}, '#')), '')`), allowed: "an id" },
  email: { type: "VARCHAR", parse: email, allowed: "an e-mail address" },
  domains: { type: "VARCHAR", parse: domains, allowed: "a web domain", forgiving: true },
  list: { type: "VARCHAR", parse: (cell) => joined(split(cell), named), allowed: "a list", forgiving: true },
  html: { type: "VARCHAR", parse: htmlText, allowed: "text", forgiving: true },
  hours: { type: "INTEGER", parse: (cell, reading) => minutesSql(cell, reading, 60), allowed: "a duration: HH:MM:SS or hours" },
  minutes: { type: "INTEGER", parse: (cell, reading) => minutesSql(cell, reading, 1), allowed: "a duration: HH:MM:SS or minutes" },
  int: { type: "INTEGER", parse: int, allowed: "a whole number" },
  number: { type: "DOUBLE", parse: (cell, { numbers }) => numberSql(cell, numbers), allowed: "a number" },
  percent: { type: "DOUBLE", parse: (cell, { numbers }) => numberSql(`rtrim(${cell}, '% ')`, numbers), allowed: "a percentage: 75 or 75%" },
  boolean: { type: "BOOLEAN", parse: boolean, allowed: "true or false" },
  day: { type: "DATE", parse: (cell, { dates }) => daySql(cell, dates), allowed: "a date, YYYY-MM-DD" },
  "day-or-month": {
    type: "DATE",
    parse: (cell, { dates }) => dayOrMonthSql(cell, dates),
    allowed: "a date, YYYY-MM-DD, or a month, YYYY-MM",
  },
  instant: {
    type: "TIMESTAMP",
    parse: (cell, { dates }) => instantSql(cell, dates),
    allowed: "a time: YYYY-MM-DD HH:MM:SS (UTC), ISO 8601 or seconds since 1970",
  },
  currency: {
    type: "VARCHAR",
    parse: currencyCode,
    allowed: "a currency code of three letters",
  },
  "money-major": {
    type: "BIGINT",
    parse: (cell, { numbers, currency }) => exact(`round((${numberSql(cell, numbers)}) * ${minorUnits(currency)})`),
    allowed: "an amount such as 1234.50",
  },
  "money-minor": {
    type: "BIGINT",
    parse: (cell) => `CASE WHEN ${matches(cell, String.raw`[+-]?\d+`)} THEN ${exact(cell)} END`,
    allowed: "an amount in cents, a whole number",
  },
};

/** The names of all kinds. */
export const KIND_NAMES: readonly string[] = Object.keys(KINDS);

/** SQL of a currency's code in upper case, null where `cell` is none. */
export function currencyCode(cell: string): string {
  return `CASE WHEN ${matches(cell, "[A-Za-z]{3}")} THEN upper(${cell}) END`;
}

function email(cell: string): string {
  const bare = `regexp_replace(lower(${cell}), '^.*[<(]\\s*([^<>()]+?)\\s*[>)]$', '\\1')`;
  return `CASE WHEN ${matches(bare, EMAIL)} THEN ${bare} END`;
}

/** Web addresses become domains; what has no dot or holds a blank is none. None at all is no fault: people write "n/a" there. */
function domains(cell: string): string {
  const bare = (item: string): string =>
    String.raw`regexp_replace(regexp_replace(lower(${item}), '^[a-z]+://', ''), '^www\.|[/:?#].*$', '', 'g')`;
  return joined(split(cell), (item) => `CASE WHEN ${matches(bare(item), String.raw`[^\s@.]+(\.[^\s@.]+)+`)} THEN ${bare(item)} END`);
}

/** Items of `a; b`, `a, b` or a JSON array. */
function split(cell: string): string {
  return `CASE WHEN starts_with(${cell}, '[') THEN TRY_CAST(${cell} AS JSON)::VARCHAR[] ELSE string_split_regex(${cell}, '[;,]') END`;
}

function joined(items: string, item: (name: string) => string): string {
  return `nullif(array_to_string(list_filter(list_transform(${items}, lambda x: ${item("trim(x)")}), lambda x: x IS NOT NULL AND x <> ''), ';'), '')`;
}

/** An object in a list counts by its name. */
function named(item: string): string {
  return `CASE WHEN starts_with(${item}, '{') THEN TRY_CAST(${item} AS JSON) ->> '$.name' ELSE ${item} END`;
}

/** Whole minutes of 12:34:56, or of a number of units of that many minutes. */
function minutesSql(cell: string, { numbers }: Reading, unit: number): string {
  const part = (index: number): string => `coalesce(TRY_CAST(nullif(split_part(${cell}, ':', ${index}), '') AS INTEGER), 0)`;
  return `CASE WHEN ${matches(cell, String.raw`\d{1,6}:\d{2}(:\d{2})?`)} THEN CAST(floor(${part(1)} * 60 + ${part(2)} + ${part(3)} / 60) AS INTEGER) ELSE TRY_CAST(round((${numberSql(cell, numbers)}) * ${unit}) AS INTEGER) END`;
}

function int(cell: string, { numbers }: Reading): string {
  const value = `TRY_CAST(${cell} AS INTEGER)`;
  // Writing the number again is many times faster than a pattern.
  if (numbers === "digits") return `CASE WHEN CAST(${value} AS VARCHAR) = ${cell} THEN ${value} END`;
  if (numbers === "plain")
    return `CASE WHEN ${matches(cell, String.raw`[+-]?\d+(\.0+)?`)} THEN TRY_CAST(TRY_CAST(${cell} AS DOUBLE) AS INTEGER) END`;
  const number = `(${numberSql(cell, numbers)})`;
  return `CASE WHEN ${number} = trunc(${number}) THEN TRY_CAST(${number} AS INTEGER) END`;
}

/**
 * Amounts are read as doubles, which hold every one of up to 2^53 minor units to the cent; DuckDB's wide decimals would be exact beyond
 * that, but take three hundred times as long to parse. What is larger is no amount, and sums of many must stay exact too.
 */
function exact(minor: string): string {
  return `CAST(TRY_CAST(${minor} AS DECIMAL(15, 0)) AS BIGINT)`;
}

function boolean(cell: string): string {
  return `CASE WHEN lower(${cell}) IN ('true', 'yes', 'y', 't', '1') THEN true WHEN lower(${cell}) IN ('false', 'no', 'n', 'f', '0') THEN false END`;
}

/** SQL: how many minor units make one of the currency (ISO 4217): 100 but for a few. */
export function minorUnits(currency: string): string {
  return `CASE WHEN ${currency} IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1 WHEN ${currency} IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000 ELSE 100 END`;
}

function choiceSql({ choice, otherwise }: Choice): KindSql {
  const known = Object.entries(choice)
    .map(([spelling, value]) => `WHEN ${literal(spelling)} THEN ${literal(value)}`)
    .join(" ");
  const rest = (cell: string): string =>
    otherwise === "reject" ? "NULL" : otherwise === "hyphens" ? hyphens(cell) : literal(otherwise.value);
  return {
    type: "VARCHAR",
    parse: (cell) => (known === "" ? rest(cell) : `CASE lower(${cell}) ${known} ELSE ${rest(cell)} END`),
    allowed: `one of ${[...new Set(Object.values(choice))].join(", ")}`,
  };
}

function hyphens(cell: string): string {
  return `regexp_replace(lower(${cell}), '[\\s_]+', '-', 'g')`;
}
