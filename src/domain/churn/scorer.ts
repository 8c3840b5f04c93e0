import { boost, type Forest, forestLogOdds } from "./boosted-trees.ts";
import { type ColumnCode, encode, fitCoder } from "./coder.ts";
import type { Frame } from "./frame.ts";
import { fitScreened } from "./fit-screened.ts";
import { type LinearFit, linearLogOdds } from "./logistic.ts";
import type { BoostingPlan } from "./tree.ts";

/** Two models of the same rows: a linear one and boosted trees. */
export interface Scorer {
  readonly codes: readonly ColumnCode[];
  readonly linear: LinearFit;
  readonly forest: Forest;
}

/** The settings that are chosen on rows kept aside. */
export interface Settings {
  /** L2 penalty of the linear model. */
  readonly penalty: number;
  /** Rounds of boosting. */
  readonly rounds: number;
}

/** The log-odds that each of the two models gives to some rows. */
export interface LogOdds {
  readonly linear: Float64Array;
  readonly forest: Float64Array;
}

/** Rows of training data: `labels` are 0 or 1 for every row of the frame, `groups` name what must stay together. */
export interface Labelled {
  readonly frame: Frame;
  readonly labels: Float64Array;
  readonly groups: readonly string[];
}

/** Boosting for `rows` training rows: shallow trees in small steps, and more careful ones where rows are few. */
export function boostingPlan(rows: number, rounds: number, seed: number): BoostingPlan {
  return { rounds, rate: 0.1, depth: rows < 500 ? 2 : 3, leastLeaf: Math.max(2, Math.min(8, rows / 400)), penalty: 8, seed };
}

/** Fits both models on some of the rows. */
export function fitScorer({ frame, labels }: Labelled, rows: Int32Array, settings: Settings, seed: number): Scorer {
  const { codes, encoded } = fitCoder(frame, labels, rows, seed);
  const own = Float64Array.from(rows, (row) => labels[row] ?? 0);
  const [linear] = fitScreened(encoded.matrix, own, [settings.penalty]);
  return {
    codes,
    linear: linear ?? { intercept: 0, weights: new Float64Array(encoded.matrix.width) },
    forest: boost(encoded.bins, own, boostingPlan(rows.length, settings.rounds, seed)).forest,
  };
}

/** What both models say of some rows of a frame. */
export function scorerLogOdds(scorer: Scorer, frame: Frame, rows: Int32Array): LogOdds {
  const { matrix, bins } = encode(scorer.codes, frame, rows);
  return { linear: linearLogOdds(scorer.linear, matrix), forest: forestLogOdds(scorer.forest, bins) };
}
