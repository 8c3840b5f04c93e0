/** The mean; NaN of nothing. Values are added in ascending order, so that the order they come in plays no part. */
export function mean(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;
}
