import type { Expression } from "../expression/expression.ts";

/** Values that accounts of the book have, by the metric that tells them: industry → Software, Healthcare, … */
export type KnownValues = ReadonlyMap<string, readonly string[]>;

/** The accounts a question narrows itself to, by what they are and what they pay. */
export interface AccountFilter {
  readonly where: Expression;
  /** The question's own words for it. */
  readonly words: readonly string[];
}

const AMOUNT = "[$€£]?\\s?(\\d[\\d,.]*)\\s?(k|m|thousand|million)?\\b";
const MORE = new RegExp(`\\b(?:over|above|more than|bigger than|larger than|at least)\\s+${AMOUNT}`, "i");
const LESS = new RegExp(`\\b(?:under|below|less than|smaller than|at most)\\s+${AMOUNT}`, "i");
/** A bare number is an amount only where the question speaks of money, or the number is large. */
const MONEY = /[$€£]|\d\s?[km]\b|\b(?:arr|revenue|pay|pays|paying|worth|spend)\b/i;
const SEGMENTS: readonly (readonly [RegExp, string, string])[] = [
  [/\benterprise\b/i, "segment", "enterprise"],
  [/\bmid[- ]?market\b/i, "segment", "mid-market"],
  [/\bsmbs?\b/i, "segment", "SMB"],
  [/\bhigh[- ]touch\b/i, "touch", "high touch"],
  [/\bmid[- ]touch\b/i, "touch", "mid touch"],
  [/\b(?:low|tech)[- ]touch\b/i, "touch", "low touch"],
  [/\b(?:red) (?:accounts?|customers?)\b/i, "health_tier", "red"],
  [/\b(?:yellow) (?:accounts?|customers?)\b/i, "health_tier", "yellow"],
  [/\b(?:green|healthy) (?:accounts?|customers?)\b/i, "health_tier", "green"],
];

/** What of a question narrows the accounts: segment, touch, tier, industry, country, plan and what they pay; undefined for nothing. */
export function accountFilter(question: string, known: KnownValues): AccountFilter | undefined {
  const tests: { where: Expression; words: string }[] = [
    ...SEGMENTS.flatMap(([pattern, name, value]) => {
      const said = pattern.exec(question)?.[0];
      return said === undefined || (name === "segment" && /\bplans?\b/i.test(question))
        ? []
        : [{ where: { kind: "compare", name, comparison: "=", value } as const, words: said }];
    }),
    ...amount(MORE, ">", question),
    ...amount(LESS, "<", question),
    ...[...known].flatMap(([name, values]) => (name === "plan" && isSegment(question) ? [] : named(question, name, values))),
  ];
  const [first, ...others] = tests;
  if (first === undefined) return undefined;
  return {
    where: others.reduce<Expression>((left, { where: right }) => ({ kind: "and", left, right }), first.where),
    words: tests.map(({ words }) => words),
  };
}

/** "Enterprise accounts" speaks of a segment, "on the Enterprise plan" of a plan. */
function isSegment(question: string): boolean {
  return !/\b(?:plans?|tier|package|licen[cs]e|subscription)\b/i.test(question) && SEGMENTS.some(([pattern]) => pattern.test(question));
}

function amount(pattern: RegExp, comparison: ">" | "<", question: string): { where: Expression; words: string }[] {
  const match = pattern.exec(question);
  if (match === null || !MONEY.test(question)) return [];
  const scale = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 }[(match[2] ?? "").toLowerCase()] ?? 1;
  const value = Math.round(Number((match[1] ?? "").replaceAll(",", "").replace(/\.$/, "")) * scale * 100);
  return Number.isFinite(value) ? [{ where: { kind: "compare", name: "arr", comparison, value }, words: match[0] }] : [];
}

/**
 * The values of one attribute that a question names, whole or by a word that only one of them has; joined by or. A plan is named by a word of it
 * only beside what makes it one ("the starter plan"): price_month is not what "next month" speaks of.
 */
function named(question: string, name: string, values: readonly string[]): { where: Expression; words: string }[] {
  const text = ` ${wordsOf(question).join(" ")} `;
  const whole = values.filter((value) => isTimeless(value, text) && text.includes(` ${wordsOf(value).join(" ")} `));
  const says = (word: string): boolean => (name === "plan" ? besidePlan(word).test(text) : text.includes(` ${word} `));
  const found =
    whole.length > 0
      ? whole
      : values.filter((value) => wordsOf(value).some((word) => word.length >= 4 && isTelling(word, values) && says(word)));
  const [first, ...others] = found.map((value): Expression => ({ kind: "compare", name, comparison: "=", value }));
  if (first === undefined) return [];
  const where = others.reduce<Expression>((left, right) => ({ kind: "or", left, right }), first);
  return [{ where, words: `${name === "plan" ? "plan " : ""}${found.join(" or ")}` }];
}

/** "Starter" tells the plan "Northstar Starter (annual)"; "Northstar", which most values hold, tells none. */
function isTelling(word: string, values: readonly string[]): boolean {
  return (
    !COMMON.has(word) && !TIME.has(word) && values.filter((value) => wordsOf(value).includes(word)).length <= Math.max(1, values.length / 2)
  );
}

/** A value that is nothing but a word of time is named only where the question calls it a plan: "the annual plan". */
function isTimeless(value: string, text: string): boolean {
  const words = wordsOf(value);
  return words.some((word) => !TIME.has(word)) || (words.every((word) => RHYTHM.has(word)) && besidePlan(words.join(" ")).test(text));
}

/** A word as the name of a plan. `wordsOf` leaves letters, digits and underscores, none of which means anything in a pattern. */
function besidePlan(word: string): RegExp {
  return new RegExp(
    ` (?:${word} (?:plans?|tier|package|licen[cs]es?|subscriptions?|customers|accounts|clients)|(?:plan|tier|package) ${word}) `,
    "u",
  );
}

const RHYTHM = new Set("daily weekly monthly quarterly yearly annual annually".split(" "));
const TIME = new Set([
  ...RHYTHM,
  ...(
    "day days week weeks month months quarter quarters year years half today tomorrow yesterday now soon later ago " +
    "next this last past previous current coming recent recently first"
  ).split(" "),
]);
const COMMON = new Set("plan services service other customers accounts customer success".split(" "));

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
