import { type FeatureBag, PHRASES } from "../text/feature-bag.ts";
import type { FeatureReader } from "../text/text-features.ts";
import { numberOf } from "./hash-index.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** How often each known feature stands in each text, text after text. */
export interface CountedTexts {
  readonly vocabulary: Vocabulary;
  readonly texts: number;
  /** Where each text's features begin in the two arrays below; one entry more than texts. */
  readonly starts: Int32Array;
  readonly features: Int32Array;
  /** At most 255. */
  readonly counts: Uint8Array;
  /** How many different words and phrases each text holds, known or not. */
  readonly wordings: Int32Array;
}

const MOST_COUNT = 255;

/** Counts the known features of every text. */
export function countTexts(texts: readonly string[], vocabulary: Vocabulary, read: FeatureReader, bag: FeatureBag): CountedTexts {
  const starts = new Int32Array(texts.length + 1);
  const wordings = new Int32Array(texts.length);
  let features = new Int32Array(1 << 16);
  let counts = new Uint8Array(1 << 16);
  let size = 0;
  for (const [text, content] of texts.entries()) {
    read(content, bag);
    if (size + bag.size > features.length) {
      const length = Math.max(size + bag.size, Math.ceil(features.length * 1.5));
      const before = { features, counts };
      features = new Int32Array(length);
      features.set(before.features);
      counts = new Uint8Array(length);
      counts.set(before.counts);
    }
    let seen = 0;
    for (let place = 0; place < bag.size; place += 1) {
      if ((bag.views[place] ?? 0) <= PHRASES) seen += 1;
      const feature = numberOf(vocabulary.index, bag.hashes[place] ?? 0);
      if (feature < 0) continue;
      features[size] = feature;
      counts[size] = Math.min(MOST_COUNT, bag.counts[place] ?? 0);
      size += 1;
    }
    wordings[text] = seen;
    starts[text + 1] = size;
  }
  return { vocabulary, texts: texts.length, starts, features: features.subarray(0, size), counts: counts.subarray(0, size), wordings };
}

/** In how many of the texts (those that `counted` says) each feature stands. */
export function textsWith({ vocabulary, texts, starts, features }: CountedTexts, counted: (text: number) => boolean): Int32Array {
  const times = new Int32Array(vocabulary.hashes.length);
  for (let text = 0; text < texts; text += 1) {
    if (!counted(text)) continue;
    const end = starts[text + 1] ?? 0;
    for (let at = starts[text] ?? 0; at < end; at += 1) {
      const feature = features[at] ?? 0;
      times[feature] = (times[feature] ?? 0) + 1;
    }
  }
  return times;
}
