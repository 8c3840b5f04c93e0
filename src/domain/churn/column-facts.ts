import { ranking } from "./auc.ts";
import { frequentLevels } from "./category-code.ts";
import type { FrameColumn } from "./frame.ts";
import { binOf, fitNumberCode } from "./number-code.ts";
import { hash32 } from "../text/text-hash.ts";

/** How a column's cells fall into few groups: each row's group, and how many there are. */
export interface Grouped {
  readonly groups: Int32Array;
  readonly count: number;
}

const LEAST_ROWS = 8;

/** A column cut into groups: blank, then bins of a number or levels with enough rows, then all other levels. */
export function groupsOf(column: FrameColumn): Grouped {
  if (column.kind !== "category") {
    const { cuts } = fitNumberCode(column.values, 0);
    return { groups: Int32Array.from(column.values, (value) => binOf(cuts, value)), count: cuts.length + 2 };
  }
  const kept = frequentLevels({ codes: column.codes, levels: column.levels, labels: new Float64Array() }, LEAST_ROWS);
  const places = new Map(kept.map((code, place) => [code, place + 1]));
  return {
    groups: Int32Array.from(column.codes, (code) => (code < 0 ? 0 : (places.get(code) ?? kept.length + 1))),
    count: kept.length + 2,
  };
}

/** Rows and positives of each group. */
export function tally({ groups, count }: Grouped, labels: Float64Array): { readonly rows: Float64Array; readonly ones: Float64Array } {
  const rows = new Float64Array(count);
  const ones = new Float64Array(count);
  groups.forEach((group, row) => {
    rows[group] = (rows[group] ?? 0) + 1;
    ones[group] = (ones[group] ?? 0) + (labels[row] ?? 0);
  });
  return { rows, ones };
}

const PARTS = 5;

/**
 * How well one column alone ranks who left, each row scored by the churn of its group in the other fifths of the rows: many levels alone do
 * not look like knowledge.
 */
export function aloneRanking(grouped: Grouped, labels: Float64Array): { readonly auc: number; readonly variance: number } {
  const whole = tally(grouped, labels);
  const part = Int32Array.from(labels, (_, row) => hash32(String(row), 17) % PARTS);
  const parts = Array.from({ length: PARTS }, (_, which) =>
    tally(
      { groups: Int32Array.from(grouped.groups, (group, row) => (part[row] === which ? group : grouped.count)), count: grouped.count + 1 },
      labels,
    ),
  );
  const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const scores = Float64Array.from(grouped.groups, (group, row) => {
    const own = parts[part[row] ?? 0];
    const rows = (whole.rows[group] ?? 0) - (own?.rows[group] ?? 0);
    const ones = (whole.ones[group] ?? 0) - (own?.ones[group] ?? 0);
    return (ones + 2 * mean) / (rows + 2);
  });
  return ranking(scores, labels);
}
