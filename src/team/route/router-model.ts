import type { RouteWeights } from "./weights.ts";
import { BUCKET_BITS, type TextFeatures, wordBucket } from "./text-features.ts";

/** Learned weights of a linear text model: how much each feature of a text speaks for each agent, and for nobody. */
export interface RouterModel {
  /** Agents' names, and `none`. */
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  /** What one step of a class's weights is worth. */
  readonly scales: readonly number[];
  /** For every bucket its row, or −1. */
  readonly rows: Int32Array;
  /** Rarity of each row's feature, in steps of RARITY_STEP. */
  readonly rarity: Uint8Array;
  /** One row of classes after the other. */
  readonly weights: Int8Array;
  /** How this model's evidence is added to the rest. */
  readonly combination: RouteWeights;
}

/** The part of a model file that is text. */
export interface RouterModelHead {
  readonly version: number;
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly scales: readonly number[];
  readonly rows: number;
  /** Hash of what the weights were trained from. */
  readonly trained_on: string;
  readonly combination: RouteWeights;
}

/** Raised whenever features or file layout change. */
export const ROUTER_MODEL_VERSION = 1;
export const RARITY_STEP = 0.04;
const RAREST = 255;

/** The class that no agent stands for. */
export const NOBODY = "none";

/** A model from its parts: bucket numbers (ascending), rarities and weights, row by row. */
export function routerModel(head: RouterModelHead, buckets: Uint32Array, rarity: Uint8Array, weights: Int8Array): RouterModel {
  const rows = new Int32Array(1 << BUCKET_BITS).fill(-1);
  for (let row = 0; row < buckets.length; row += 1) rows[buckets[row] ?? 0] = row;
  const { classes, bias, scales, combination } = head;
  return { classes, bias, scales, rows, rarity, weights, combination };
}

/** Log-odds of every class, up to a constant, in the order of `classes`. A feature that was never seen only makes the text less telling. */
export function scoreText(model: RouterModel, features: TextFeatures): number[] {
  const { classes, bias, scales, rows, rarity, weights } = model;
  const size = classes.length;
  const sums = new Float64Array(size);
  let squares = 0;
  for (let place = 0; place < features.buckets.length; place += 1) {
    const row = rows[features.buckets[place] ?? 0] ?? -1;
    const value = (features.values[place] ?? 0) * (row < 0 ? RAREST : (rarity[row] ?? RAREST)) * RARITY_STEP;
    squares += value * value;
    if (row < 0) continue;
    for (let column = 0; column < size; column += 1) sums[column] = (sums[column] ?? 0) + value * (weights[row * size + column] ?? 0);
  }
  const length = Math.sqrt(squares) || 1;
  return Array.from(sums, (sum, column) => (bias[column] ?? 0) + (sum * (scales[column] ?? 0)) / length);
}

/** True where the weights know that very word (lower case, without accents). */
export function knowsWord({ rows }: RouterModel, plain: string): boolean {
  return (rows[wordBucket(plain)] ?? -1) >= 0;
}

/** By position of the word, what it adds for a class beyond what it adds for the average class. */
export function wordShares(model: RouterModel, features: TextFeatures, className: string): ReadonlyMap<number, number> {
  const size = model.classes.length;
  const own = model.classes.indexOf(className);
  const shares = new Map<number, number>();
  if (own < 0) return shares;
  for (const [place, bucket] of features.buckets.entries()) {
    const row = model.rows[bucket] ?? -1;
    if (row < 0) continue;
    const value = (features.values[place] ?? 0) * (model.rarity[row] ?? 0);
    let others = 0;
    for (let column = 0; column < size; column += 1) others += (model.weights[row * size + column] ?? 0) * (model.scales[column] ?? 0);
    const lead = (model.weights[row * size + own] ?? 0) * (model.scales[own] ?? 0) - others / size;
    const owner = features.owners[place] ?? -1;
    shares.set(owner, (shares.get(owner) ?? 0) + value * lead);
  }
  return shares;
}
