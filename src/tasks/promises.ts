/** Words by which a note tells that something was promised. */
const PROMISE =
  /\b(?:promis\w+|commit(?:ted|ment|s)?\b|agreed to|guarantee\w*|assur\w+|we will|we'll|will deliver|deliver by|by (?:Q[1-4]|january|february|march|april|may|june|july|august|september|october|november|december|\d{4}-\d{2}-\d{2})|zugesagt|versprochen|promesse|promis|prometi\w*|comprometi\w*)\b/iu;

/** The sentences of notes that tell of a promise, in order, each once. */
export function promisesIn(notes: readonly string[]): string[] {
  const sentences = notes.flatMap((note) => note.split(/(?<=[.!?;])\s+|\n+/).map((sentence) => sentence.trim()));
  return [...new Set(sentences.filter((sentence) => sentence !== "" && PROMISE.test(sentence)))];
}
