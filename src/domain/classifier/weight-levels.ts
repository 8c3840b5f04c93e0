import type { LabelWeights } from "./support-vectors.ts";

/** Steps of a weight either way; the square of a step is its level, so that small weights, which are most, are told apart. */
export const STEPS = 11;

/** Writes a label's weights as levels into its column; returns the weight of one level. */
export function toLevels(weights: LabelWeights, levels: Int8Array, labels: number, column: number): number {
  const features = weights.length - 1;
  const largest = farOut(weights, features);
  for (let feature = 0; feature < features; feature += 1) {
    const weight = weights[feature] ?? 0;
    const step = Math.min(STEPS, Math.round(STEPS * Math.sqrt(Math.abs(weight) / largest)));
    levels[feature * labels + column] = Math.sign(weight) * step * step;
  }
  return largest / STEPS ** 2;
}

/** The largest weight, but for one in 20,000: these few are cut, for the sake of the rest. */
function farOut(weights: LabelWeights, features: number): number {
  const sizes = Float64Array.from({ length: features }, (_, feature) => Math.abs(weights[feature] ?? 0)).sort();
  return (sizes[Math.max(0, features - 1 - Math.floor(features / 20_000))] ?? 0) || 1;
}
