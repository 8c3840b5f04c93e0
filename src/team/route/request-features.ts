import { phraseMatches } from "./phrases.ts";
import type { RequestWords } from "./request-words.ts";
import type { RouteIndex } from "./route-index.ts";
import { textFeatures, type TextFeatures } from "./text-features.ts";

/** The features of a request by which the learned weights know it. `outside` holds the subjects of its words that are nobody's business. */
export function requestFeatures(
  { own, meanings }: RequestWords,
  outside: readonly string[],
  { themes }: Pick<RouteIndex, "themes">,
): TextFeatures {
  const spokenOf = new Set(phraseMatches(own, themes).map(({ phrase }) => phrase.means));
  return textFeatures(own, [...meanings, ...outside.map((subject) => `outside ${subject}`)], [...spokenOf].sort());
}
