import type { Choice, Kind } from "./adapter.ts";
import { literal } from "./sql.ts";

interface KindSql {
  /** SQL type of the value. */
  readonly type: string;
  /** SQL expression that is null where `cell` (trimmed, not empty) is no such value. */
  readonly parse: (cell: string, currency: string) => string;
  /** Told to the person whose cell was refused. */
  readonly allowed: string;
  /** True where a cell that says nothing is no reason to refuse its row. */
  readonly forgiving?: true;
}

/** How a kind is typed, parsed and explained. */
export function kindSql(kind: Kind): KindSql {
  return typeof kind === "string" ? KINDS[kind] : choiceSql(kind);
}

const NUMBER = String.raw`[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?`;
const DECIMAL_COMMA = String.raw`[+-]?\d+,\d{1,2}`;
const CLOCK = String.raw`\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?`;
const ZONE = String.raw` ?(Z|UTC|[+-]\d{2}(:?\d{2})?)`;
const EMAIL = String.raw`[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+`;

const matches = (cell: string, pattern: string): string => `regexp_full_match(${cell}, ${literal(pattern)})`;

const KINDS: Readonly<Record<Exclude<Kind, Choice>, KindSql>> = {
  text: { type: "VARCHAR", parse: (cell) => cell, allowed: "text" },
  id: { type: "VARCHAR", parse: (cell) => `nullif(trim(ltrim(${cell}, '#')), '')`, allowed: "an id" },
  email: { type: "VARCHAR", parse: email, allowed: "an e-mail address" },
  domains: { type: "VARCHAR", parse: domains, allowed: "a web domain", forgiving: true },
  list: { type: "VARCHAR", parse: (cell) => joined(split(cell), (item) => item), allowed: "a list", forgiving: true },
  int: { type: "INTEGER", parse: int, allowed: "a whole number" },
  number: { type: "DOUBLE", parse: decimal, allowed: "a number" },
  boolean: { type: "BOOLEAN", parse: boolean, allowed: "true or false" },
  day: { type: "DATE", parse: day, allowed: "a date, YYYY-MM-DD" },
  instant: { type: "TIMESTAMP", parse: instant, allowed: "a time: YYYY-MM-DD HH:MM:SS (UTC), ISO 8601 or seconds since 1970" },
  currency: {
    type: "VARCHAR",
    parse: (cell) => `CASE WHEN ${matches(cell, "[A-Za-z]{3}")} THEN upper(${cell}) END`,
    allowed: "a currency code of three letters",
  },
  "money-major": {
    type: "BIGINT",
    parse: (cell, currency) => `TRY_CAST(round(${decimal(cell)} * ${minorUnits(currency)}) AS BIGINT)`,
    allowed: "an amount such as 1234.50",
  },
  "money-minor": {
    type: "BIGINT",
    parse: (cell) => `CASE WHEN ${matches(cell, String.raw`[+-]?\d+`)} THEN TRY_CAST(${cell} AS BIGINT) END`,
    allowed: "an amount in cents, a whole number",
  },
};

function email(cell: string): string {
  const bare = `regexp_replace(lower(${cell}), '^.*<\\s*([^<>]+?)\\s*>$', '\\1')`;
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

function int(cell: string): string {
  return `CASE WHEN ${matches(cell, String.raw`[+-]?(\d+|\d{1,3}(,\d{3})+)(\.0+)?`)} THEN TRY_CAST(regexp_replace(${cell}, ',|\\.0+$', '', 'g') AS INTEGER) END`;
}

/**
 * Decimal point with optional thousands commas, or a decimal comma with one or two places. A double holds every amount up to
 * 2^53 minor units to the cent; DuckDB's wide decimals would be exact beyond that, but take three hundred times as long to parse.
 */
function decimal(cell: string): string {
  return `CASE WHEN ${matches(cell, NUMBER)} THEN TRY_CAST(replace(${cell}, ',', '') AS DOUBLE) WHEN ${matches(cell, DECIMAL_COMMA)} THEN TRY_CAST(replace(${cell}, ',', '.') AS DOUBLE) END`;
}

function boolean(cell: string): string {
  return `CASE WHEN lower(${cell}) IN ('true', 'yes', 'y', 't', '1') THEN true WHEN lower(${cell}) IN ('false', 'no', 'n', 'f', '0') THEN false END`;
}

function instant(cell: string): string {
  return `CASE WHEN ${matches(cell, CLOCK)} THEN TRY_CAST(${cell} AS TIMESTAMP) WHEN ${matches(cell, CLOCK + ZONE)} THEN timezone('UTC', TRY_CAST(${cell} AS TIMESTAMPTZ)) WHEN ${matches(cell, String.raw`\d{9,10}(\.\d+)?`)} THEN make_timestamp(CAST(round(TRY_CAST(${cell} AS DOUBLE) * 1000000) AS BIGINT)) WHEN ${matches(cell, String.raw`\d{12,13}`)} THEN make_timestamp(TRY_CAST(${cell} AS BIGINT) * 1000) END`;
}

/** A date stays that date; an instant is the company's day of it. */
function day(cell: string): string {
  return `CASE WHEN ${matches(cell, String.raw`\d{4}-\d{2}-\d{2}`)} THEN TRY_CAST(${cell} AS DATE) ELSE day_of(${instant(cell)}) END`;
}

/** How many minor units make one of the currency (ISO 4217): 100 but for a few. */
function minorUnits(currency: string): string {
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
    parse: (cell) => `CASE lower(${cell}) ${known} ELSE ${rest(cell)} END`,
    allowed: `one of ${[...new Set(Object.values(choice))].join(", ")}`,
  };
}

function hyphens(cell: string): string {
  return `regexp_replace(lower(${cell}), '[\\s_]+', '-', 'g')`;
}
