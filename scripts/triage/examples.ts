import type { TicketReader } from "../../src/domain/triage/reader.ts";
import { type TrainingFeatures, trainingFeatures } from "../../src/domain/triage/training-features.ts";
import type { Example } from "./train-head.ts";

/** Which features the model knows, and how rare each is. Signs have rarity 1. */
export interface FeatureSpace {
  readonly keys: Int32Array;
  readonly rarity: Float32Array;
  readonly rowOf: ReadonlyMap<number, number>;
  readonly signs: ReadonlySet<number>;
}

export function featuresOf(reader: TicketReader, subject: string, body: string): TrainingFeatures {
  return trainingFeatures(reader, reader.read(subject, body), subject, body);
}

/** The features that at least `least` texts have, in the order of their keys. */
export function featureSpace(texts: readonly TrainingFeatures[], least: number): FeatureSpace {
  const documents = new Map<number, number>();
  const signs = new Set<number>();
  for (const { words, signs: own } of texts) {
    for (const key of new Set(words.map(([each]) => each))) documents.set(key, (documents.get(key) ?? 0) + 1);
    for (const [key] of own) signs.add(key);
  }
  const kept = [...documents].filter(([key, count]) => count >= least && !signs.has(key)).map(([key]) => key);
  const keys = Int32Array.from([...kept, ...signs].sort((a, b) => a - b));
  const rarity = Float32Array.from(keys, (key) =>
    signs.has(key) ? 1 : 1 + Math.log((texts.length + 1) / ((documents.get(key) ?? 0) + 1)),
  );
  return { keys, rarity, rowOf: new Map([...keys].map((key, row) => [key, row])), signs };
}

/** A text in that space, as the scorer weighs it; words count `share` times as much. */
export function exampleOf({ words, signs }: TrainingFeatures, space: FeatureSpace, label: number, weight: number, share: number): Example {
  const rows: number[] = [];
  const values: number[] = [];
  let square = 0;
  for (const [key, factor] of words) {
    const row = space.rowOf.get(key);
    if (row === undefined || space.signs.has(key)) continue;
    const value = factor * (space.rarity[row] ?? 0);
    rows.push(row);
    values.push(value);
    square += value * value;
  }
  const scale = square === 0 ? 0 : share / Math.sqrt(square);
  const scaled = values.map((value) => value * scale);
  for (const [key, value] of signs) {
    const row = space.rowOf.get(key);
    if (row === undefined) continue;
    rows.push(row);
    scaled.push(value);
  }
  return { rows: Int32Array.from(rows), values: Float32Array.from(scaled), label, weight };
}
