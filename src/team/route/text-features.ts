import type { Word } from "./words.ts";

/** The features of a text by which the learned weights know it: hashed into buckets, each once, with the word that brought it. */
export interface TextFeatures {
  readonly buckets: readonly number[];
  /** How much each counts, before the rarity of its bucket. */
  readonly values: readonly number[];
  /** Position of the word that brought it; −1 for what the text means as a whole. */
  readonly owners: readonly number[];
}

/** Buckets are numbers of so many bits. */
export const BUCKET_BITS = 18;

const PAIR = 0.7;
const STEM = 0.7;
const LETTERS = 0.35;
const MEANING = 1.4;
const THEME = 2;
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;

/** Words, stems, neighbouring pairs, runs of three to five letters, the meanings that synonyms gave it, and the themes it touches. */
export function textFeatures(words: readonly Word[], meanings: readonly string[], themes: readonly string[]): TextFeatures {
  const seen = new Map<number, number>();
  const buckets: number[] = [];
  const values: number[] = [];
  const owners: number[] = [];
  const add = (hash: number, value: number, owner: number): void => {
    const bucket = bucketOf(hash);
    const place = seen.get(bucket);
    if (place !== undefined) {
      values[place] = Math.max(values[place] ?? 0, value);
      return;
    }
    seen.set(bucket, buckets.length);
    buckets.push(bucket);
    values.push(value);
    owners.push(owner);
  };
  let before = "^";
  for (const [position, { plain, stem }] of words.entries()) {
    const word = /^\d+$/.test(plain) ? "#" : plain;
    add(hashOf("w", word), 1, position);
    if (stem !== word) add(hashOf("s", stem), STEM, position);
    add(hashOf("b", `${before} ${word}`), PAIR, position);
    before = word;
    if (word !== "#") addLetters(` ${word} `, (hash) => add(hash, LETTERS, position));
  }
  for (const meaning of meanings) add(hashOf("!", meaning), MEANING, -1);
  for (const theme of themes) add(hashOf("@", theme), THEME, -1);
  return { buckets, values, owners };
}

/** The bucket of a word as it stands. */
export function wordBucket(plain: string): number {
  return bucketOf(hashOf("w", plain));
}

/** Every run of letters in a word with a blank before and behind it. */
function addLetters(word: string, add: (hash: number) => void): void {
  for (let from = 0; from + SHORTEST_GRAM <= word.length; from += 1) {
    let hash = step(OFFSET, C_CODE);
    const end = Math.min(word.length, from + LONGEST_GRAM);
    for (let at = from; at < end; at += 1) {
      hash = step(hash, word.charCodeAt(at));
      if (at - from + 1 >= SHORTEST_GRAM) add(hash);
    }
  }
}

/** FNV-1a, the usual constants. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const C_CODE = 99;

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, PRIME);
}

function hashOf(kind: string, text: string): number {
  let hash = step(OFFSET, kind.charCodeAt(0));
  for (let at = 0; at < text.length; at += 1) hash = step(hash, text.charCodeAt(at));
  return hash;
}

/** The upper bits after mixing: FNV alone spreads the last letters badly. */
function bucketOf(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (once ^ (once >>> 12)) >>> (32 - BUCKET_BITS);
}
