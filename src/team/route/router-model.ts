import { type Bits, type CodeTable, codeTable, nextSymbol, nextSymbols } from "../../core/prefix-code.ts";
import type { RouteWeights } from "./weights.ts";
import { BUCKET_BITS, type TextFeatures, wordBucket } from "./text-features.ts";

/** Learned weights of a linear text model: how much each feature of a text speaks for each agent, and for nobody. */
export interface RouterModel {
  /** Agents' names, and `none`. */
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  /** The largest weight of each class. */
  readonly scales: readonly number[];
  /** What was learned of a bucket's feature; undefined where the weights do not know it. */
  readonly rowOf: (bucket: number) => LearnedRow | undefined;
  /** How this model's evidence is added to the rest. */
  readonly combination: RouteWeights;
}

export interface LearnedRow {
  /** In steps of RARITY_STEP. */
  readonly rarity: number;
  /** Places in LEVELS, one a class. */
  readonly levels: readonly number[];
}

/** The part of a model file that is text. */
export interface RouterModelHead {
  readonly version: number;
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly scales: readonly number[];
  /** Hash of what the weights were trained from. */
  readonly trained_on: string;
  readonly combination: RouteWeights;
  /** Lengths of the prefix codes (core/prefix-code.ts) of places, of rarities, and, by `weightCode`, of two classes' levels and of a last one's. */
  readonly codes: { readonly places: string; readonly rarity: string; readonly pairs: readonly string[]; readonly last: readonly string[] };
}

/** Raised whenever features or file layout change. */
export const ROUTER_MODEL_VERSION = 6;
export const RARITY_STEP = 0.04;
/** In a file rarities are multiples of this. */
export const RARITY_ROUNDED = 8;
const RAREST = 255;

/** Weights are kept as parts of their class's largest, finer near nought, where most are: squares of sevenths. */
export const LEVELS: readonly number[] = [-8, -7, -6, -5, -4, -3, -2, 0, 2, 3, 4, 5, 6, 7].map((step) => Math.sign(step) * (step / 7) ** 2);

/** Rows of features that many texts have share a code: in steps of RARITY_ROUNDED, up to which rarity. */
const OFTEN = 17;

/** Which of the codes holds the weights of a row, by its rarity in steps of RARITY_ROUNDED. */
export function weightCode(rarity: number): number {
  return Math.max(0, rarity - OFTEN);
}

/** The class that no agent stands for. */
export const NOBODY = "none";

/** Buckets with the same upper bits are a group. A file says how long every group is, so that a request unpacks only those of its words. */
const GROUP_BITS = 6;
export const GROUP_SIZE = 1 << GROUP_BITS;
export const GROUPS = 1 << (BUCKET_BITS - GROUP_BITS);

/** A model from its head, the length of every group in bytes, and the groups (their layout: load-router-model.ts), one behind the other. */
export function routerModel(head: RouterModelHead, lengths: Uint8Array, groups: Uint8Array): RouterModel {
  const { classes, bias, scales, combination, codes } = head;
  const starts = new Uint32Array(GROUPS);
  for (let group = 1; group < GROUPS; group += 1) starts[group] = (starts[group - 1] ?? 0) + (lengths[group - 1] ?? 0);
  const find = rowFinder(classes.length, codes);
  const known = new Map<number, LearnedRow | undefined>();
  const rowOf = (bucket: number): LearnedRow | undefined => {
    const row = known.get(bucket);
    if (row !== undefined || known.has(bucket)) return row;
    const found = find({ bytes: groups, at: 8 * (starts[bucket >>> GROUP_BITS] ?? 0) }, bucket & (GROUP_SIZE - 1));
    known.set(bucket, found);
    return found;
  };
  return { classes, bias, scales, rowOf, combination };
}

/** Finds the row of a place in a group, from its first bit on. What stands before it is passed over: nothing is made of it. */
function rowFinder(width: number, codes: RouterModelHead["codes"]): (bits: Bits, wanted: number) => LearnedRow | undefined {
  const [places, rarities] = [codeTable(codes.places), codeTable(codes.rarity)];
  const tables: { readonly pairs: CodeTable; readonly last: CodeTable }[] = [];
  const pairs = new Uint8Array(width >> 1);
  return (bits, wanted) => {
    for (let place = nextSymbol(bits, places); place <= wanted; place += 1 + nextSymbol(bits, places)) {
      const rarity = nextSymbol(bits, rarities);
      const which = weightCode(rarity);
      const table = (tables[which] ??= { pairs: codeTable(codes.pairs[which] ?? ""), last: codeTable(codes.last[which] ?? "") });
      nextSymbols(bits, table.pairs, pairs);
      const last = width % 2 === 1 ? [nextSymbol(bits, table.last)] : [];
      if (place < wanted) continue;
      const levels = [...pairs].flatMap((pair) => [Math.floor(pair / LEVELS.length), pair % LEVELS.length]);
      return { rarity: rarity * RARITY_ROUNDED, levels: [...levels, ...last] };
    }
    return undefined;
  };
}

/** Log-odds of every class, up to a constant, in the order of `classes`. A feature that was never seen only makes the text less telling. */
export function scoreText({ classes, bias, scales, rowOf }: RouterModel, features: TextFeatures): number[] {
  const size = classes.length;
  const sums = new Float64Array(size);
  let squares = 0;
  for (let place = 0; place < features.buckets.length; place += 1) {
    const row = rowOf(features.buckets[place] ?? 0);
    const value = (features.values[place] ?? 0) * (row?.rarity ?? RAREST) * RARITY_STEP;
    squares += value * value;
    if (row === undefined) continue;
    for (let column = 0; column < size; column += 1) sums[column] = (sums[column] ?? 0) + value * levelOf(row, column);
  }
  const length = Math.sqrt(squares) || 1;
  return Array.from(sums, (sum, column) => (bias[column] ?? 0) + (sum * (scales[column] ?? 0)) / length);
}

/** True where the weights know that very word (lower case, without accents). */
export function knowsWord({ rowOf }: RouterModel, plain: string): boolean {
  return rowOf(wordBucket(plain)) !== undefined;
}

/** By position of the word, what it adds for a class beyond what it adds for the average class. */
export function wordShares(
  { classes, scales, rowOf }: RouterModel,
  features: TextFeatures,
  className: string,
): ReadonlyMap<number, number> {
  const own = classes.indexOf(className);
  const shares = new Map<number, number>();
  if (own < 0) return shares;
  for (const [place, bucket] of features.buckets.entries()) {
    const row = rowOf(bucket);
    if (row === undefined) continue;
    const weights = scales.map((scale, column) => levelOf(row, column) * scale);
    const lead = (weights[own] ?? 0) - weights.reduce((sum, weight) => sum + weight, 0) / classes.length;
    const owner = features.owners[place] ?? -1;
    shares.set(owner, (shares.get(owner) ?? 0) + (features.values[place] ?? 0) * row.rarity * lead);
  }
  return shares;
}

function levelOf({ levels }: LearnedRow, column: number): number {
  return LEVELS[levels[column] ?? -1] ?? 0;
}
