/** Guesses held against the labels that people gave. */
export interface Judged {
  readonly labels: readonly string[];
  /** Position of the label that means "out of scope"; −1 for none. */
  readonly outside: number;
  /** Position of the label given; −1 for one that the model does not know. */
  readonly actual: Int32Array;
  /** The best label, never `outside`. */
  readonly guess: Int32Array;
  readonly confidence: Float64Array;
}

/** True where the guess is the label given. */
export function isRight({ actual, guess }: Judged, row: number): boolean {
  return actual[row] === guess[row];
}

/** The rows, surest guess first; equally sure ones in the order of `actual` and `guess`, so that the rows' own order plays no part. */
export function bySureness(judged: Judged): Int32Array {
  const { actual, guess, confidence } = judged;
  return Int32Array.from(actual.keys()).sort(
    (a, b) => (confidence[b] ?? 0) - (confidence[a] ?? 0) || (actual[a] ?? 0) - (actual[b] ?? 0) || (guess[a] ?? 0) - (guess[b] ?? 0),
  );
}
