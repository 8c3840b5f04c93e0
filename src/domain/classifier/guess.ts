import { SIGNS } from "./confidence.ts";

/**
 * The label with the highest score, never the one that means "out of scope" (`outside`, −1 for none); the signs by which it is to be
 * trusted are written to `signs` from place `into` on. `from` is where the scores begin, `labels` how many there are.
 */
export function guess(
  scores: ArrayLike<number>,
  from: number,
  labels: number,
  outside: number,
  known: number,
  signs: Float64Array,
  into = 0,
): number {
  let best = -1;
  let top = -Infinity;
  let next = -Infinity;
  for (let label = 0; label < labels; label += 1) {
    if (label === outside) continue;
    const score = scores[from + label] ?? 0;
    if (score > top) {
      next = top;
      top = score;
      best = label;
    } else if (score > next) next = score;
  }
  signs[into] = top;
  signs[into + 1] = next === -Infinity ? 0 : top - next;
  signs[into + 2] = known;
  signs[into + SIGNS - 1] = outside < 0 ? 0 : top - (scores[from + outside] ?? 0);
  return best;
}
