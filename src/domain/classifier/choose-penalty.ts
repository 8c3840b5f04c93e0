import { heldOutAccuracy } from "./judge-held-out.ts";
import { scoreRows, split, trainLabels } from "./held-out.ts";
import type { LabelColumn } from "./label-column.ts";
import { type TrainingSet, weighWithout } from "./training-set.ts";
import type { WeighedTexts } from "./weighed-texts.ts";

const PENALTIES = [0.1, 0.3, 0.7] as const;
/** Entries times labels that are learnt from at most for one penalty. */
const MOST_WORK = 1e8;

/** The penalty by which a model trained on other texts labels the first fold best; of equally good ones the lowest. */
export function choosePenalty(set: TrainingSet, column: LabelColumn, scratch: WeighedTexts): number {
  const texts = weighWithout(set, 0, scratch);
  const share = Math.min(1, MOST_WORK / (set.counted.features.length * column.labels.length));
  const { inside, outside } = split(set, column, 0);
  const rows = outside.filter((row) => (set.lot[row] ?? 0) <= share);
  let best: number = PENALTIES[1];
  let most = -1;
  for (const penalty of PENALTIES) {
    const held = scoreRows(texts, inside, column.codes, trainLabels(texts, rows, column, penalty));
    const accuracy = heldOutAccuracy(held, column.labels.length, column.outside);
    if (accuracy <= most) continue;
    most = accuracy;
    best = penalty;
  }
  return best;
}
