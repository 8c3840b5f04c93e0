import type { LinearModel } from "../../src/domain/triage/linear-model.ts";
import type { TrainedModel } from "./train-all.ts";

/** In steps of a class's greatest weight, which is 127. */
interface Pruning {
  /** Weights of words are rounded to multiples of this, so that the file packs well: of heads that bear it, and of the others. */
  readonly coarse: number;
  readonly fine: number;
  /** A word whose greatest weight is below this is left out. */
  readonly row: number;
}

/** Heads whose answers rough weights do not change. */
const ROUGH: ReadonlySet<string> = new Set(["capability", "language"]);

/** The model without what hardly counts. Named signs stay whole. */
export function prune(
  { heads, keys, rarity, weights, scales, bias, signs }: TrainedModel,
  { coarse, fine, row }: Pruning,
): Pick<LinearModel, "heads" | "keys" | "rarity" | "weights" | "scales" | "bias"> {
  const width = bias.length;
  const rowAt = (at: number): Int8Array => weights.subarray(at * width, (at + 1) * width);
  const steps = heads.flatMap(({ name, classes }) => classes.map(() => (ROUGH.has(name) ? coarse : fine)));
  const kept = [...keys.keys()].filter((at) => signs.has(keys[at] ?? 0) || rowAt(at).some((weight) => Math.abs(weight) >= row));
  const left = new Int8Array(kept.length * width);
  for (const [place, at] of kept.entries()) {
    const isSign = signs.has(keys[at] ?? 0);
    left.set(
      rowAt(at).map((weight, column) => (isSign ? weight : rounded(weight, steps[column] ?? 1))),
      place * width,
    );
  }
  return {
    heads,
    keys: Int32Array.from(kept, (at) => keys[at] ?? 0),
    rarity: Float32Array.from(kept, (at) => rarity[at] ?? 0),
    weights: left,
    scales,
    bias,
  };
}

/** Never beyond what a byte holds. */
function rounded(weight: number, step: number): number {
  const limit = Math.floor(127 / step) * step;
  return Math.max(-limit, Math.min(limit, Math.round(weight / step) * step));
}
