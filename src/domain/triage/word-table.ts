import { foldWord } from "./fold-word.ts";
import { lightStem } from "./light-stem.ts";
import type { LinearModel } from "./linear-model.ts";
import { ownCopy } from "./own-copy.ts";
import { stemHash, wordFeatures } from "./word-features.ts";

/** What is known of every word met lately, in flat arrays by the word's number. */
export interface WordTable {
  /** Number of a lower-case word. Numbers hold until `refresh` is called. */
  number(lower: string): number;
  /** Makes room where the table is nearly full: call it between texts. */
  refresh(): void;
  readonly phraseWord: Int32Array;
  readonly stemHash: Int32Array;
  /** Bits of the languages in whose lists of small words it stands. */
  readonly languages: Uint8Array;
  /** Scores that the word adds, in steps of the model's scales, `model.width` a word, and the square of its weight in the length of the text's vector. */
  readonly scores: Float32Array;
  readonly square: Float32Array;
}

export interface WordSources {
  readonly wordOf: (stem: string) => number;
  readonly languagesOf: (folded: string) => number;
  readonly model: LinearModel | undefined;
}

/** Texts are at most MOST_WORDS long, so so many are free when a text begins. */
const CAPACITY = 16_384;
const FREE = 4096;

/** A table that forgets everything when it is full: what a word is does not depend on what was read before. */
export function wordTable({ wordOf, languagesOf, model }: WordSources): WordTable {
  const width = model?.width ?? 0;
  const numbers = new Map<string, number>();
  const phraseWord = new Int32Array(CAPACITY);
  const hashes = new Int32Array(CAPACITY);
  const languages = new Uint8Array(CAPACITY);
  const scores = new Float32Array(CAPACITY * width);
  const square = new Float32Array(CAPACITY);

  const learn = (lower: string): number => {
    const number = numbers.size;
    numbers.set(ownCopy(lower), number);
    const folded = foldWord(lower);
    const stem = lightStem(folded);
    phraseWord[number] = wordOf(stem);
    hashes[number] = stemHash(stem);
    languages[number] = languagesOf(folded);
    if (model !== undefined) {
      scores.fill(0, number * width, (number + 1) * width);
      square[number] = addFeatures(model, wordFeatures(folded, stem), scores, number * width);
    }
    return number;
  };

  return {
    number: (lower) => numbers.get(lower) ?? learn(lower),
    refresh: () => {
      if (numbers.size > CAPACITY - FREE) numbers.clear();
    },
    phraseWord,
    stemHash: hashes,
    languages,
    scores,
    square,
  };
}

/** Adds the weights of features to `into` from `offset` on; returns the sum of their squared rarities. */
function addFeatures(model: LinearModel, features: readonly number[], into: Float32Array, offset: number): number {
  let square = 0;
  for (const feature of features) {
    const row = model.rows.find(feature);
    if (row === -1) continue;
    const rarity = model.rarity[row] ?? 0;
    square += rarity * rarity;
    addRow(model, row, rarity, into, offset);
  }
  return square;
}

/** Adds `value` times a row of weights, as whole numbers: what a step is worth is for the caller to multiply in, once. */
export function addRow({ width, weights }: LinearModel, row: number, value: number, into: Float32Array, offset: number): void {
  const from = row * width;
  for (let at = 0; at < width; at += 1) into[offset + at] = (into[offset + at] ?? 0) + value * (weights[from + at] ?? 0);
}
