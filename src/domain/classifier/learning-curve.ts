import { heldOutAccuracy } from "./judge-held-out.ts";
import { scoreRows, split, trainLabels } from "./held-out.ts";
import type { LabelColumn } from "./label-column.ts";
import { type TrainingSet, weighWithout } from "./training-set.ts";
import type { WeighedTexts } from "./weighed-texts.ts";

/** How good a model from a part of the texts is. */
export interface LearningPoint {
  readonly tickets: number;
  readonly accuracy: number;
}

const SHARES = [1 / 8, 1 / 4, 1 / 2] as const;

/** Accuracy on the first fold after learning from an eighth, a quarter and half of the other folds. */
export function learningCurve(set: TrainingSet, column: LabelColumn, penalty: number, scratch: WeighedTexts): LearningPoint[] {
  const texts = weighWithout(set, 0, scratch);
  const { inside, outside } = split(set, column, 0);
  return SHARES.map((share) => {
    const rows = outside.filter((row) => (set.lot[row] ?? 0) < share);
    const held = scoreRows(texts, inside, column.codes, trainLabels(texts, rows, column, penalty));
    return { tickets: rows.length, accuracy: heldOutAccuracy(held, column.labels.length, column.outside) };
  });
}
