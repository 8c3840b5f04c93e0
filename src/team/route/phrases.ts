import { isStopWord, type Word, wordsOf } from "./words.ts";

/** A word or phrase to look for, and what it stands for. */
export interface Phrase<T> {
  /** Stems; one that ends with `*` is the beginning of a word. */
  readonly stems: readonly string[];
  readonly written: string;
  readonly means: T;
}

/** Phrases by their first stem or beginning, for one pass over a text. */
export interface PhraseTable<T> {
  readonly byStem: (stem: string) => readonly Phrase<T>[];
  readonly byStart: (start: string) => readonly Phrase<T>[];
  /** False where no phrase begins with the beginning of a word. */
  readonly hasStarts: boolean;
}

export interface PhraseMatch<T> {
  readonly phrase: Phrase<T>;
  /** Positions of the words it took. */
  readonly at: readonly number[];
}

/** How many other words may stand between two words of a phrase. */
const MAX_GAP = 2;

const SHORTEST_START = 3;

/** German writes Vertragsverlängerung as one word: in words at least this long, beginnings of this length are looked for inside too. */
const LONG_WORD = 9;
const LONG_START = 5;

/** A table of the phrases that say something: one of nothing but stop words would match everywhere. `verläng*` stands for all words that begin so. */
export function phraseTable<T>(entries: Iterable<{ readonly text: string; readonly means: T }>): PhraseTable<T> {
  return tableOf([...entries].flatMap(({ text, means }) => phraseOf(text, means)));
}

/** A table of phrases that are already taken apart. */
export function tableOf<T>(phrases: readonly Phrase<T>[]): PhraseTable<T> {
  const byStem = new Map<string, Phrase<T>[]>();
  const byStart = new Map<string, Phrase<T>[]>();
  for (const phrase of phrases) {
    const first = phrase.stems[0] ?? "";
    const [table, key] = first.endsWith("*") ? [byStart, first.slice(0, -1)] : [byStem, first];
    const known = table.get(key);
    if (known === undefined) table.set(key, [phrase]);
    else known.push(phrase);
  }
  return { byStem: (stem) => byStem.get(stem) ?? [], byStart: (start) => byStart.get(start) ?? [], hasStarts: byStart.size > 0 };
}

/** The phrase of a text, in a list, or an empty one where it says nothing. */
export function phraseOf<T>(text: string, means: T): Phrase<T>[] {
  const parts = text.split(/(?<=\*)|\s+/).filter((part) => part !== "");
  const words = parts.flatMap((part) => wordsOf(part).map((word) => ({ ...word, isStart: part.endsWith("*") })));
  const [only] = words;
  if (only === undefined || (words.length === 1 && isStopWord(only))) return [];
  const stems = words.map(({ stem, plain, isStart }) => (isStart && plain.length >= SHORTEST_START ? `${plain}*` : stem));
  return [{ stems, written: text.replaceAll("*", ""), means }];
}

/** Every phrase of the table that stands in the text, once each at its first place. */
export function phraseMatches<T>(words: readonly Word[], table: PhraseTable<T>): PhraseMatch<T>[] {
  const found = new Map<Phrase<T>, PhraseMatch<T>>();
  for (const [start, word] of words.entries()) {
    for (const phrase of startingWith(word, table)) {
      const at = found.has(phrase) ? undefined : matchAt(words, phrase.stems, start);
      if (at !== undefined) found.set(phrase, { phrase, at });
    }
  }
  return [...found.values()];
}

function startingWith<T>({ stem, plain }: Word, { byStem, byStart, hasStarts }: PhraseTable<T>): readonly Phrase<T>[] {
  const exact = byStem(stem);
  if (!hasStarts) return exact;
  const found = [...exact];
  for (let length = SHORTEST_START; length <= plain.length; length += 1) found.push(...byStart(plain.slice(0, length)));
  if (plain.length < LONG_WORD) return found;
  for (let from = 2; from + LONG_START <= plain.length; from += 1) {
    for (let to = from + LONG_START; to <= plain.length; to += 1) {
      for (const phrase of byStart(plain.slice(from, to))) if (phrase.stems.length === 1) found.push(phrase);
    }
  }
  return found;
}

function matchAt(words: readonly Word[], stems: readonly string[], start: number): number[] | undefined {
  const at = [start];
  for (const wanted of stems.slice(1)) {
    const from = (at.at(-1) ?? start) + 1;
    const next = words.slice(from, from + MAX_GAP + 1).findIndex((word) => fits(word, wanted));
    if (next < 0) return undefined;
    at.push(from + next);
  }
  return at;
}

function fits({ stem, plain }: Word, wanted: string): boolean {
  return wanted.endsWith("*") ? plain.startsWith(wanted.slice(0, -1)) : stem === wanted;
}
