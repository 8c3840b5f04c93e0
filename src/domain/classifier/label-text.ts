import { emptyBag, PHRASES } from "../text/feature-bag.ts";
import { type Cues, featureReader } from "../text/text-features.ts";
import { confidenceOf, SIGNS } from "./confidence.ts";
import { guess } from "./guess.ts";
import { numberOf } from "./hash-index.ts";
import { COUNT_WEIGHT, RARITY_STEP, VIEW_LENGTH } from "./rarity.ts";
import { labelsIn, type TextModel } from "./text-model.ts";

/** What a head says of a text. */
export interface LabelGuess {
  /** Position of the best label, never of the one out of scope. */
  readonly guess: number;
  /** Probability that it is right, as far as the training could tell. */
  readonly confidence: number;
}

/** Labels a text: one guess a head, in their order. */
export type TextLabeller = (text: string) => LabelGuess[];

/** A labeller by a trained model. `cues` must be those it was trained with. It keeps buffers and is not for use by several at a time. */
export function textLabeller(model: TextModel, cues?: Cues): TextLabeller {
  const { vocabulary, rarity, heads, levels } = model;
  const labels = labelsIn(heads);
  const read = featureReader(model.recipe, cues);
  const bag = emptyBag();
  const sums = new Float64Array(labels);
  const squares = new Float64Array(VIEW_LENGTH.length);
  const signs = new Float64Array(SIGNS);
  const scales = Float64Array.from(heads.flatMap((head) => head.scales));
  const biases = Float64Array.from(heads.flatMap((head) => head.biases));
  let features = new Int32Array(1024);
  let values = new Float64Array(1024);
  return (text) => {
    read(text, bag);
    if (bag.size > features.length) {
      features = new Int32Array(bag.size * 2);
      values = new Float64Array(bag.size * 2);
    }
    squares.fill(0);
    let wordings = 0;
    let known = 0;
    for (let place = 0; place < bag.size; place += 1) {
      const view = bag.views[place] ?? 0;
      const feature = numberOf(vocabulary.index, bag.hashes[place] ?? 0);
      features[place] = feature;
      if (view <= PHRASES) wordings += 1;
      if (feature < 0) continue;
      const value = (COUNT_WEIGHT[Math.min(255, bag.counts[place] ?? 0)] ?? 0) * (rarity[feature] ?? 0) * RARITY_STEP;
      values[place] = value;
      squares[view] = (squares[view] ?? 0) + value * value;
      if (value > 0 && view <= PHRASES) known += 1;
    }
    for (let view = 0; view < squares.length; view += 1) squares[view] = (VIEW_LENGTH[view] ?? 0) / Math.sqrt(squares[view] || 1);
    sums.fill(0);
    for (let place = 0; place < bag.size; place += 1) {
      const feature = features[place] ?? -1;
      if (feature < 0) continue;
      const value = (values[place] ?? 0) * (squares[bag.views[place] ?? 0] ?? 0);
      const from = feature * labels;
      for (let label = 0; label < labels; label += 1) sums[label] = (sums[label] ?? 0) + value * (levels[from + label] ?? 0);
    }
    for (let label = 0; label < labels; label += 1) sums[label] = (sums[label] ?? 0) * (scales[label] ?? 0) + (biases[label] ?? 0);
    let from = 0;
    return heads.map(({ labels: own, outside, confidence }) => {
      const best = guess(sums, from, own.length, outside, known / Math.max(1, wordings), signs);
      from += own.length;
      return { guess: best, confidence: confidenceOf(confidence, signs) };
    });
  };
}
