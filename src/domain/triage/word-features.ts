import { hashText } from "../text/text-hash.ts";
import { hashPair } from "./hash-pair.ts";

/**
 * Features are hashes of 26 bits, which is enough: of what the weights do not know, one in two thousand is taken for another. What kind
 * each is of is mixed into it.
 */
const [STEM, PIECE, PAIR, SIGN] = [0x51ed270b, 0x2545f491, 0x9e3779b9, 0x7feb352d];
const [SHORTEST, LONGEST] = [3, 5];

/** What a word says by itself: its stem, and its pieces of 3 to 5 letters with its ends marked, which forms, compounds and typos share. */
export function wordFeatures(folded: string, stem: string): number[] {
  const features = [featureOf(hashText(STEM, stem))];
  const marked = `<${folded.slice(0, 30)}>`;
  for (let size = SHORTEST; size <= LONGEST; size += 1)
    for (let at = 0; at + size <= marked.length; at += 1) features.push(featureOf(hashText(PIECE, marked.slice(at, at + size))));
  return features;
}

/** Hash of a stem, from which pairs are made. */
export function stemHash(stem: string): number {
  return hashText(PAIR, stem);
}

/** The feature of two words that follow each other. */
export function pairFeature(first: number, second: number): number {
  return featureOf(hashPair(first, second));
}

/** The feature of a named sign: a list that was met, a way of writing. */
export function signFeature(name: string): number {
  return featureOf(hashText(SIGN, name));
}

/** The upper bits: FNV mixes them best. */
function featureOf(hash: number): number {
  return hash >>> 6;
}
