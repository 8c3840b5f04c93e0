import type { CurvePoint } from "./health-model.ts";

/** The score (0–100) of `value` on a piecewise linear curve; flat before the first point and after the last. */
export function curveScore(curve: readonly CurvePoint[], value: number): number {
  return interpolated(
    Float64Array.from(curve, ([at]) => at),
    Float64Array.from(curve, ([, score]) => score),
    value,
  );
}

/** The same for a curve laid out as values and scores. */
export function interpolated(at: Float64Array, score: Float64Array, value: number): number {
  let after = 0;
  while (after < at.length && value > (at[after] ?? 0)) after += 1;
  if (after === at.length) return score[after - 1] ?? 0;
  const right = at[after] ?? 0;
  const rightScore = score[after] ?? 0;
  if (after === 0) return rightScore;
  const left = at[after - 1] ?? 0;
  const leftScore = score[after - 1] ?? 0;
  return left === right ? rightScore : leftScore + ((rightScore - leftScore) * (value - left)) / (right - left);
}
