import type { LabelledText } from "./learn-weights.ts";

/** A feature counts as seen so often with every class from the start. */
const SEEN_BEFORE = 1;

/**
 * For every row and class, how rare the feature is among the texts of all other classes: complement naive Bayes (Rennie and others, 2003),
 * in natural logarithms, a row's mean taken away. It errs differently from regression, so that both together are better than either.
 */
export function complementWeights(texts: readonly LabelledText[], rowOf: Int32Array, rows: number, classes: number): Float32Array {
  const counts = new Float32Array(rows * classes);
  const totals = new Float64Array(classes);
  for (const { features, target } of texts) {
    for (const bucket of features.buckets) {
      const row = rowOf[bucket] ?? -1;
      if (row < 0) continue;
      for (let column = 0; column < classes; column += 1) {
        const share = target[column] ?? 0;
        counts[row * classes + column] = (counts[row * classes + column] ?? 0) + share;
        totals[column] = (totals[column] ?? 0) + share;
      }
    }
  }
  const all = totals.reduce((sum, value) => sum + value, 0);
  const weights = new Float32Array(rows * classes);
  for (let row = 0; row < rows; row += 1) {
    const own = counts.subarray(row * classes, (row + 1) * classes);
    const inRow = own.reduce((sum, value) => sum + value, 0);
    const rare = Array.from(own, (value, column) =>
      Math.log((all - (totals[column] ?? 0) + SEEN_BEFORE * rows) / (inRow - value + SEEN_BEFORE)),
    );
    const mean = rare.reduce((sum, value) => sum + value, 0) / classes;
    for (const [column, value] of rare.entries()) weights[row * classes + column] = value - mean;
  }
  return weights;
}
