/**
 * Points are kept as whole multiples of this: sums and differences of such numbers are exact in floating point, in whatever order they are
 * taken, so that contributions sum to the score and deltas to the change to the last bit. It is a billionth of a point.
 */
const GRAIN = 2 ** -30;

/** The nearest whole multiple of the grain. */
export function exactPoints(points: number): number {
  return Math.round(points / GRAIN) * GRAIN;
}

/**
 * Rounds each of `points` (in place, from `start`, `count` of them) to the grain so that they sum to their rounded sum, which is returned. What
 * rounding leaves over goes to the largest.
 */
export function exactSum(points: Float64Array, start: number, count: number): number {
  let raw = 0;
  let rounded = 0;
  let largest = start;
  for (let index = start; index < start + count; index += 1) {
    const value = points[index] ?? 0;
    const exact = exactPoints(value);
    raw += value;
    rounded += exact;
    points[index] = exact;
    if (exact > (points[largest] ?? 0)) largest = index;
  }
  const total = exactPoints(raw);
  if (total !== rounded) points[largest] = (points[largest] ?? 0) + (total - rounded);
  return total;
}
