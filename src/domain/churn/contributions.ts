import type { Forest } from "./boosted-trees.ts";
import type { Blend } from "./blend.ts";
import { type ColumnCode, encode, type Encoded, widthOf } from "./coder.ts";
import type { Frame } from "./frame.ts";
import type { LinearFit } from "./logistic.ts";
import { childOf } from "./tree.ts";

/** The parts of a model that give a row its log-odds. */
export interface Additive {
  readonly codes: readonly ColumnCode[];
  readonly linear: LinearFit;
  readonly forest: Forest;
  readonly blend: Blend;
}

/**
 * What each column adds to the log-odds of each row: `values[row · columns + column]`. A row's sum plus `start` is its calibrated log-odds. In
 * the trees a column gets the change of value at each split on it along the row's path.
 */
export function contributions(
  model: Additive,
  frame: Frame,
  rows: Int32Array,
): { readonly start: number; readonly values: Float64Array; readonly columns: number } {
  const encoded = encode(model.codes, frame, rows);
  const columns = model.codes.length;
  const values = new Float64Array(rows.length * columns);
  const { share, slope, shift } = model.blend;
  addLinear(model, encoded, values, slope * (1 - share));
  addForest(model.forest, encoded, values, columns, slope * share);
  const roots = model.forest.trees.reduce((sum, tree) => sum + (tree.value[0] ?? 0), model.forest.base);
  return { start: shift + slope * ((1 - share) * model.linear.intercept + share * roots), values, columns };
}

/** The mean contribution of each column over some rows. */
export function meanContributions(model: Additive, frame: Frame): number[] {
  const rows = Int32Array.from({ length: frame.rows }, (_, row) => row);
  const { values, columns } = contributions(model, frame, rows);
  const sums = new Float64Array(columns);
  values.forEach((value, at) => (sums[at % columns] = (sums[at % columns] ?? 0) + value));
  return [...sums].map((sum) => sum / Math.max(1, frame.rows));
}

function addLinear({ codes, linear }: Additive, { matrix }: Encoded, values: Float64Array, factor: number): void {
  const owner = codes.flatMap((code, column) => Array.from({ length: widthOf(code) }, () => column));
  for (let row = 0; row < matrix.rows; row += 1) {
    owner.forEach((column, place) => {
      const at = row * codes.length + column;
      values[at] = (values[at] ?? 0) + factor * (linear.weights[place] ?? 0) * (matrix.values[row * matrix.width + place] ?? 0);
    });
  }
}

function addForest(forest: Forest, { bins }: Encoded, values: Float64Array, columns: number, factor: number): void {
  for (const tree of forest.trees) {
    for (let row = 0; row < bins.rows; row += 1) {
      let node = 0;
      for (let feature = tree.feature[node] ?? -1; feature >= 0; feature = tree.feature[node] ?? -1) {
        const child = childOf(tree, node, bins.features[feature]?.[row] ?? 0);
        const at = row * columns + feature;
        values[at] = (values[at] ?? 0) + factor * ((tree.value[child] ?? 0) - (tree.value[node] ?? 0));
        node = child;
      }
    }
  }
}
