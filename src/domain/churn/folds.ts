import { compareText } from "../../core/compare-text.ts";
import { hash32 } from "../text/text-hash.ts";

/**
 * The fold (0 … folds − 1) of each of `rows`. Rows of one group are in one fold, and every fold has about as many positives. It depends on the
 * groups' names and the seed alone, not on the order of the rows.
 */
export function assignFolds(
  rows: Int32Array,
  groups: readonly string[],
  labels: ArrayLike<number>,
  folds: number,
  seed: number,
): Int32Array {
  const members = new Map<string, { rows: number[]; ones: number }>();
  rows.forEach((row, at) => {
    const name = groups[row] ?? "";
    const group = members.get(name) ?? { rows: [], ones: 0 };
    group.rows.push(at);
    group.ones += labels[row] ?? 0;
    members.set(name, group);
  });
  const order = [...members]
    .map(([name, group]) => ({ ...group, name, key: hash32(name, seed) }))
    .sort((a, b) => a.key - b.key || compareText(a.name, b.name));
  const result = new Int32Array(rows.length);
  // Groups with a positive are dealt out first, largest first, each to the fold with fewest positives; then the others likewise by rows.
  const ones = new Float64Array(folds);
  const sizes = new Float64Array(folds);
  const positive = order.filter((group) => group.ones > 0).sort((a, b) => b.ones - a.ones);
  const negative = order.filter((group) => group.ones === 0).sort((a, b) => b.rows.length - a.rows.length);
  for (const [list, filled] of [
    [positive, ones],
    [negative, sizes],
  ] as const) {
    for (const group of list) {
      const fold = emptiest(filled, sizes);
      for (const at of group.rows) result[at] = fold;
      ones[fold] = (ones[fold] ?? 0) + group.ones;
      sizes[fold] = (sizes[fold] ?? 0) + group.rows.length;
    }
  }
  return result;
}

/** The members of `rows` in the fold, and the others. */
export function splitFold(
  rows: Int32Array,
  foldOf: Int32Array,
  fold: number,
): { readonly inside: Int32Array; readonly outside: Int32Array } {
  return {
    inside: rows.filter((_, at) => foldOf[at] === fold),
    outside: rows.filter((_, at) => foldOf[at] !== fold),
  };
}

function emptiest(filled: Float64Array, sizes: Float64Array): number {
  let best = 0;
  for (let fold = 1; fold < filled.length; fold += 1) {
    const difference = (filled[fold] ?? 0) - (filled[best] ?? 0);
    if (difference < 0 || (difference === 0 && (sizes[fold] ?? 0) < (sizes[best] ?? 0))) best = fold;
  }
  return best;
}
