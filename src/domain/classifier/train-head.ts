import { choosePenalty } from "./choose-penalty.ts";
import { chooseThreshold, type ThresholdTarget } from "./choose-threshold.ts";
import { favourOf } from "./favour.ts";
import { crossScore, type HeldOut, scoreRows } from "./held-out.ts";
import { judgeHeldOut } from "./judge-held-out.ts";
import type { LabelColumn } from "./label-column.ts";
import { labelReport } from "./label-report.ts";
import { learningCurve } from "./learning-curve.ts";
import { type LabelWeights, trainLabel } from "./support-vectors.ts";
import { type Suspect, suspects } from "./suspects.ts";
import type { Head } from "./text-model.ts";
import { type TrainingSet, weighWithout } from "./training-set.ts";
import { toLevels } from "./weight-levels.ts";
import type { WeighedTexts } from "./weighed-texts.ts";

/** Labelled texts that are not learnt from. */
export interface Validation {
  /** Position of each text in what was given. */
  readonly rows: Int32Array;
  readonly codes: Int32Array;
  readonly texts: WeighedTexts;
}

export interface HeadInput {
  readonly set: TrainingSet;
  readonly column: LabelColumn;
  readonly target: ThresholdTarget;
  readonly scratch: WeighedTexts;
  readonly validation: Validation | undefined;
  /** Where the weights go: `labels` a feature, this head's from place `from` on. */
  readonly into: { readonly levels: Int8Array; readonly labels: number; readonly from: number };
}

/** Learns one column of labels, and how far its guesses can be trusted. The rows of suspects are positions among the texts that were judged. */
export function trainHead(input: HeadInput): { readonly head: Head; readonly suspects: readonly Suspect[] } {
  const { set, column, target, scratch, validation } = input;
  const { labels, outside } = column;
  const penalty = choosePenalty(set, column, scratch);
  const curve = learningCurve(set, column, penalty, scratch);
  const crossed = validation === undefined ? crossScore(set, column, penalty, scratch) : undefined;
  const weights = finalWeights(input, penalty);
  const held: HeldOut = crossed ?? heldByValidation(validation, weights);
  const { judged, confidence } = judgeHeldOut(held, labels, outside);
  const threshold = chooseThreshold(judged, target);
  const report = labelReport(judged, threshold);
  const learnt = column.codes.filter((code) => code >= 0).length;
  const last = {
    tickets: validation === undefined ? Math.round((learnt * (set.folds - 1)) / set.folds) : learnt,
    accuracy: report.accuracy,
  };
  return {
    head: {
      column: column.column,
      labels,
      outside,
      scales: weights.map(({ scale }) => scale),
      biases: weights.map(({ bias }) => bias),
      confidence,
      threshold,
      training: { penalty, report, measured_on: validation === undefined ? "folds" : "validation", learning_curve: [...curve, last] },
    },
    suspects: suspects(judged).map((suspect) => ({ ...suspect, row: held.rows[suspect.row] ?? 0 })),
  };
}

interface FinalWeights {
  readonly scale: number;
  readonly bias: number;
  /** Kept only where validation texts are still to be scored. */
  readonly scores: Float64Array;
}

/** Learns from all texts and writes the weights into the model's levels, one label after the other. */
function finalWeights({ set, column, scratch, validation, into }: HeadInput, penalty: number): FinalWeights[] {
  const texts = weighWithout(set, -1, scratch);
  const rows = Int32Array.from(column.codes.keys()).filter((row) => (column.codes[row] ?? -1) >= 0);
  return column.labels.map((_, label) => {
    const weights: LabelWeights = trainLabel(texts, rows, column.codes, label, penalty, favourOf(column, rows, label));
    const scale = toLevels(weights, into.levels, into.labels, into.from + label);
    const scores =
      validation === undefined
        ? new Float64Array()
        : Float64Array.from(scoreRows(validation.texts, Int32Array.from(validation.rows.keys()), validation.codes, [weights]).scores);
    return { scale, bias: weights[texts.width] ?? 0, scores };
  });
}

function heldByValidation(validation: Validation | undefined, weights: readonly FinalWeights[]): HeldOut {
  const rows = Int32Array.from(validation?.rows.keys() ?? []);
  const scores = new Float32Array(rows.length * weights.length);
  for (const [label, each] of weights.entries()) for (const row of rows) scores[row * weights.length + label] = each.scores[row] ?? 0;
  return { rows, codes: validation?.codes ?? new Int32Array(), scores, known: validation?.texts.known ?? new Float64Array() };
}
