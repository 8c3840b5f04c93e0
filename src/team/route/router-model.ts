import type { RouteWeights } from "./weights.ts";
import { BUCKET_BITS, type TextFeatures, wordBucket } from "./text-features.ts";

/** Learned weights of a linear text model: how much each feature of a text speaks for each agent, and for nobody. */
export interface RouterModel {
  /** Agents' names, and `none`. */
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  /** The largest weight of each class. */
  readonly scales: readonly number[];
  /** Of every group of neighbouring buckets its first row; then the number of rows. */
  readonly starts: Uint32Array;
  /** For every row its bucket's place in the group. */
  readonly places: Uint8Array;
  /** Rarity of each row's feature, in steps of RARITY_STEP. */
  readonly rarity: Uint8Array;
  /** Two classes' weights a byte: of all rows those of the first two classes, then of the next two. It packs better than row by row. */
  readonly weights: Uint8Array;
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
export const ROUTER_MODEL_VERSION = 5;
export const RARITY_STEP = 0.04;
const RAREST = 255;

/** Weights are kept in four bits: steps of −7 to 7, finer near zero, where most are; as parts of their class's largest. */
export const LEVELS: readonly number[] = Array.from({ length: 16 }, (_, nibble) => Math.sign(nibble - 8) * ((nibble - 8) / 7) ** 2);

/** Bytes that a row of so many classes takes, together. */
export function rowBytes(classes: number): number {
  return Math.ceil(classes / 2);
}

/** The class that no agent stands for. */
export const NOBODY = "none";

/** Buckets with the same upper bits are a group: a row is found among its few neighbours, and nothing has to be unpacked at the start. */
export const GROUP_BITS = 6;
export const GROUPS = 1 << (BUCKET_BITS - GROUP_BITS);

/** A model from its parts: how many rows each group has, the rows' places in their groups (ascending), rarities and weights, row by row. */
export function routerModel(
  head: RouterModelHead,
  {
    counts,
    places,
    rarity,
    weights,
  }: { readonly counts: Uint8Array; readonly places: Uint8Array; readonly rarity: Uint8Array; readonly weights: Uint8Array },
): RouterModel {
  const starts = new Uint32Array(GROUPS + 1);
  for (let group = 0; group < GROUPS; group += 1) starts[group + 1] = (starts[group] ?? 0) + (counts[group] ?? 0);
  const { classes, bias, scales, combination } = head;
  return { classes, bias, scales, starts, places, rarity, weights, combination };
}

/** The row of a bucket, or −1 where the weights do not know it. */
export function rowOf({ starts, places }: RouterModel, bucket: number): number {
  const group = bucket >>> GROUP_BITS;
  const place = bucket & ((1 << GROUP_BITS) - 1);
  const end = starts[group + 1] ?? 0;
  for (let row = starts[group] ?? 0; row < end; row += 1) if (places[row] === place) return row;
  return -1;
}

/** Log-odds of every class, up to a constant, in the order of `classes`. A feature that was never seen only makes the text less telling. */
export function scoreText(model: RouterModel, features: TextFeatures): number[] {
  const { classes, bias, scales, rarity, weights } = model;
  const size = classes.length;
  const sums = new Float64Array(size);
  let squares = 0;
  for (let place = 0; place < features.buckets.length; place += 1) {
    const row = rowOf(model, features.buckets[place] ?? 0);
    const value = (features.values[place] ?? 0) * (row < 0 ? RAREST : (rarity[row] ?? RAREST)) * RARITY_STEP;
    squares += value * value;
    if (row < 0) continue;
    for (let column = 0; column < size; column += 1)
      sums[column] = (sums[column] ?? 0) + value * levelAt(weights, rarity.length, row, column);
  }
  const length = Math.sqrt(squares) || 1;
  return Array.from(sums, (sum, column) => (bias[column] ?? 0) + (sum * (scales[column] ?? 0)) / length);
}

/** True where the weights know that very word (lower case, without accents). */
export function knowsWord(model: RouterModel, plain: string): boolean {
  return rowOf(model, wordBucket(plain)) >= 0;
}

/** By position of the word, what it adds for a class beyond what it adds for the average class. */
export function wordShares(model: RouterModel, features: TextFeatures, className: string): ReadonlyMap<number, number> {
  const { weights, scales } = model;
  const [size, rows] = [model.classes.length, model.rarity.length];
  const own = model.classes.indexOf(className);
  const shares = new Map<number, number>();
  if (own < 0) return shares;
  for (const [place, bucket] of features.buckets.entries()) {
    const row = rowOf(model, bucket);
    if (row < 0) continue;
    const value = (features.values[place] ?? 0) * (model.rarity[row] ?? 0);
    let others = 0;
    for (let column = 0; column < size; column += 1) others += levelAt(weights, rows, row, column) * (scales[column] ?? 0);
    const lead = levelAt(weights, rows, row, own) * (scales[own] ?? 0) - others / size;
    const owner = features.owners[place] ?? -1;
    shares.set(owner, (shares.get(owner) ?? 0) + value * lead);
  }
  return shares;
}

function levelAt(weights: Uint8Array, rows: number, row: number, column: number): number {
  const pair = weights[(column >> 1) * rows + row] ?? 0;
  return LEVELS[column % 2 === 0 ? pair & 15 : pair >> 4] ?? 0;
}
