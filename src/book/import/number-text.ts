import { literal } from "./sql.ts";

/**
 * How a column writes numbers: digits alone, of whole numbers without leading zeros; digits with at most a decimal point; a decimal point with any thousands separator; a decimal comma
 * likewise; or both kinds side by side, where only cells that can be read in one way are read; or, where most of these are of one kind,
 * the others like them.
 */
export type NumberStyle = "digits" | "plain" | "point" | "comma" | "mixed" | "mostly-point" | "mostly-comma";

const BLANK = String.raw`[ \x{A0}\x{202F}\x{2009}]`;
const CODES =
  "AED|ARS|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JPY|KRW|MXN|MYR|NOK|NZD|PHP|PLN|RON|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR";
const SIGN = String.raw`[-+\x{2212}]?`;
const MONEY_SIGN = String.raw`(?:(?:US|A|AU|C|CA|NZ|HK|S|R)?\p{Sc}|${CODES}|kr|z\x{142}|K\x{10D}|Ft)`;
/** Groups of three; the first of a separated number has no leading zero, which tells 0.125 from a thousand. */
const grouped = (separator: string): string => String.raw`[1-9]\d{0,2}(?:${separator}\d{3})+`;
const NEUTRAL = String.raw`\d+|${grouped(BLANK)}|${grouped(String.raw`['\x{2019}]`)}`;
/** India groups two digits above the thousands. */
const POINT = String.raw`(?:(?:${NEUTRAL}|[1-9]\d{0,2}(?:,\d{2,3})*,\d{3})(?:\.\d+)?|\.\d+)`;
const COMMA = String.raw`(?:(?:${NEUTRAL}|${grouped(String.raw`\.`)})(?:,\d+)?|,\d+)`;

/** One minus at most: before or behind the sign of money, behind the number, or as parentheses. */
const dressed = (number: string): string => {
  const bare = String.raw`(?:${MONEY_SIGN}${BLANK}?)?${number}(?:${BLANK}?${MONEY_SIGN})?`;
  const signed = String.raw`${SIGN}${BLANK}?(?:${MONEY_SIGN}${BLANK}?)?${number}(?:${BLANK}?${MONEY_SIGN})?`;
  return String.raw`(?:${signed}|${MONEY_SIGN}${BLANK}?${SIGN}${number}|${bare}-|\(${bare}\))`;
};
const matches = (cell: string, pattern: string): string => `regexp_full_match(${cell}, ${literal(pattern)})`;

const DIGITS = String.raw`[+-]?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d{1,2})?`;

/** True for cells in which nothing has to be decided: their separator, if any, can be a decimal point only. */
export function isSimpleNumber(cell: string): string {
  return matches(cell, String.raw`[+-]?(\d+(\.(\d{1,2}|\d{4,}))?|\.\d+)`);
}

/** True for a number with a decimal point or thousands commas, whatever sign of money stands by it. */
export function isPointNumber(cell: string): string {
  return matches(cell, dressed(POINT));
}

/** The same for a decimal comma or thousands points. A number that is both and has a separator is ambiguous. */
export function isCommaNumber(cell: string): string {
  return matches(cell, dressed(COMMA));
}

/** SQL of a number as DOUBLE, null where `cell` is none or, in a mixed column, could be two. Parentheses and a minus behind it make it negative. */
export function numberSql(cell: string, style: NumberStyle): string {
  const plain = `WHEN ${matches(cell, DIGITS)} THEN TRY_CAST(${cell} AS DOUBLE)`;
  const digits = `regexp_replace(${cell}, '[^0-9.,]', '', 'g')`;
  const sign = `CASE WHEN regexp_matches(${cell}, '[-(\\x{2212}]') THEN -1 ELSE 1 END`;
  const point = `${sign} * TRY_CAST(replace(${digits}, ',', '') AS DOUBLE)`;
  const comma = `${sign} * TRY_CAST(replace(replace(${digits}, '.', ''), ',', '.') AS DOUBLE)`;
  if (style === "plain" || style === "digits") return `CASE ${plain} END`;
  if (style === "point") return `CASE ${plain} WHEN ${isPointNumber(cell)} THEN ${point} END`;
  if (style === "comma") return `CASE WHEN ${isCommaNumber(cell)} THEN ${comma} END`;
  const isAmbiguous = `${isPointNumber(cell)} AND ${isCommaNumber(cell)} AND regexp_matches(${cell}, '[.,]')`;
  const either = style === "mostly-point" ? point : style === "mostly-comma" ? comma : "NULL";
  return `CASE WHEN ${isAmbiguous} THEN ${either} WHEN ${isPointNumber(cell)} THEN ${point} WHEN ${isCommaNumber(cell)} THEN ${comma} END`;
}

const DOLLARS = ["AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD", "USD"];

/** SQL of the currency that the sign in an amount stands for, null where it has none. A bare dollar or yen sign is the reporting currency's where that is one. */
export function moneySignSql(cell: string, reporting: string): string {
  const sign = `regexp_extract(${cell}, ${literal(MONEY_SIGN)})`;
  const known: Readonly<Record<string, string>> = {
    "€": "EUR",
    "£": "GBP",
    $: DOLLARS.includes(reporting) ? reporting : "USD",
    US$: "USD",
    A$: "AUD",
    AU$: "AUD",
    C$: "CAD",
    CA$: "CAD",
    NZ$: "NZD",
    HK$: "HKD",
    S$: "SGD",
    R$: "BRL",
    "¥": reporting === "CNY" ? "CNY" : "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₴": "UAH",
    "₫": "VND",
    "฿": "THB",
    kr: ["DKK", "NOK", "ISK"].includes(reporting) ? reporting : "SEK",
    zł: "PLN",
    Kč: "CZK",
    Ft: "HUF",
  };
  const cases = Object.entries(known).map(([text, code]) => `WHEN ${literal(text)} THEN ${literal(code)}`);
  return `CASE ${sign} ${cases.join(" ")} ELSE nullif(regexp_extract(${cell}, '(?:${CODES})'), '') END`;
}
