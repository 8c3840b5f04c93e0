import { aucInterval } from "./auc.ts";
import { aloneRanking, type Grouped, groupsOf, tally } from "./column-facts.ts";
import type { FrameColumn } from "./frame.ts";

/** Names under which exports keep what is only known once a customer has left. */
const TELLING_NAME = /churn|cancel|attrit|terminat|deactivat|offboard|(^|[_\s-])(exit|left|lost|closed|ended)([_\s-]|$)/i;

/** From here on one column alone ranks so well that it must have been written down after the fact. */
const LIMITS = {
  /** Numbers and dates: an honest strong one may come near 0.95. */
  number: { auc: 0.98, low: 0.96 },
  /** A handful of values. */
  values: { auc: 0.95, low: 0.93 },
  /** Any column whose name speaks of leaving. */
  named: { auc: 0.85, low: 0.75 },
} as const;

const FEW_VALUES = 10;
/** A group as pure as this by chance: one in a hundred thousand. */
const CHANCE = Math.log(1e-5);
const PURE = 0.98;

/**
 * Why a column must not be learnt from because it tells the answer, or null. Three ways: being filled in at all goes with one answer, some
 * values occur with one answer only, or the column alone ranks nearly all who left above all who stayed.
 */
export function leakReason(column: FrameColumn, labels: Float64Array): string | null {
  const grouped = groupsOf(column);
  return (
    filledReason(column, labels) ??
    (column.kind === "category" ? valuesReason(grouped, labels) : null) ??
    aloneReason(column, grouped, labels)
  );
}

/** A number's usual value (0 of a final bill, say) counts as not filled in. */
function filledReason(column: FrameColumn, labels: Float64Array): string | null {
  const usual = column.kind === "category" ? undefined : usualValue(column.values);
  const isEmpty = (row: number): boolean =>
    column.kind === "category" ? (column.codes[row] ?? -1) < 0 : Number.isNaN(column.values[row]) || column.values[row] === usual;
  const grouped = { groups: Int32Array.from(labels, (_, row) => (isEmpty(row) ? 0 : 1)), count: 2 };
  const { rows, ones } = tally(grouped, labels);
  const [empty, filled] = [rows[0] ?? 0, rows[1] ?? 0];
  if (empty === 0 || filled === 0) return null;
  const positives = (ones[0] ?? 0) + (ones[1] ?? 0);
  const negatives = labels.length - positives;
  const where = usual === undefined ? "filled in" : `other than ${usual} or filled in`;
  if (isPure(filled, ones[1] ?? 0, positives / labels.length, positives))
    return `it is ${where} in ${filled} rows, and nearly all of them left: it seems to be written down when a customer leaves`;
  const stayed = filled - (ones[1] ?? 0);
  const bothSides = isPure(filled, stayed, negatives / labels.length, negatives) && ranks(grouped, labels, { auc: 0.9, low: 0.85 });
  return bothSides ? `it is ${where} in ${filled} rows, and nearly none of them left: it seems to be emptied when a customer leaves` : null;
}

function valuesReason(grouped: Grouped, labels: Float64Array): string | null {
  const { rows, ones } = tally(grouped, labels);
  const positives = ones.reduce((sum, value) => sum + value, 0);
  const base = positives / labels.length;
  // Blank and "all other values" are no values of their own.
  const pure = [...rows.keys()]
    .slice(1, -1)
    .filter((group) => (ones[group] ?? 0) === rows[group] && (rows[group] ?? 0) * Math.log(base) < CHANCE);
  const within = pure.reduce((sum, group) => sum + (rows[group] ?? 0), 0);
  return isPure(within, within, base, positives)
    ? `${pure.length === 1 ? "one of its values occurs" : `${pure.length} of its values occur`} in ${within} rows, and all of them left: the values are given when a customer leaves`
    : null;
}

function aloneReason(column: FrameColumn, grouped: Grouped, labels: Float64Array): string | null {
  const few = column.kind === "category" ? column.levels.length <= FEW_VALUES : grouped.count - 2 < FEW_VALUES;
  const { auc } = aloneRanking(grouped, labels);
  const share = `${(100 * auc).toFixed(1)} %`;
  if (ranks(grouped, labels, few ? LIMITS.values : LIMITS.number))
    return `alone it ranks ${share} of all pairs of a customer who left and one who stayed rightly: it says who left, in other words`;
  return TELLING_NAME.test(column.name) && ranks(grouped, labels, LIMITS.named)
    ? `its name speaks of leaving, and alone it ranks ${share} of all pairs rightly`
    : null;
}

/** Whether `ones` of `rows` is nearly all, too many for chance, and a good part of all `ones` there are. */
function isPure(rows: number, ones: number, base: number, all: number): boolean {
  const covered = ones / all;
  const large = (rows >= 20 && covered >= 0.2) || (rows >= 8 && covered >= 0.5);
  return large && ones >= PURE * rows && ones * Math.log(base) < CHANCE;
}

function ranks(grouped: Grouped, labels: Float64Array, limit: { readonly auc: number; readonly low: number }): boolean {
  const { auc, variance } = aloneRanking(grouped, labels);
  return auc >= limit.auc && aucInterval(auc, variance)[0] >= limit.low;
}

/** The value of at least a fifth of the rows that also is the lowest one or negative: what a system writes where it has nothing to write. */
function usualValue(values: Float64Array): number | undefined {
  const counts = new Map<number, number>();
  let lowest = Infinity;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    lowest = Math.min(lowest, value);
  }
  return (counts.get(lowest) ?? 0) >= values.length / 5 && counts.size > 1 ? lowest : undefined;
}
