import { hashPair, hashText } from "./hash.ts";

/** Features are 32-bit hashes; what kind each is of is mixed into it. */
const [STEM, PIECE, PAIR, SIGN] = [0x51ed270b, 0x2545f491, 0x9e3779b9, 0x7feb352d];
const [SHORTEST, LONGEST] = [3, 5];

/** What a word says by itself: its stem, and its pieces of 3 to 5 letters with its ends marked, which forms, compounds and typos share. */
export function wordFeatures(folded: string, stem: string): number[] {
  const features = [hashText(stem, STEM)];
  const marked = `<${folded.slice(0, 30)}>`;
  for (let size = SHORTEST; size <= LONGEST; size += 1)
    for (let at = 0; at + size <= marked.length; at += 1) features.push(hashText(marked.slice(at, at + size), PIECE));
  return features;
}

/** Hash of a stem, from which pairs are made. */
export function stemHash(stem: string): number {
  return hashText(stem, PAIR);
}

/** The feature of two words that follow each other. */
export function pairFeature(first: number, second: number): number {
  return hashPair(first, second);
}

/** The feature of a named sign: a list that was met, a way of writing. */
export function signFeature(name: string): number {
  return hashText(name, SIGN);
}
