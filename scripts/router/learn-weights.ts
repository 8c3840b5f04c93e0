import { RARITY_STEP } from "../../src/team/route/router-model.ts";
import { BUCKET_BITS, type TextFeatures } from "../../src/team/route/text-features.ts";

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

const EPOCHS = 20;
const AVERAGED_FROM = 8;
const RATE = 2;
const DECAY = 1e-5;
const DROPPED = 0.2;
const SOFTEST_BIAS = 0.1;
const RAREST = 255;
const MOST_ROWS = 52_000;

/**
 * A multinomial logistic regression by stochastic gradient descent with L2 decay and random dropping of features, the same every time for
 * the same texts. Features seen in one text only are left out; of the rest, those that turn out to matter least, and it learns again.
 */
export function learnWeights(texts: readonly LabelledText[], classes: number): LearnedWeights {
  const counts = new Map<number, number>();
  for (const { features } of texts) for (const bucket of features.buckets) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  const rarityOf = (bucket: number): number =>
    Math.min(RAREST, Math.round(Math.log((texts.length + 1) / ((counts.get(bucket) ?? 0) + 0.5)) / RARITY_STEP));
  const repeated = [...counts].filter(([, times]) => times > 1).map(([bucket]) => bucket);
  const wide = descend(texts, repeated, rarityOf, classes);
  if (repeated.length <= MOST_ROWS) return wide;
  const strength = (row: number): number => {
    let most = 0;
    for (let column = 0; column < classes; column += 1) most = Math.max(most, Math.abs(wide.weights[row * classes + column] ?? 0));
    return most * (wide.rarity[row] ?? 0);
  };
  const kept = Array.from(wide.buckets, (bucket, row) => ({ bucket, strength: strength(row) }))
    .sort((a, b) => b.strength - a.strength || a.bucket - b.bucket)
    .slice(0, MOST_ROWS);
  return descend(
    texts,
    kept.map(({ bucket }) => bucket),
    rarityOf,
    classes,
  );
}

function descend(
  texts: readonly LabelledText[],
  chosen: readonly number[],
  rarityOf: (bucket: number) => number,
  classes: number,
): LearnedWeights {
  const buckets = Uint32Array.from(chosen).sort();
  const rarity = Uint8Array.from(buckets, rarityOf);
  const rows = new Int32Array(1 << BUCKET_BITS).fill(-1);
  for (const [row, bucket] of buckets.entries()) rows[bucket] = row;
  const documents = texts.map(({ features }) => documentOf(features, rows, rarity));
  const weights = new Float32Array(buckets.length * classes);
  const bias = new Float64Array(classes);
  const chance = seeded(7);
  const order = texts.map((_, index) => index);
  const odds = new Float64Array(classes);
  let scale = 1;
  let steps = 0;
  const sum = new Float32Array(weights.length);
  const biasSum = new Float64Array(classes);
  let summed = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, chance);
    for (const index of order) {
      const document = documents[index];
      const target = texts[index]?.target;
      if (document === undefined || target === undefined) continue;
      const rate = RATE / (1 + DECAY * RATE * steps);
      steps += 1;
      const { kept, length } = dropSome(document, chance);
      odds.set(bias);
      for (const { row, value } of kept) addScaled(odds, weights, row, (value / length) * scale);
      toShares(odds);
      scale *= 1 - rate * DECAY;
      for (let column = 0; column < classes; column += 1) {
        odds[column] = rate * ((target[column] ?? 0) - (odds[column] ?? 0));
        bias[column] = (bias[column] ?? 0) + SOFTEST_BIAS * (odds[column] ?? 0);
      }
      for (const { row, value } of kept) addInto(weights, row, odds, value / length / scale);
    }
    if (epoch >= AVERAGED_FROM) {
      summed += 1;
      for (let at = 0; at < weights.length; at += 1) sum[at] = (sum[at] ?? 0) + (weights[at] ?? 0) * scale;
      for (let column = 0; column < classes; column += 1) biasSum[column] = (biasSum[column] ?? 0) + (bias[column] ?? 0);
    }
  }
  return { buckets, rarity, weights: sum.map((weight) => weight / summed), bias: Array.from(biasSum, (value) => value / summed) };
}

interface Document {
  readonly known: readonly { readonly row: number; readonly value: number }[];
  /** Sum of squares of the features without a row: they make the text less telling. */
  readonly unknown: number;
}

function documentOf(features: TextFeatures, rows: Int32Array, rarity: Uint8Array): Document {
  const known: { row: number; value: number }[] = [];
  let unknown = 0;
  for (const [place, bucket] of features.buckets.entries()) {
    const row = rows[bucket] ?? -1;
    const value = (features.values[place] ?? 0) * (row < 0 ? RAREST : (rarity[row] ?? 0)) * RARITY_STEP;
    if (row < 0) unknown += value * value;
    else known.push({ row, value });
  }
  return { known, unknown };
}

function dropSome({ known, unknown }: Document, chance: () => number): { kept: Document["known"]; length: number } {
  const kept = known.filter(() => chance() >= DROPPED);
  const squares = kept.reduce((sum, { value }) => sum + value * value, unknown * (1 - DROPPED));
  return { kept, length: Math.sqrt(squares) || 1 };
}

function addScaled(sums: Float64Array, weights: Float32Array, row: number, factor: number): void {
  const size = sums.length;
  for (let column = 0; column < size; column += 1) sums[column] = (sums[column] ?? 0) + (weights[row * size + column] ?? 0) * factor;
}

function addInto(weights: Float32Array, row: number, step: Float64Array, factor: number): void {
  const size = step.length;
  for (let column = 0; column < size; column += 1) {
    const at = row * size + column;
    weights[at] = (weights[at] ?? 0) + (step[column] ?? 0) * factor;
  }
}

function toShares(odds: Float64Array): void {
  const top = Math.max(...odds);
  let total = 0;
  for (const [column, value] of odds.entries()) {
    odds[column] = Math.exp(value - top);
    total += odds[column] ?? 0;
  }
  for (const [column, value] of odds.entries()) odds[column] = value / total;
}

function shuffle(items: number[], chance: () => number): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(chance() * (last + 1));
    [items[last], items[other]] = [items[other] ?? 0, items[last] ?? 0];
  }
}

/** Mulberry32: small, good enough, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
