import { ROUTER_MODEL_VERSION, type RouterModelHead } from "../../src/team/route/router-model.ts";
import type { RouteWeights } from "../../src/team/route/weights.ts";
import type { LearnedWeights } from "./learn-weights.ts";

/** The bytes of a model file (layout: src/team/route/load-router-model.ts), weights rounded to steps of 1/127 of each class's largest. */
export function packModel(learned: LearnedWeights, classes: readonly string[], combination: RouteWeights, trainedOn: string): Uint8Array {
  const size = classes.length;
  const rows = learned.buckets.length;
  const scales = classes.map((_, column) => {
    let most = 0;
    for (let row = 0; row < rows; row += 1) most = Math.max(most, Math.abs(learned.weights[row * size + column] ?? 0));
    return most / 127 || 1;
  });
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
  const start = 4 + text.length;
  const bytes = new Uint8Array(start + rows * (5 + size));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  bytes.set(text, 4);
  for (const [row, bucket] of learned.buckets.entries()) view.setUint32(start + row * 4, bucket, true);
  bytes.set(learned.rarity, start + rows * 4);
  for (const [at, weight] of learned.weights.entries()) view.setInt8(start + rows * 5 + at, Math.round(weight / (scales[at % size] ?? 1)));
  return bytes;
}
