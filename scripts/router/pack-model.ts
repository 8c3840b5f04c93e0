import { GROUP_BITS, GROUPS, LEVELS, ROUTER_MODEL_VERSION, rowBytes, type RouterModelHead } from "../../src/team/route/router-model.ts";
import type { RouteWeights } from "../../src/team/route/weights.ts";
import type { LearnedWeights } from "./learn-weights.ts";

/** Of a class's weights, the few that are larger than all but so many in a thousand are cut down to that. */
const OUTLIERS = 2e-3;

/** The nibble whose level is 0. */
const NOUGHT = 8;

/** Rows whose weights say least are left out: so many of all. The judged requests do not tell. */
const LEAST_TELLING = 0.1;

/** Weights in the first step from nought are nought, and rarities whole multiples of this: so that the file packs well. */
const RARITY_ROUNDED = 8;

/** The bytes of a model file, before they are packed (layout: src/team/route/load-router-model.ts). */
export function packModel(learned: LearnedWeights, classes: readonly string[], combination: RouteWeights, trainedOn: string): Uint8Array {
  const size = classes.length;
  const scales = classes.map((_, column) => largest(learned, size, column));
  const nibbles = Uint8Array.from(learned.weights, (weight, at) => nibbleOf(weight / (scales[at % size] ?? 1)));
  const kept = tellingRows(nibbles, size);
  const head: RouterModelHead = {
    version: ROUTER_MODEL_VERSION,
    classes,
    bias: learned.bias.map((value) => Math.round(value * 1e4) / 1e4),
    scales,
    rows: kept.length,
    trained_on: trainedOn,
    combination,
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length, true);
  const weights = new Uint8Array(kept.length * rowBytes(size));
  for (const [place, row] of kept.entries()) {
    for (let column = 0; column < size; column += 1) {
      const nibble = withoutLeast(nibbles[row * size + column] ?? NOUGHT);
      const at = (column >> 1) * kept.length + place;
      weights[at] = (weights[at] ?? 0) | (column % 2 === 0 ? nibble : nibble << 4);
    }
  }
  const buckets = kept.map((row) => learned.buckets[row] ?? 0);
  const places = Uint8Array.from(buckets, (bucket) => bucket & ((1 << GROUP_BITS) - 1));
  const rarity = Uint8Array.from(kept, (row) => Math.min(255, Math.round((learned.rarity[row] ?? 0) / RARITY_ROUNDED) * RARITY_ROUNDED));
  return Uint8Array.from(Buffer.concat([length, text, groupCounts(buckets), places, rarity, weights]));
}

/** The rows that are kept, ascending. */
function tellingRows(nibbles: Uint8Array, size: number): number[] {
  const told = Array.from({ length: nibbles.length / size }, (_, row) =>
    nibbles.subarray(row * size, (row + 1) * size).reduce((sum, nibble) => sum + (LEVELS[nibble] ?? 0) ** 2, 0),
  );
  const least = told.toSorted((a, b) => a - b)[Math.floor(told.length * LEAST_TELLING)] ?? 0;
  return [...told.keys()].filter((row) => (told[row] ?? 0) >= least);
}

function withoutLeast(nibble: number): number {
  return Math.abs(nibble - NOUGHT) === 1 ? NOUGHT : nibble;
}

function largest({ weights }: LearnedWeights, size: number, column: number): number {
  const own = Float32Array.from({ length: weights.length / size }, (_, row) => Math.abs(weights[row * size + column] ?? 0)).sort();
  return own[Math.floor(own.length * (1 - OUTLIERS))] ?? own.at(-1) ?? 1;
}

function nibbleOf(part: number): number {
  let best = NOUGHT;
  for (const [nibble, level] of LEVELS.entries()) if (Math.abs(level - part) < Math.abs((LEVELS[best] ?? 0) - part)) best = nibble;
  return best;
}

function groupCounts(buckets: readonly number[]): Uint8Array {
  const counts = new Uint8Array(GROUPS);
  for (const bucket of buckets) counts[bucket >>> GROUP_BITS] = (counts[bucket >>> GROUP_BITS] ?? 0) + 1;
  return counts;
}
