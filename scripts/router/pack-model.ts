import { GROUP_BITS, GROUPS, LEVELS, ROUTER_MODEL_VERSION, rowBytes, type RouterModelHead } from "../../src/team/route/router-model.ts";
import type { RouteWeights } from "../../src/team/route/weights.ts";
import type { LearnedWeights } from "./learn-weights.ts";

/** Of a class's weights, the few that are larger than all but so many in a thousand are cut down to that. */
const OUTLIERS = 2e-3;

/** The bytes of a model file (layout: src/team/route/load-router-model.ts). */
export function packModel(learned: LearnedWeights, classes: readonly string[], combination: RouteWeights, trainedOn: string): Uint8Array {
  const size = classes.length;
  const rows = learned.buckets.length;
  const scales = classes.map((_, column) => largest(learned, size, column));
  const head: RouterModelHead = {
    version: ROUTER_MODEL_VERSION,
    classes,
    bias: learned.bias.map((value) => Math.round(value * 1e4) / 1e4),
    scales,
    rows,
    trained_on: trainedOn,
    combination,
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length, true);
  const weights = new Uint8Array(rows * rowBytes(size));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const nibble = nibbleOf((learned.weights[row * size + column] ?? 0) / (scales[column] ?? 1));
      const at = row * rowBytes(size) + (column >> 1);
      weights[at] = (weights[at] ?? 0) | (column % 2 === 0 ? nibble : nibble << 4);
    }
  }
  const places = Uint8Array.from(learned.buckets, (bucket) => bucket & ((1 << GROUP_BITS) - 1));
  return Uint8Array.from(Buffer.concat([length, text, groupCounts(learned.buckets), places, learned.rarity, weights]));
}

function largest({ weights }: LearnedWeights, size: number, column: number): number {
  const own = Float32Array.from({ length: weights.length / size }, (_, row) => Math.abs(weights[row * size + column] ?? 0)).sort();
  return own[Math.floor(own.length * (1 - OUTLIERS))] ?? own.at(-1) ?? 1;
}

function nibbleOf(part: number): number {
  let best = 8;
  for (const [nibble, level] of LEVELS.entries()) if (Math.abs(level - part) < Math.abs((LEVELS[best] ?? 0) - part)) best = nibble;
  return best;
}

function groupCounts(buckets: Uint32Array): Uint8Array {
  const counts = new Uint8Array(GROUPS);
  for (const bucket of buckets) counts[bucket >>> GROUP_BITS] = (counts[bucket >>> GROUP_BITS] ?? 0) + 1;
  return counts;
}
