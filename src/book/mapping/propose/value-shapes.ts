/** What the values of a column look like. A column may look like several things: 7 is a number, a count and a score. */
export const SHAPES = ["email", "domain", "date", "period", "time", "amount", "count", "score", "flag", "currency", "id", "words"] as const;
export type Shape = (typeof SHAPES)[number];

/** Share of the values, 0–1, that have each shape; all 0 for no values. */
export type ShapeShares = Readonly<Record<Shape, number>>;

const DATE =
  /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ][A-Za-z]{3,9}[- ,]+\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4})([T ,]+\d{1,2}:\d{2}.*)?$/;
const MONTH =
  /^(\d{4}[-/.](0?[1-9]|1[0-2])|(jan|ene|j[aä]n|f[eé][bv]|m[aä]r|mae|mrz|a[pbv]r|ma[iy]|jui?[nl]|a[ug][gou]|ao[uû]|sep|set|o[ck]t|nov|d[eé][cz]|dic)\p{L}{0,7}\.? (del? )?\d{4})$/iu;
const CLOCK = /\d{1,2}:\d{2}/;
const EPOCH = /^1\d{9}(\d{3})?(\.\d+)?$/;
const AMOUNT = /^(\p{Sc}|[A-Z]{3})?\s?[+-]?\d{1,3}([,. '’]?\d{3})*([.,]\d{1,2})?\s?(\p{Sc}|[A-Z]{3})?$/u;

/** Stripe writes codes in small letters, as which most words of three letters are none. */
const CURRENCIES = /^(usd|eur|gbp|chf|cad|aud|nzd|sek|nok|dkk|pln|czk|jpy|inr|brl|mxn|sgd|hkd|zar)$/;

const TESTS: Readonly<Record<Shape, (value: string) => boolean>> = {
  email: (value) => /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(value),
  domain: (value) => /^(https?:\/\/)?([a-z0-9-]+\.)+[a-z]{2,}(\/\S*)?$/i.test(value),
  date: (value) => DATE.test(value) || EPOCH.test(value),
  period: (value) => MONTH.test(value) || DATE.test(value) || EPOCH.test(value),
  time: (value) => (DATE.test(value) && CLOCK.test(value)) || EPOCH.test(value),
  amount: (value) => AMOUNT.test(value) && value.length <= 20,
  count: (value) => /^\d{1,9}(\.0+)?$/.test(value),
  score: (value) => /^(10|\d)(\.0+)?$/.test(value),
  flag: (value) => /^(true|false|yes|no|y|n|t|f|0|1|ja|nein)$/i.test(value),
  currency: (value) => /^[A-Z]{3}$/.test(value) || CURRENCIES.test(value),
  id: (value) => /^[\w#.:/-]{1,40}$/.test(value) && /\d/.test(value) && !DATE.test(value) && !/^\d+[.,]\d+$/.test(value),
  words: (value) => /\p{L}{2,}/u.test(value) && !/^[^\s@]+@[^\s@]+$/.test(value),
};

/** What share of the values has each shape, 0 to 1; 0 of no values. */
export function shapeShares(values: readonly string[]): ShapeShares {
  const share = (shape: Shape): number => (values.length === 0 ? 0 : values.filter(TESTS[shape]).length / values.length);
  return Object.fromEntries(SHAPES.map((shape) => [shape, share(shape)])) as ShapeShares;
}
