import { seeded } from "../../src/core/seeded.ts";
import { complementWeights } from "./complement-weights.ts";
import { RARITY_STEP } from "../../src/team/route/router-model.ts";
import type { TextFeatures } from "../../src/team/route/text-features.ts";
import { rowsOf, tellingBuckets } from "./telling-buckets.ts";

export interface LabelledText {
  readonly features: TextFeatures;
  /** Probability of every class, in the order of the classes. */
  readonly target: readonly number[];
}

export interface LearnedWeights {
  readonly buckets: Uint32Array;
  readonly rarity: Uint8Array;
  /** Row by row, a column a class. */
  readonly weights: Float32Array;
  readonly bias: readonly number[];
}

const EPOCHS = 14;
const AVERAGED_FROM = 6;
const RATE = 2;
const DECAY = 1e-5;
const DROPPED = 0.4;
/** How much the counts of complement naive Bayes are added to what regression learned. */
const COMPLEMENT = 2;
const SOFTEST_BIAS = 0.1;
const RAREST = 255;

/**
 * A multinomial logistic regression by stochastic gradient descent with L2 decay and random dropping of features, the same every time for
 * the same texts, with the weights of complement naive Bayes added. Features seen in one text only are left out, and of the rest those that
 * tell the classes apart least.
 */
export function learnWeights(texts: readonly LabelledText[], classes: number): LearnedWeights {
  const counts = new Map<number, number>();
  for (const { features } of texts) for (const bucket of features.buckets) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  const repeated = Uint32Array.from([...counts].filter(([, times]) => times > 1).map(([bucket]) => bucket)).sort();
  const buckets = tellingBuckets(texts, repeated, classes);
  const rarity = Uint8Array.from(buckets, (bucket) => rarityOf(counts.get(bucket) ?? 0, texts.length));
  const rows = rowsOf(buckets);
  const regression = descend(texts, { rows, rarity }, classes);
  const counted = complementWeights(texts, rows, buckets.length, classes);
  const weights = regression.weights.map((weight, at) => weight + COMPLEMENT * (counted[at] ?? 0));
  return { buckets, rarity, weights, bias: regression.bias };
}

function rarityOf(times: number, texts: number): number {
  return Math.min(RAREST, Math.round(Math.log((texts + 1) / (times + 0.5)) / RARITY_STEP));
}

interface Rows {
  readonly rows: Int32Array;
  readonly rarity: Uint8Array;
}

function descend(texts: readonly LabelledText[], known: Rows, classes: number): { weights: Float32Array; bias: number[] } {
  const documents = texts.map(({ features }) => documentOf(features, known));
  const longest = documents.reduce((most, { rows }) => Math.max(most, rows.length), 0);
  const kept: Kept = {
    rows: new Int32Array(longest),
    values: new Float32Array(longest),
    size: 0,
    length: 1,
  };
  const weights = new Float32Array(known.rarity.length * classes);
  const bias = new Float64Array(classes);
  const sum = new Float32Array(weights.length);
  const biasSum = new Float64Array(classes);
  const odds = new Float64Array(classes);
  const chance = seeded(7);
  const order = texts.map((_, index) => index);
  let scale = 1;
  let steps = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, chance);
    for (const index of order) {
      const document = documents[index];
      const target = texts[index]?.target;
      if (document === undefined || target === undefined) continue;
      const rate = RATE / (1 + DECAY * RATE * steps);
      steps += 1;
      dropSome(document, chance, kept);
      odds.set(bias);
      addScaled(odds, weights, kept, scale / kept.length);
      toShares(odds);
      scale *= 1 - rate * DECAY;
      for (let column = 0; column < classes; column += 1) {
        odds[column] = rate * ((target[column] ?? 0) - (odds[column] ?? 0));
        bias[column] = (bias[column] ?? 0) + SOFTEST_BIAS * (odds[column] ?? 0);
      }
      addInto(weights, kept, odds, 1 / kept.length / scale);
    }
    if (epoch < AVERAGED_FROM) continue;
    for (let at = 0; at < weights.length; at += 1) sum[at] = (sum[at] ?? 0) + (weights[at] ?? 0) * scale;
    for (let column = 0; column < classes; column += 1) biasSum[column] = (biasSum[column] ?? 0) + (bias[column] ?? 0);
  }
  const summed = EPOCHS - AVERAGED_FROM;
  return {
    weights: sum.map((weight) => weight / summed),
    bias: Array.from(biasSum, (value) => value / summed),
  };
}

interface Document {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  /** Sum of squares of the features without a row: they make the text less telling. */
  readonly unknown: number;
}

function documentOf(features: TextFeatures, { rows, rarity }: Rows): Document {
  const own: number[] = [];
  const values: number[] = [];
  let unknown = 0;
  for (const [place, bucket] of features.buckets.entries()) {
    const row = rows[bucket] ?? -1;
    const value = (features.values[place] ?? 0) * (row < 0 ? RAREST : (rarity[row] ?? 0)) * RARITY_STEP;
    if (row < 0) unknown += value * value;
    else {
      own.push(row);
      values.push(value);
    }
  }
  return { rows: Int32Array.from(own), values: Float32Array.from(values), unknown };
}

/** The features of one text that this step looks at, filled anew each time. */
interface Kept {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  size: number;
  length: number;
}

function dropSome({ rows, values, unknown }: Document, chance: () => number, kept: Kept): void {
  let size = 0;
  let squares = unknown * (1 - DROPPED);
  for (let at = 0; at < rows.length; at += 1) {
    if (chance() < DROPPED) continue;
    const value = values[at] ?? 0;
    kept.rows[size] = rows[at] ?? 0;
    kept.values[size] = value;
    squares += value * value;
    size += 1;
  }
  kept.size = size;
  kept.length = Math.sqrt(squares) || 1;
}

function addScaled(sums: Float64Array, weights: Float32Array, { rows, values, size }: Kept, factor: number): void {
  const width = sums.length;
  for (let at = 0; at < size; at += 1) {
    const start = (rows[at] ?? 0) * width;
    const value = (values[at] ?? 0) * factor;
    for (let column = 0; column < width; column += 1) sums[column] = (sums[column] ?? 0) + (weights[start + column] ?? 0) * value;
  }
}

function addInto(weights: Float32Array, { rows, values, size }: Kept, step: Float64Array, factor: number): void {
  const width = step.length;
  for (let at = 0; at < size; at += 1) {
    const start = (rows[at] ?? 0) * width;
    const value = (values[at] ?? 0) * factor;
    for (let column = 0; column < width; column += 1)
      weights[start + column] = (weights[start + column] ?? 0) + (step[column] ?? 0) * value;
  }
}

function toShares(odds: Float64Array): void {
  const width = odds.length;
  let top = -Infinity;
  for (let column = 0; column < width; column += 1) top = Math.max(top, odds[column] ?? 0);
  let total = 0;
  for (let column = 0; column < width; column += 1) {
    const own = Math.exp((odds[column] ?? 0) - top);
    odds[column] = own;
    total += own;
  }
  for (let column = 0; column < width; column += 1) odds[column] = (odds[column] ?? 0) / total;
}

function shuffle(items: number[], chance: () => number): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(chance() * (last + 1));
    [items[last], items[other]] = [items[other] ?? 0, items[last] ?? 0];
  }
}
