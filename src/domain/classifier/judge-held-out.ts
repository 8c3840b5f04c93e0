import { type Confidence, confidenceOf, fitConfidence, SIGNS } from "./confidence.ts";
import { guess } from "./guess.ts";
import type { HeldOut } from "./held-out.ts";
import type { Judged } from "./judged.ts";

/** Guesses for held-out texts, with the confidence that is fitted on them. */
export function judgeHeldOut(
  held: HeldOut,
  labels: readonly string[],
  outside: number,
): { readonly judged: Judged; readonly confidence: Confidence } {
  const { codes: actual, scores, known } = held;
  const signs = new Float64Array(actual.length * SIGNS);
  const guesses = Int32Array.from(actual, (_, row) =>
    guess(scores, row * labels.length, labels.length, outside, known[row] ?? 0, signs, row * SIGNS),
  );
  const right = Uint8Array.from(actual, (label, row) => (label === guesses[row] ? 1 : 0));
  const strange = Uint8Array.from(actual, (label) => (outside >= 0 && label === outside ? 1 : 0));
  const confidence = fitConfidence(signs, right, strange);
  return {
    judged: {
      labels,
      outside,
      actual,
      guess: guesses,
      confidence: Float64Array.from(actual, (_, row) => confidenceOf(confidence, signs, row * SIGNS)),
    },
    confidence,
  };
}

/** Share of held-out texts in scope whose best label is right. */
export function heldOutAccuracy({ codes, scores, known }: HeldOut, labels: number, outside: number): number {
  const signs = new Float64Array(SIGNS);
  let right = 0;
  let counted = 0;
  for (const [row, code] of codes.entries()) {
    if (outside >= 0 && code === outside) continue;
    counted += 1;
    if (guess(scores, row * labels, labels, outside, known[row] ?? 0, signs) === code) right += 1;
  }
  return counted === 0 ? 0 : right / counted;
}
