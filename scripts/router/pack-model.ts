import { LEVELS, RARITY_ROUNDED, ROUTER_MODEL_VERSION } from "../../src/team/route/router-model.ts";
import type { RouteWeights } from "../../src/team/route/weights.ts";
import type { LearnedWeights } from "./learn-weights.ts";
import { packRows } from "./pack-rows.ts";

/** Of a class's weights, the few that are larger than all but so many in a thousand are cut down to that. */
const OUTLIERS = 2e-3;

/** Weights are first put into steps of −8 to 7, kept as 0 to 15: those of LEVELS, and the two next to nought. */
const PARTS = Array.from({ length: 16 }, (_, step) => Math.sign(step - 8) * ((step - 8) / 7) ** 2);
const NOUGHT = 8;

/** Rows whose weights say least are left out: so many of all. The judged requests do not tell. */
const LEAST_TELLING = 0.1;

/** Of rarities in steps of RARITY_ROUNDED, the greatest that a byte holds. */
const MOST_RARE = 31;

/** The bytes of a model file (layout: src/team/route/load-router-model.ts). */
export function packModel(learned: LearnedWeights, classes: readonly string[], combination: RouteWeights, trainedOn: string): Uint8Array {
  const size = classes.length;
  const scales = classes.map((_, column) => largest(learned, size, column));
  const steps = Uint8Array.from(learned.weights, (weight, at) => stepOf(weight / (scales[at % size] ?? 1)));
  const rows = tellingRows(steps, size).map((row) => ({
    bucket: learned.buckets[row] ?? 0,
    rarity: roundedRarity(learned.rarity[row] ?? 0),
    levels: steps.subarray(row * size, (row + 1) * size).map(levelOf),
  }));
  const bias = learned.bias.map((value) => Math.round(value * 1e4) / 1e4);
  return packRows({ version: ROUTER_MODEL_VERSION, classes, bias, scales, trained_on: trainedOn, combination }, rows);
}

/** The rows that are kept, ascending. */
function tellingRows(steps: Uint8Array, size: number): number[] {
  const told = Array.from({ length: steps.length / size }, (_, row) =>
    steps.subarray(row * size, (row + 1) * size).reduce((sum, step) => sum + (PARTS[step] ?? 0) ** 2, 0),
  );
  const least = told.toSorted((a, b) => a - b)[Math.floor(told.length * LEAST_TELLING)] ?? 0;
  return [...told.keys()].filter((row) => (told[row] ?? 0) >= least);
}

/** The nearest that a file can hold; never 0, which stands for a feature that is not known. */
function roundedRarity(rarity: number): number {
  return Math.max(1, Math.min(MOST_RARE, Math.round(rarity / RARITY_ROUNDED))) * RARITY_ROUNDED;
}

/** The place in LEVELS. Weights in the first step from nought are nought, so that the file packs well. */
function levelOf(step: number): number {
  return LEVELS.indexOf(Math.abs(step - NOUGHT) === 1 ? 0 : (PARTS[step] ?? 0));
}

function largest({ weights }: LearnedWeights, size: number, column: number): number {
  const own = Float32Array.from({ length: weights.length / size }, (_, row) => Math.abs(weights[row * size + column] ?? 0)).sort();
  return own[Math.floor(own.length * (1 - OUTLIERS))] ?? own.at(-1) ?? 1;
}

function stepOf(part: number): number {
  let best = NOUGHT;
  for (const [step, own] of PARTS.entries()) if (Math.abs(own - part) < Math.abs((PARTS[best] ?? 0) - part)) best = step;
  return best;
}
