/** The editable word lists of references/triage/sentiment.yaml. */
export interface SentimentWords {
  /** Strength, -4 to 4, and the words that have it. */
  readonly words: ReadonlyMap<number, readonly string[]>;
  readonly negations: readonly string[];
  readonly intensifiers: readonly string[];
  readonly softeners: readonly string[];
  readonly turns: readonly string[];
  /** Terms that only look like feeling; they hide the words in them. */
  readonly neutral: readonly string[];
  readonly sarcasm: readonly string[];
}
