import type { ReferenceEntry } from "./reference.ts";
import { isStopWord, type Word, wordsOf } from "./route/words.ts";

/** Words that turn a phrase round: "we should not skip the kickoff call" goes against nothing. */
const NEGATIONS = new Set(
  "not never no dont doesnt isnt avoid avoiding stop without instead shouldnt cannot wont prevent rather".split(" "),
);
/** Asking whether or why is not asking for. */
const DOUBTS = /^\s*(?:is it (?:ok|wrong|bad|fine)|why (?:is|are|should) (?:it|we)|what is wrong)/i;
const EVERYBODY = new Set("everyone everybody all every each entire whole".split(" "));
/** How many more words than the phrase itself its words may be spread over. */
const MAX_SPREAD = 4;

/**
 * The entry that a request goes against, or undefined: all telling words of one of its "Contradicts" phrases stand close together in the
 * request, in any usual form, and are not negated. The longest such phrase wins, then the order of the entries.
 */
export function contradiction(entries: readonly ReferenceEntry[], request: string): ReferenceEntry | undefined {
  if (DOUBTS.test(request)) return undefined;
  const words = wordsOf(request);
  const found = entries.flatMap((entry) =>
    entry.contradicts.filter((phrase) => says(words, phrase)).map((phrase) => ({ entry, length: tellingStems(phrase).length })),
  );
  return found.sort((a, b) => b.length - a.length)[0]?.entry;
}

function says(words: readonly Word[], phrase: string): boolean {
  const wanted = tellingStems(phrase);
  if (wanted.length < 2) return false;
  const negated = wordsOf(phrase).some((word) => NEGATIONS.has(word.plain));
  return words.some((word, start) => {
    if (comparable(word) !== wanted[0]) return false;
    const window = words.slice(start, start + wordsOf(phrase).length + MAX_SPREAD);
    let from = 0;
    for (const stem of wanted) {
      const next = window.findIndex((candidate, index) => index >= from && comparable(candidate) === stem);
      if (next < 0) return false;
      from = next + 1;
    }
    const before = words.slice(Math.max(0, start - 3), start + from);
    return negated || !before.some(({ plain }) => NEGATIONS.has(plain));
  });
}

function tellingStems(phrase: string): string[] {
  return wordsOf(phrase)
    .filter((word) => EVERYBODY.has(word.plain) || !isStopWord(word))
    .map(comparable);
}

function comparable(word: Word): string {
  return EVERYBODY.has(word.plain) ? "all" : word.stem;
}
