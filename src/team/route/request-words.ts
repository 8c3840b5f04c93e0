import { phraseMatches, type PhraseTable } from "./phrases.ts";
import { isAscii, isStopWord, type Word, wordsOf } from "./words.ts";

export interface RequestWords {
  readonly text: string;
  /** The words as they stand. */
  readonly own: readonly Word[];
  /** The same, then, behind barriers, the team's words for what is said in others. */
  readonly words: readonly Word[];
  /** The team's words that its words stand for, each once, sorted. */
  readonly meanings: readonly string[];
  /** Distinct stems of the words that say something. */
  readonly stems: readonly string[];
  /** How many words inside a sentence start with a capital, as names do. */
  readonly names: number;
}

/** Keeps phrases from reaching across from one run of words to the next. */
const BARRIER: Word = { stem: "", plain: "", written: "" };

/** The words of a text, with synonyms put into the team's words beside them. `drop` holds stems that are only a name. */
export function requestWords(text: string, synonyms: PhraseTable<string>, drop: ReadonlySet<string> = new Set()): RequestWords {
  const own = wordsOf(text).filter((word) => !drop.has(word.stem));
  const found = phraseMatches(own, synonyms);
  const translated = found.flatMap(({ phrase, at }) => {
    const said = at.map((index) => own[index]?.written ?? "").join(" ");
    return [BARRIER, BARRIER, BARRIER, ...wordsOfMeaning(phrase.means).map((word) => ({ ...word, written: said }))];
  });
  const words = [...own, ...translated];
  const telling = words.filter((word) => word.stem !== "" && !isStopWord(word));
  return {
    text,
    own,
    words,
    meanings: [...new Set(found.map(({ phrase }) => phrase.means))].sort(),
    stems: [...new Set(telling.map((word) => word.stem))],
    names: namesIn(text),
  };
}

const knownMeanings = new Map<string, readonly Word[]>();

/** The same few hundred meanings come again and again. */
function wordsOfMeaning(meaning: string): readonly Word[] {
  const known = knownMeanings.get(meaning);
  if (known !== undefined) return known;
  const words = wordsOf(meaning);
  knownMeanings.set(meaning, words);
  return words;
}

/** Capitals behind a lower-case word or a comma; words all in capitals are abbreviations. */
function namesIn(text: string): number {
  const read = text.slice(0, 2000);
  return (read.match(isAscii(read) ? /(?<=[a-z],? )[A-Z][a-z]{2,}/g : /(?<=\p{Ll},? )\p{Lu}\p{Ll}{2,}/gu) ?? []).length;
}
