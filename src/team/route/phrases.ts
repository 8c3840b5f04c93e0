import { isStopWord, type Word, wordsOf } from "./words.ts";

/** A word or phrase to look for, and what it stands for. */
export interface Phrase<T> {
  readonly stems: readonly string[];
  readonly written: string;
  readonly means: T;
}

/** Phrases by their first stem, for one pass over a text. */
export type PhraseTable<T> = ReadonlyMap<string, readonly Phrase<T>[]>;

export interface PhraseMatch<T> {
  readonly phrase: Phrase<T>;
  /** Positions of the words it took. */
  readonly at: readonly number[];
}

/** How many other words may stand between two words of a phrase. */
const MAX_GAP = 2;

/** A table of the phrases that say something: one of nothing but stop words would match everywhere. */
export function phraseTable<T>(entries: Iterable<{ readonly text: string; readonly means: T }>): PhraseTable<T> {
  const table = new Map<string, Phrase<T>[]>();
  for (const { text, means } of entries) {
    const words = wordsOf(text);
    const first = words[0];
    if (first === undefined || (words.length === 1 && isStopWord(first))) continue;
    const phrases = table.get(first.stem) ?? [];
    phrases.push({ stems: words.map((word) => word.stem), written: text, means });
    table.set(first.stem, phrases);
  }
  return table;
}

/** Every phrase of the table that stands in the text, once each at its first place. */
export function phraseMatches<T>(words: readonly Word[], table: PhraseTable<T>): PhraseMatch<T>[] {
  const found = new Map<Phrase<T>, PhraseMatch<T>>();
  for (const [start, word] of words.entries()) {
    for (const phrase of table.get(word.stem) ?? []) {
      const at = found.has(phrase) ? undefined : matchAt(words, phrase.stems, start);
      if (at !== undefined) found.set(phrase, { phrase, at });
    }
  }
  return [...found.values()];
}

function matchAt(words: readonly Word[], stems: readonly string[], start: number): number[] | undefined {
  const at = [start];
  for (const wanted of stems.slice(1)) {
    const from = (at.at(-1) ?? start) + 1;
    const next = words.slice(from, from + MAX_GAP + 1).findIndex((word) => word.stem === wanted);
    if (next < 0) return undefined;
    at.push(from + next);
  }
  return at;
}
