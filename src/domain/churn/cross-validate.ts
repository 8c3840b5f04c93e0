import { ranking } from "./auc.ts";
import { fitChurn, probabilities } from "./fit.ts";
import { assignFolds, splitFold } from "./folds.ts";
import type { Labelled } from "./scorer.ts";

/** How a model does on rows that it was not fitted on. */
export interface Performance {
  /** 0–1; 0.5 is chance. */
  readonly auc: number;
  readonly auc_ci: readonly [number, number];
  /** Churn among the tenth of the rows ranked highest, over churn among all. */
  readonly lift_at_10: number;
  /** Mean squared error of the probability, 0–1; lower is better. */
  readonly brier: number;
  /** Tenths of the rows by probability: how many, what was said and what came. */
  readonly calibration: readonly CalibrationRow[];
}

export interface CalibrationRow {
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
}

const FOLDS = 5;
/**
 * DeLong's variance takes the model as given. Here it is learnt from the other folds of the same rows, and a chance pattern of these is in all
 * of them: over sets of pure noise the figure spread 1.2 to 1.3 times as wide.
 */
const SPREAD = 1.3;

/** More repeats where rows are few: a figure from one split would be chance. */
export function repeatsFor(rows: number): number {
  return rows <= 300 ? 4 : rows <= 1000 ? 2 : 1;
}

/**
 * Probabilities of every row by a model fitted on the other folds, once for each repeat. Everything that is learnt, settings and calibration
 * too, is learnt anew in each fold.
 */
export function crossValidated(
  data: Labelled,
  seed: number,
  repeats: number,
): readonly { readonly scores: Float64Array; readonly foldOf: Int32Array }[] {
  const rows = Int32Array.from(data.labels, (_, row) => row);
  return Array.from({ length: repeats }, (_, repeat) => {
    const scores = new Float64Array(rows.length);
    const foldOf = assignFolds(rows, data.groups, data.labels, FOLDS, seed + 1000 * repeat);
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const { inside, outside } = splitFold(rows, foldOf, fold);
      const told = probabilities(fitChurn(data, outside, seed + 1000 * repeat + 10 * fold), data.frame, inside);
      inside.forEach((row, at) => (scores[row] = told[at] ?? 0));
    }
    return { scores, foldOf };
  });
}

/** The variance and mean AUC inside the folds, weighted by their pairs: a difference of level between folds is no difference of rank. */
export function foldedRanking(
  runs: readonly { readonly scores: Float64Array; readonly foldOf: Int32Array }[],
  labels: Float64Array,
): { readonly auc: number; readonly variance: number } {
  const each = runs.map(({ scores, foldOf }) => {
    let [pairs, sum, squares] = [0, 0, 0];
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const of = (values: Float64Array): Float64Array => values.filter((_, row) => foldOf[row] === fold);
      const { auc, variance, positives, negatives } = ranking(of(scores), of(labels));
      const weight = positives * negatives;
      if (weight === 0) continue;
      pairs += weight;
      sum += weight * auc;
      squares += weight * weight * (Number.isNaN(variance) ? 0.25 : variance);
    }
    return { auc: sum / pairs, variance: squares / (pairs * pairs) };
  });
  // Repeats share their rows: they steady the figure, and make what is known of the customers no more.
  return { auc: mean(each.map(({ auc }) => auc)), variance: SPREAD ** 2 * mean(each.map(({ variance }) => variance)) };
}

/** Lift at the top tenth, Brier score and calibration of probabilities. */
export function describeScores(scores: Float64Array, labels: Float64Array): Pick<Performance, "lift_at_10" | "brier" | "calibration"> {
  const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const top = Math.max(1, Math.round(order.length / 10));
  const base = mean([...labels]);
  const slice = (from: number, to: number): CalibrationRow => {
    const rows = order.slice(from, to);
    return { rows: rows.length, predicted: mean(rows.map((row) => scores[row] ?? 0)), observed: mean(rows.map((row) => labels[row] ?? 0)) };
  };
  const tenths = Array.from({ length: 10 }, (_, part) =>
    slice(Math.round((part * order.length) / 10), Math.round(((part + 1) * order.length) / 10)),
  );
  return {
    lift_at_10: slice(0, top).observed / base,
    brier: mean([...scores].map((score, row) => (score - (labels[row] ?? 0)) ** 2)),
    calibration: tenths.filter(({ rows }) => rows > 0),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
