import { fitLogistic, linearLogOdds } from "../churn/logistic.ts";

/** By what a guess is trusted, in this order: its score, its lead over the next, the share of wordings known, its lead over "out of scope". */
export const SIGNS = 4;

/** How signs become a probability that the guess is right. */
export interface Confidence {
  readonly weights: readonly number[];
  readonly intercept: number;
}

/** A confidence that tells nothing: every guess gets the same. */
export const NO_CONFIDENCE: Confidence = { weights: [0, 0, 0, 0], intercept: 0 };

/** Texts out of scope are few where they were collected, and many where the model is used. */
const MOST_REPEATS = 50;
const PENALTY = 1e-3;

/**
 * Fits the probability that a guess is right on texts that the model did not see (Platt 1999, on four signs). `signs` holds SIGNS numbers a text.
 * `outside` marks texts out of scope: the direction is fitted as if they were as many as the others, the probability with as many as there are.
 */
export function fitConfidence(signs: Float64Array, right: Uint8Array, outside: Uint8Array): Confidence {
  const rows = right.length;
  const strangers = outside.reduce((sum, each) => sum + each, 0);
  const repeats = strangers === 0 ? 1 : Math.max(1, Math.min(MOST_REPEATS, Math.round((rows - strangers) / strangers)));
  const places = Array.from(right.keys()).flatMap((row) => (outside[row] === 1 ? Array.from({ length: repeats }, () => row) : [row]));
  const matrix = {
    rows: places.length,
    width: SIGNS,
    values: Float64Array.from(places.flatMap((row) => Array.from(signs.subarray(row * SIGNS, (row + 1) * SIGNS)))),
  };
  const [direction] = fitLogistic(
    matrix,
    places.map((row) => right[row] ?? 0),
    [PENALTY * places.length],
  );
  if (direction === undefined) return NO_CONFIDENCE;
  const odds = linearLogOdds(direction, { rows, width: SIGNS, values: signs });
  const [scale] = fitLogistic({ rows, width: 1, values: odds }, right, [PENALTY]);
  // A falling line would turn the ranking round; then there is nothing to be told.
  const slope = Math.max(0, scale?.weights[0] ?? 0);
  return {
    weights: Array.from(direction.weights, (weight) => weight * slope),
    intercept: direction.intercept * slope + (scale?.intercept ?? 0),
  };
}

/** The probability that a guess with these signs is right, above 0 and below 1. `at` is where they begin in `signs`. */
export function confidenceOf({ weights, intercept }: Confidence, signs: Float64Array, at = 0): number {
  let sum = intercept;
  for (let sign = 0; sign < SIGNS; sign += 1) sum += (weights[sign] ?? 0) * (signs[at + sign] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
