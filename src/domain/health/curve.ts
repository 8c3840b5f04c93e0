import type { CurvePoint } from "./health-model.ts";

/** The score (0–100) of `value` on a piecewise linear curve; flat before the first point and after the last. */
export function curveScore(curve: readonly CurvePoint[], value: number): number {
  let after = 0;
  while (after < curve.length && value > (curve[after]?.[0] ?? 0)) after += 1;
  const right = curve[after];
  if (right === undefined) return curve.at(-1)?.[1] ?? 0;
  const left = curve[after - 1];
  if (left === undefined || right[0] === left[0]) return right[1];
  return left[1] + ((right[1] - left[1]) * (value - left[0])) / (right[0] - left[0]);
}
