import type { Head } from "../../src/domain/triage/linear-model.ts";
import type { SteppedModel } from "./pack-model.ts";
import type { TrainedModel } from "./train-all.ts";

/**
 * Weights of words are rounded to multiples of this, in steps of a class's greatest, which is 127: so that the file packs well. What rougher
 * weights do to a head's answers was measured on the judged tickets; escalate and churn bear least, capability and language most.
 */
const STEPS: Readonly<Record<string, number>> = {
  capability: 16,
  language: 42,
  type: 8,
  sentiment: 8,
  priority: 12,
  escalate: 4,
  churn: 4,
};
/** Two weights fit into a byte where steps are at least so long. */
const PAIRED = 16;
/** A word's weights for the capabilities that it says little about, between these, become their mean, in half steps: noise packs badly. */
const FAINT = { head: "capability", above: -16, below: 4 };
/** A word whose greatest weight is below this is left out. */
const LEAST = 8;

/** The model without what hardly counts. Named signs stay whole. */
export function prune({ heads, keys, rarity, weights, scales, bias, signs }: TrainedModel): SteppedModel {
  const width = bias.length;
  const rowAt = (at: number): Int8Array => weights.subarray(at * width, (at + 1) * width);
  const steps = heads.map(({ name }) => STEPS[name] ?? 1);
  const stepOf = heads.flatMap(({ classes }, nth) => classes.map(() => steps[nth] ?? 1));
  const kept = [...keys.keys()].filter((at) => signs.has(keys[at] ?? 0) || rowAt(at).some((weight) => Math.abs(weight) >= LEAST));
  const left = new Int8Array(kept.length * width);
  const faint = heads.find(({ name }) => name === FAINT.head);
  for (const [place, at] of kept.entries()) {
    const row = rowAt(at);
    const isSign = signs.has(keys[at] ?? 0);
    const own = isSign ? row : row.map((weight, column) => rounded(weight, stepOf[column] ?? 1));
    left.set(own, place * width);
    if (!isSign && faint !== undefined) levelFaint(row, faint, left.subarray(place * width, (place + 1) * width));
  }
  return {
    heads,
    keys: Int32Array.from(kept, (at) => keys[at] ?? 0),
    rarity: Float32Array.from(kept, (at) => rarity[at] ?? 0),
    weights: left,
    scales,
    bias,
    steps: steps.map((step) => (step < PAIRED ? 0 : step)),
  };
}

function levelFaint(row: Int8Array, { offset, classes }: Head, into: Int8Array): void {
  const places = [...row.keys()].slice(offset, offset + classes.length).filter((at) => isFaint(row[at] ?? 0));
  const half = (STEPS[FAINT.head] ?? 1) / 2;
  const mean = places.reduce((sum, at) => sum + (row[at] ?? 0), 0) / Math.max(1, places.length);
  for (const at of places) into[at] = Math.round(mean / half) * half;
}

function isFaint(weight: number): boolean {
  return weight > FAINT.above && weight < FAINT.below;
}

/** Never beyond what a byte holds. */
function rounded(weight: number, step: number): number {
  const limit = Math.floor(127 / step) * step;
  return Math.max(-limit, Math.min(limit, Math.round(weight / step) * step));
}
