import { hashEnd, hashStart, hashText } from "../text/text-hash.ts";
import type { TellingWords } from "./telling-words.ts";

/** Texts as sparse vectors of length one: those of text i lie from starts[i] to starts[i + 1], the weightiest first. */
export interface TextVectors {
  readonly count: number;
  readonly starts: Int32Array;
  readonly features: Int32Array;
  readonly weights: Float32Array;
  /** Features are below this. */
  readonly size: number;
}

const BITS = 18;
const SIZE = 2 ** BITS;
const SHORTEST = 3;
const LONGEST = 5;
const MOST_FEATURES = 192;
/** A word of the subject counts as so many. */
const SUBJECT = 2;
/** What fewer texts share is weighed as if so many did: a rare name is no better witness than a rare word. */
const RARE = 4;
const LEAST = 0.1;
const STEPS = 2 ** 14;

/**
 * TF-IDF of runs of three to five letters within words: "deprovisioned" and "deprovisioning" share most of theirs. Runs that only one text
 * has are left out; of the rest the weightiest of each text are kept.
 */
export function gramVectors(texts: readonly TellingWords[]): TextVectors {
  const grams = gramsOfWords();
  const spread = new Int32Array(SIZE);
  const seenIn = new Int32Array(SIZE).fill(-1);
  texts.forEach(({ words }, place) => {
    for (const word of new Set(words))
      for (const gram of grams(word))
        if (seenIn[gram] !== place) {
          seenIn[gram] = place;
          spread[gram] = (spread[gram] ?? 0) + 1;
        }
  });
  const rarity = rarities(spread, texts.length);
  const starts = new Int32Array(texts.length + 1);
  const [features, weights] = [new Int32Array(texts.length * MOST_FEATURES), new Float32Array(texts.length * MOST_FEATURES)];
  const sums = new Float32Array(SIZE);
  let end = 0;
  texts.forEach(({ words, subjectWords }, place) => {
    const own: number[] = [];
    const told = new Map<string, number>();
    words.forEach((word, at) => told.set(word, Math.max(told.get(word) ?? 0, at < subjectWords ? SUBJECT : 1)));
    for (const [word, times] of told)
      for (const gram of grams(word)) {
        const weight = rarity[gram] ?? 0;
        if (weight === 0) continue;
        if (sums[gram] === 0) own.push(gram);
        sums[gram] = Math.max(sums[gram] ?? 0, times * weight);
      }
    // One number that sorts by weight, then by feature: numbers sort many times faster than pairs.
    const order = Float64Array.from(own, (gram) => Math.round((sums[gram] ?? 0) * STEPS) * SIZE + gram).sort();
    const kept = Int32Array.from(order.reverse().subarray(0, MOST_FEATURES), (one) => one % SIZE);
    const length = Math.sqrt(kept.reduce((square, gram) => square + (sums[gram] ?? 0) ** 2, 0));
    for (const gram of kept) {
      features[end] = gram;
      weights[end] = (sums[gram] ?? 0) / length;
      end += 1;
    }
    for (const gram of own) sums[gram] = 0;
    starts[place + 1] = end;
  });
  return { count: texts.length, starts, features: features.slice(0, end), weights: weights.slice(0, end), size: SIZE };
}

/** Inverse document frequency; 0 for what only one text has. What all have still weighs a little: equal texts are alike however few or many. */
function rarities(spread: Int32Array, texts: number): Float32Array {
  return new Float32Array(spread).map((count) => (count < 2 ? 0 : Math.log(Math.max(1, (1 + texts) / Math.max(RARE, count))) + LEAST));
}

/** The runs of letters of a word, its ends marked, as features; worked out once a word. */
function gramsOfWords(): (word: string) => Int32Array {
  const known = new Map<string, Int32Array>();
  return (word) => {
    const present = known.get(word);
    if (present !== undefined) return present;
    const marked = ` ${word.slice(0, 40)} `;
    const grams = new Set<number>();
    for (let length = SHORTEST; length <= LONGEST; length += 1)
      for (let at = 0; at + length <= marked.length; at += 1)
        grams.add(hashEnd(hashText(hashStart(length), marked.slice(at, at + length))) & (SIZE - 1));
    const found = Int32Array.from(grams);
    known.set(word, found);
    return found;
  };
}
