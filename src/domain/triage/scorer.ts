import type { LinearModel } from "./linear-model.ts";
import { type Reading, SUBJECT_FACTOR, type TicketReader } from "./reader.ts";
import { signKeys, signValues } from "./sign-values.ts";
import { pairFeature } from "./word-features.ts";
import { addRow } from "./word-table.ts";

/** The model's scores of a reading, one a class of every head; the array is reused. */
export type Scorer = (reading: Reading) => Float32Array;

/**
 * Scores by a linear model: words (each once) and pairs of neighbours, divided by the length of their vector, plus named signs and bias.
 * What a word adds is remembered with the word, so that a text costs one addition of rows a word.
 */
export function scorer(model: LinearModel, reader: TicketReader): Scorer {
  const { width, rarity } = model;
  const { words } = reader;
  const scores = new Float32Array(width);
  const keys = signKeys(reader);
  const signs = new Float32Array(keys.length);
  const signRows = Int32Array.from(keys, (key) => model.rows.find(key));
  const seen = new Int32Array(words.square.length);
  let stamp = 0;

  return (reading) => {
    const { tokens } = reading;
    stamp += 1;
    scores.fill(0);
    let square = 0;
    for (let at = 0; at < tokens.count; at += 1) {
      const factor = at < tokens.bodyStart ? SUBJECT_FACTOR : 1;
      const word = tokens.words[at] ?? 0;
      if (seen[word] !== stamp) {
        seen[word] = stamp;
        square += factor * factor * (words.square[word] ?? 0);
        addWord(words.scores, word * width, factor, scores);
      }
      if (at + 1 >= tokens.count) continue;
      const row = model.rows.find(pairFeature(words.stemHash[word] ?? 0, words.stemHash[tokens.words[at + 1] ?? 0] ?? 0));
      if (row === -1) continue;
      const value = factor * (rarity[row] ?? 0);
      square += value * value;
      addRow(model, row, value, scores, 0);
    }
    const scale = square === 0 ? 0 : 1 / Math.sqrt(square);
    for (let at = 0; at < width; at += 1) scores[at] = (scores[at] ?? 0) * scale;
    signValues(reading, signs);
    for (let at = 0; at < signs.length; at += 1) {
      const row = signRows[at] ?? -1;
      if (row !== -1 && signs[at] !== 0) addRow(model, row, signs[at] ?? 0, scores, 0);
    }
    for (let at = 0; at < width; at += 1) scores[at] = (scores[at] ?? 0) * (model.scales[at] ?? 0) + (model.bias[at] ?? 0);
    return scores;
  };
}

function addWord(from: Float32Array, offset: number, factor: number, into: Float32Array): void {
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] ?? 0) + factor * (from[offset + at] ?? 0);
}
