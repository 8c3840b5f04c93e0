import { type NumberCode, fitNumberCode, rounded } from "./number-code.ts";
import { hash32 } from "../text/text-hash.ts";

/** Few levels: each has its own 0/1 column, and the trees see them in the order of how often they churned. */
export interface LevelsCode {
  /** Levels with enough rows; a level not listed is "other". */
  readonly levels: readonly string[];
  /** Bin of each level, then of "other"; a blank is bin 0. */
  readonly bins: readonly number[];
  /** Columns for "other" and for blank, where training rows had them. */
  readonly other: boolean;
  readonly blank: boolean;
}

/** Many levels: a level becomes one number, the log-odds of its churn drawn towards the mean. */
export interface RateCode {
  readonly rates: Readonly<Record<string, number>>;
  readonly prior: number;
  readonly code: NumberCode;
}

const MOST_LEVELS = 15;
/** Rows of the overall rate that are added to a level's own. */
const PRIOR_ROWS = 15;
const PARTS = 5;

/** The levels' codes are −1 for a blank. `labels` are those of the same rows. */
export interface Categories {
  readonly codes: Int32Array;
  readonly levels: readonly string[];
  readonly labels: Float64Array;
}

/** Levels with at least `leastRows` rows, most frequent first (then by name). */
export function frequentLevels({ codes, levels }: Categories, leastRows: number): number[] {
  const counts = new Int32Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return levels
    .map((_, code) => code)
    .filter((code) => (counts[code] ?? 0) >= leastRows)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
}

/** True where the levels are too many for a column each. */
export function hasManyLevels(categories: Categories, leastRows: number): boolean {
  const used = new Set(categories.codes).size;
  return used > MOST_LEVELS && (used > 3 * MOST_LEVELS || frequentLevels(categories, leastRows).length > MOST_LEVELS);
}

/** Learns the code of a column with few levels. */
export function fitLevels(categories: Categories, leastRows: number): LevelsCode {
  const kept = frequentLevels(categories, leastRows).slice(0, MOST_LEVELS);
  const place = new Map(kept.map((code, index) => [code, index]));
  const ones = new Float64Array(kept.length + 1);
  const rows = new Float64Array(kept.length + 1);
  let blanks = 0;
  categories.codes.forEach((code, row) => {
    if (code < 0) {
      blanks += 1;
      return;
    }
    const at = place.get(code) ?? kept.length;
    ones[at] = (ones[at] ?? 0) + (categories.labels[row] ?? 0);
    rows[at] = (rows[at] ?? 0) + 1;
  });
  const mean = share(categories.labels);
  const rate = (at: number): number => ((ones[at] ?? 0) + PRIOR_ROWS * mean) / ((rows[at] ?? 0) + PRIOR_ROWS);
  const order = [...rows.keys()].sort((a, b) => rate(a) - rate(b) || a - b);
  const bins = order.map(() => 0);
  order.forEach((at, rank) => (bins[at] = rank + 1));
  return { levels: kept.map((code) => categories.levels[code] ?? ""), bins, other: (rows[kept.length] ?? 0) > 0, blank: blanks > 0 };
}

/**
 * Learns the code of a column with many levels. `own` are the training rows' numbers, each from the other parts' labels: a row's own label
 * must not stand in its own input.
 */
export function fitRates(categories: Categories, rarer: number, seed: number): { readonly code: RateCode; readonly own: Float64Array } {
  const { codes, levels, labels } = categories;
  const ones = new Float64Array(levels.length);
  const rows = new Float64Array(levels.length);
  const onesOf = Array.from({ length: PARTS }, () => new Float64Array(levels.length));
  const rowsOf = Array.from({ length: PARTS }, () => new Float64Array(levels.length));
  const partOf = (row: number): number => hash32(String(row), seed) % PARTS;
  codes.forEach((code, row) => {
    if (code < 0) return;
    const [label, part] = [labels[row] ?? 0, partOf(row)];
    bump(ones, code, label);
    bump(rows, code, 1);
    bump(onesOf[part], code, label);
    bump(rowsOf[part], code, 1);
  });
  const mean = Math.min(1 - 1e-6, Math.max(1e-6, share(labels)));
  const own = new Float64Array(codes.length);
  codes.forEach((code, row) => {
    const part = partOf(row);
    own[row] =
      code < 0
        ? Number.NaN
        : drawnLogOdds((ones[code] ?? 0) - (onesOf[part]?.[code] ?? 0), (rows[code] ?? 0) - (rowsOf[part]?.[code] ?? 0), mean);
  });
  const rates = Object.fromEntries(
    levels
      .map((level, code) => [level, code] as const)
      .filter(([, code]) => (rows[code] ?? 0) >= 2)
      .map(([level, code]) => [level, rounded(drawnLogOdds(ones[code] ?? 0, rows[code] ?? 0, mean))]),
  );
  return { code: { rates, prior: rounded(drawnLogOdds(0, 0, mean)), code: fitNumberCode(own, rarer) }, own };
}

function drawnLogOdds(ones: number, rows: number, mean: number): number {
  const rate = (ones + PRIOR_ROWS * mean) / (rows + PRIOR_ROWS);
  return Math.log(rate / (1 - rate));
}

function bump(target: Float64Array | undefined, at: number, by: number): void {
  if (target !== undefined) target[at] = (target[at] ?? 0) + by;
}

function share(labels: Float64Array): number {
  return labels.reduce((sum, label) => sum + label, 0) / Math.max(1, labels.length);
}
