import { type RowTable, rowTable } from "./row-table.ts";

/** One question that the model answers: its classes stand side by side from `offset` on. */
export interface Head {
  readonly name: string;
  readonly classes: readonly string[];
  readonly offset: number;
}

/**
 * Several linear classifiers over one set of features. `weights` holds a row of `width` whole numbers a feature; a class's score is its
 * bias plus the sum of value × weight × scale over the features present.
 */
export interface LinearModel {
  readonly heads: readonly Head[];
  readonly width: number;
  readonly rows: RowTable;
  readonly keys: Int32Array;
  readonly rarity: Float32Array;
  readonly weights: Int8Array;
  /** What one step of a weight is worth, a class each. */
  readonly scales: Float32Array;
  readonly bias: Float32Array;
}

/** The model with the table by which its features' rows are found. */
export function linearModel(parts: Omit<LinearModel, "rows" | "width">): LinearModel {
  return { ...parts, width: parts.bias.length, rows: rowTable(parts.keys) };
}

/** The head of a name; throws RangeError where the model has none. */
export function headOf(model: LinearModel, name: string): Head {
  const head = model.heads.find((candidate) => candidate.name === name);
  if (head === undefined) throw new RangeError(`the model has no head ${name}`);
  return head;
}

/** Shares of a head's classes (they sum to 1) from all the scores. */
export function shares(head: Head, scores: Float32Array, into: Float32Array): Float32Array {
  const { offset } = head;
  const count = head.classes.length;
  let top = -Infinity;
  for (let at = 0; at < count; at += 1) top = Math.max(top, scores[offset + at] ?? 0);
  let sum = 0;
  for (let at = 0; at < count; at += 1) {
    const share = Math.exp((scores[offset + at] ?? 0) - top);
    into[at] = share;
    sum += share;
  }
  for (let at = 0; at < count; at += 1) into[at] = (into[at] ?? 0) / sum;
  return into;
}
