/** Which features a text is known by. It is chosen once from the training texts and kept in the model. */
export interface TextRecipe {
  /** Neighbouring words taken together: up to so many (1 to 3). */
  readonly phrase: number;
  /** Pairs of words at most so far apart, in any order; 0 for none. */
  readonly pairs: number;
  /** Runs of letters of these lengths; [0, 0] for none. */
  readonly letters: readonly [number, number];
}

/** Texts of a sentence or two: the words that stand together say much, and there is room for all of them. */
export const SHORT_TEXTS: TextRecipe = { phrase: 3, pairs: 8, letters: [3, 5] };
/** Texts of a few sentences and more. */
export const LONG_TEXTS: TextRecipe = { phrase: 2, pairs: 0, letters: [3, 5] };
/** Where long texts are so many that memory is short. */
export const MANY_LONG_TEXTS: TextRecipe = { phrase: 2, pairs: 0, letters: [4, 4] };
