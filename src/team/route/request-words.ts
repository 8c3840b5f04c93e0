import { phraseMatches, type PhraseTable } from "./phrases.ts";
import { isStopWord, type Word, wordsOf } from "./words.ts";

export interface RequestWords {
  /** The words as they stand, then, behind barriers, the team's words for what is said in others. */
  readonly words: readonly Word[];
  /** Distinct stems of the words that say something. */
  readonly stems: readonly string[];
  /** Distinct pairs of neighbouring stems. */
  readonly pairs: readonly string[];
  /** How many words inside a sentence start with a capital, as names do. */
  readonly names: number;
}

/** Keeps phrases from reaching across from one run of words to the next. */
const BARRIER: Word = { stem: "", plain: "", written: "" };

/** The words of a text, with synonyms put into the team's words beside them. `drop` holds stems that are only a name. */
export function requestWords(text: string, synonyms: PhraseTable<string>, drop: ReadonlySet<string> = new Set()): RequestWords {
  const own = wordsOf(text).filter((word) => !drop.has(word.stem));
  const translated = phraseMatches(own, synonyms).flatMap(({ phrase, at }) => {
    const said = at.map((index) => own[index]?.written ?? "").join(" ");
    return [BARRIER, BARRIER, BARRIER, ...wordsOf(phrase.means).map((word) => ({ ...word, written: said }))];
  });
  const words = [...own, ...translated];
  const telling = words.filter((word) => word.stem !== "" && !isStopWord(word));
  return { words, stems: [...new Set(telling.map((word) => word.stem))], pairs: pairsOf(own), names: namesIn(text) };
}

function pairsOf(words: readonly Word[]): string[] {
  const telling = words.filter((word) => !isStopWord(word));
  return [...new Set(telling.slice(1).map((word, index) => `${telling[index]?.stem ?? ""} ${word.stem}`))];
}

/** Capitals behind a lower-case word or a comma; words all in capitals are abbreviations. */
function namesIn(text: string): number {
  return [...text.slice(0, 2000).matchAll(/(?<=\p{Ll},? )\p{Lu}\p{Ll}{2,}/gu)].length;
}
