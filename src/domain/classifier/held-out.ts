import { favourOf } from "./favour.ts";
import type { LabelColumn } from "./label-column.ts";
import { type LabelWeights, scoreRow, trainLabel } from "./support-vectors.ts";
import { type TrainingSet, weighWithout } from "./training-set.ts";
import type { WeighedTexts } from "./weighed-texts.ts";

/** Scores of texts by models that had not seen them. */
export interface HeldOut {
  /** Which texts, by position. */
  readonly rows: Int32Array;
  readonly codes: Int32Array;
  /** Row by row, one score a label. */
  readonly scores: Float32Array;
  readonly known: Float64Array;
}

/** One weight vector a label. */
export function trainLabels(texts: WeighedTexts, rows: Int32Array, column: LabelColumn, penalty: number): LabelWeights[] {
  return column.labels.map((_, label) => trainLabel(texts, rows, column.codes, label, penalty, favourOf(column, rows, label)));
}

/** The scores of some texts. */
export function scoreRows(texts: WeighedTexts, rows: Int32Array, codes: Int32Array, weights: readonly LabelWeights[]): HeldOut {
  const scores = new Float32Array(rows.length * weights.length);
  for (const [place, row] of rows.entries()) {
    for (const [label, each] of weights.entries()) scores[place * weights.length + label] = scoreRow(texts, row, each);
  }
  return {
    rows,
    codes: Int32Array.from(rows, (row) => codes[row] ?? -1),
    scores,
    known: Float64Array.from(rows, (row) => texts.known[row] ?? 0),
  };
}

/** Every labelled text scored by a model trained without its fold. */
export function crossScore(set: TrainingSet, column: LabelColumn, penalty: number, scratch: WeighedTexts): HeldOut {
  const parts: HeldOut[] = [];
  for (let fold = 0; fold < set.folds; fold += 1) {
    const texts = weighWithout(set, fold, scratch);
    const { inside, outside } = split(set, column, fold);
    if (inside.length === 0) continue;
    parts.push(scoreRows(texts, inside, column.codes, trainLabels(texts, outside, column, penalty)));
  }
  return joined(parts);
}

/** The labelled texts of a fold, and those of the others. */
export function split(
  { fold }: TrainingSet,
  { codes }: LabelColumn,
  number: number,
): { readonly inside: Int32Array; readonly outside: Int32Array } {
  const labelled = Int32Array.from(codes.keys()).filter((row) => (codes[row] ?? -1) >= 0);
  return {
    inside: labelled.filter((row) => fold[row] === number),
    outside: labelled.filter((row) => fold[row] !== number),
  };
}

function joined(parts: readonly HeldOut[]): HeldOut {
  return {
    rows: Int32Array.from(parts.flatMap(({ rows }) => [...rows])),
    codes: Int32Array.from(parts.flatMap(({ codes }) => [...codes])),
    scores: concatenated(parts.map(({ scores }) => scores)),
    known: Float64Array.from(parts.flatMap(({ known }) => [...known])),
  };
}

function concatenated(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
