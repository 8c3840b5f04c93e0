import { type Reading, SUBJECT_FACTOR, type TicketReader } from "./reader.ts";
import { signKeys, signValues } from "./sign-values.ts";
import { foldWord } from "./fold-word.ts";
import { lightStem } from "./light-stem.ts";
import { pairFeature, stemHash, wordFeatures } from "./word-features.ts";
import { newTokens, tokenise } from "./tokenise.ts";

/** The features that the scorer sees in a text: of words, before rarity and length, and named signs. */
export interface TrainingFeatures {
  readonly words: readonly (readonly [key: number, value: number])[];
  readonly signs: readonly (readonly [key: number, value: number])[];
}

/** Lists what the scorer adds up silently, for training. The words of one ticket, as `reader` reads it. */
export function trainingFeatures(reader: TicketReader, reading: Reading, subject: string, body: string): TrainingFeatures {
  const lowers: string[] = [];
  const collect = (lower: string): number => lowers.push(lower);
  const tokens = newTokens();
  tokenise(subject, collect, tokens);
  const bodyStart = lowers.length;
  tokenise(body, collect, tokens);
  const words: [number, number][] = [];
  const seen = new Set<string>();
  for (const [at, lower] of lowers.entries()) {
    const factor = at < bodyStart ? SUBJECT_FACTOR : 1;
    const folded = foldWord(lower);
    const stem = lightStem(folded);
    if (!seen.has(lower)) {
      seen.add(lower);
      for (const feature of wordFeatures(folded, stem)) words.push([feature, factor]);
    }
    const next = lowers[at + 1];
    if (next !== undefined) words.push([pairFeature(stemHash(stem), stemHash(lightStem(foldWord(next)))), factor]);
  }
  const keys = signKeys(reader);
  const values = new Float32Array(keys.length);
  signValues(reading, values);
  return { words, signs: keys.flatMap((key, at) => (values[at] === 0 ? [] : [[key, values[at] ?? 0] as const])) };
}
