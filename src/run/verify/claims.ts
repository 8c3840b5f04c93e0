import { decimalsOf, numberIn, NUMBER_WORDS } from "./number-words.ts";

export const CLAIM_KINDS = ["date", "money", "percent", "duration", "fraction", "number"] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** Something measurable that a statement says in its own words instead of citing a Fact. */
export interface Claim {
  readonly kind: ClaimKind;
  readonly text: string;
  readonly at: number;
  readonly to: number;
  /** Percent as a fraction, money in major units, durations in days (hours as a fraction of one); null where it has no single value. */
  readonly value: number | null;
  /** The value's precision, for comparing after rounding: decimals of what is written. */
  readonly decimals: number;
  /** For dates: the part that is given, `2026-12-14`, `-12-14`, `2026-12`, `-12`. */
  readonly date?: string;
}

const MONTHS = "january february march april may june july august september october november december".split(" ");
const MONTH = `(?:${MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?\\.?`).join("|")}|sept\\.?)`;
const DIGITS = "\\d[\\d,]*(?:\\.\\d+)?";
const AMOUNT = `(?:${DIGITS}(?:\\s?(?:k|m|mn|bn|million|billion|thousand)\\b)?)`;
const COUNTED = `(?:${DIGITS}|${NUMBER_WORDS}|\\b(?:one|an?)(?=[\\s-](?:hour|day|week|month|quarter|year)s?\\b)|half an?)`;
const CURRENCY = "(?:usd|eur|gbp|chf|jpy|cad|aud|dollars?|euros?|pounds?)";
const ORDINAL = "(?:st|nd|rd|th)?";

/** First match wins, so the wider readings come first. */
const PATTERNS: readonly { kind: ClaimKind; pattern: string }[] = [
  { kind: "date", pattern: "\\b\\d{4}-\\d{1,2}-\\d{1,2}\\b|\\b\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}\\b" },
  {
    kind: "date",
    pattern: `\\b${MONTH}\\s+\\d{1,2}${ORDINAL}\\b(?:,?\\s+\\d{4}\\b)?|\\b\\d{1,2}${ORDINAL}\\s+(?:of\\s+)?${MONTH}\\b(?:,?\\s+\\d{4}\\b)?`,
  },
  {
    kind: "date",
    pattern: `\\b${MONTH},?\\s+(?:of\\s+)?\\d{4}\\b|\\b[qh][1-4](?:\\s+(?:of\\s+)?(?:fy)?\\d{2,4})?\\b|\\b(?:19|20)\\d{2}-\\d{2}\\b`,
  },
  { kind: "date", pattern: `(?<=\\b(?:in|since|by|until|till|from|last|during|before|after|early|late|mid)[\\s-])${MONTH}(?![\\p{L}])` },
  {
    kind: "money",
    pattern: `[$€£¥]\\s?${AMOUNT}|\\b${CURRENCY}\\s?${AMOUNT}|${AMOUNT}\\s?${CURRENCY}\\b|\\b${NUMBER_WORDS}\\s+(?:dollars|euros|pounds)\\b|${DIGITS}\\s?[€£¥$]`,
  },
  { kind: "percent", pattern: `[−-]?(?:${DIGITS}|\\b${NUMBER_WORDS})[\\s-]*(?:%|percentage\\s+points?\\b|per\\s?cent\\b|pct\\b|pp\\b)` },
  { kind: "duration", pattern: `${COUNTED}[\\s-]*(?:minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|months?|quarters?|years?|yrs?)\\b` },
  {
    kind: "fraction",
    pattern:
      "\\b(?:one|two|three)[\\s-](?:half|halves|thirds?|quarters?|fifths?|tenths?)\\b|\\b(?:a|an)\\s+(?:half|third|quarter|fifth|tenth)\\s+(?:of|less|fewer|more)\\b|\\b(?:half|halved|halving|halves)\\b",
  },
  {
    kind: "fraction",
    pattern: `\\b(?:doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|quadrupl(?:e|ed|es|ing)|twice|thrice|(?:two|three|four|five|ten|\\d+)-?fold)\\b|${DIGITS}\\s?(?:x|×)(?![\\p{L}])`,
  },
  { kind: "number", pattern: `(?<![\\p{L}\\d])[−-]?${AMOUNT}(?![\\p{L}])|\\b${NUMBER_WORDS}\\b|(?<![\\p{L}\\d])\\d[\\d,.]*\\p{L}+|#\\d+` },
];

const ANY = new RegExp(PATTERNS.map(({ pattern }, index) => `(?<p${index}>${pattern})`).join("|"), "giu");

/** Every number, percentage, amount, date and duration in `text`, left to right. An ordinal ("1st", "second") is no claim. */
export function findClaims(text: string): Claim[] {
  return [...text.matchAll(ANY)].flatMap((match) => {
    const index = PATTERNS.findIndex((_, at) => match.groups?.[`p${at}`] !== undefined);
    const written = match[0].replace(/[,.\s]+$/u, "");
    const kind = PATTERNS[index]?.kind ?? "number";
    if (kind === "number" && /^\d+(?:st|nd|rd|th)$/iu.test(written)) return [];
    return [{ kind, text: written, at: match.index, to: match.index + written.length, ...valueOf(kind, written) }];
  });
}

function valueOf(kind: ClaimKind, text: string): { value: number | null; decimals: number; date?: string } {
  if (kind === "date") return { value: null, decimals: 0, date: dateIn(text) };
  const negative = /^[−-]/u.test(text) ? -1 : 1;
  const number = numberIn((/[\d][\d,.]*(?:\s?(?:k|m|mn|bn|million|billion|thousand)\b)?/iu.exec(text)?.[0] ?? leadingWords(text)).trim());
  if (number === undefined) return { value: null, decimals: 0 };
  const decimals = decimalsOf(text.replace(/^[^\d]+/u, ""));
  if (kind === "percent") return { value: (negative * number) / 100, decimals: decimals + 2 };
  if (kind === "duration") return { value: number * daysEach(text), decimals };
  return {
    value: negative * number,
    decimals: kind === "number" || kind === "money" ? decimalsOf(text.replace(/^[^\d]+/u, "")) : decimals,
  };
}

function leadingWords(text: string): string {
  if (/^an?\b|^one\b/iu.test(text)) return "1";
  return new RegExp(`^${NUMBER_WORDS}`, "iu").exec(text)?.[0] ?? "";
}

/** Days in the unit that a duration ends with; months and longer have no fixed length and match nothing. */
function daysEach(text: string): number {
  const unit = /(\p{L}+)$/u.exec(text)?.[1]?.toLowerCase() ?? "";
  if (unit.startsWith("min")) return 1 / 1440;
  if (unit.startsWith("h")) return 1 / 24;
  if (unit.startsWith("d")) return 1;
  return unit.startsWith("w") ? 7 : Number.NaN;
}

/** The given parts of a date in ISO order; a month or day that is not given is left out; "" for what names no month. */
function dateIn(text: string): string {
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/u.exec(text);
  if (iso !== null)
    return [iso[1], ...[iso[2], iso[3]].filter((part) => part !== undefined).map((part) => part.padStart(2, "0"))].join("-");
  const month = MONTHS.findIndex((name) => new RegExp(`\\b${name.slice(0, 3)}`, "iu").test(text));
  if (month < 0) return "";
  const year = /\b\d{4}\b/u.exec(text)?.[0] ?? "";
  const day = /\b\d{1,2}(?=\D|$)/u.exec(text.replace(/\d{4}/u, ""))?.[0];
  return `${year}-${String(month + 1).padStart(2, "0")}${day === undefined ? "" : `-${day.padStart(2, "0")}`}`;
}
