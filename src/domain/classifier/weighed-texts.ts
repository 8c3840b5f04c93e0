import { PHRASES } from "../text/feature-bag.ts";
import type { CountedTexts } from "./counted-texts.ts";
import { COUNT_WEIGHT, RARITY_STEP, VIEW_LENGTH } from "./rarity.ts";

/** Texts as sparse vectors, ready for learning. */
export interface WeighedTexts {
  readonly starts: Int32Array;
  readonly features: Int32Array;
  readonly values: Float32Array;
  readonly width: number;
  /** Share of each text's words and phrases that are known. */
  readonly known: Float64Array;
}

/** Weighs counts by rarity and brings each kind of feature to its length. `into` is overwritten where it is given, to save memory. */
export function weighTexts(counted: CountedTexts, rarity: Uint8Array, into?: WeighedTexts): WeighedTexts {
  const { vocabulary, starts, features, counts, texts, wordings } = counted;
  const { views } = vocabulary;
  const values = into?.values ?? new Float32Array(features.length);
  const known = into?.known ?? new Float64Array(texts);
  const squares = new Float64Array(VIEW_LENGTH.length);
  for (let text = 0; text < texts; text += 1) {
    squares.fill(0);
    const start = starts[text] ?? 0;
    const end = starts[text + 1] ?? 0;
    let wordingsKnown = 0;
    for (let at = start; at < end; at += 1) {
      const feature = features[at] ?? 0;
      const view = views[feature] ?? 0;
      const value = (COUNT_WEIGHT[counts[at] ?? 0] ?? 0) * (rarity[feature] ?? 0) * RARITY_STEP;
      values[at] = value;
      squares[view] = (squares[view] ?? 0) + value * value;
      if (value > 0 && view <= PHRASES) wordingsKnown += 1;
    }
    for (let view = 0; view < squares.length; view += 1) squares[view] = (VIEW_LENGTH[view] ?? 0) / Math.sqrt(squares[view] || 1);
    for (let at = start; at < end; at += 1) values[at] = (values[at] ?? 0) * (squares[views[features[at] ?? 0] ?? 0] ?? 0);
    known[text] = wordingsKnown / Math.max(1, wordings[text] ?? 0);
  }
  return { starts, features, values, width: vocabulary.hashes.length, known };
}
