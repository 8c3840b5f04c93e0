import { interpolated } from "./curve.ts";
import { exactSum } from "./exact-points.ts";
import { freshShare } from "./freshness.ts";
import type { PlanWeights, ScoringPlan } from "./scoring-plan.ts";

/** Where the parts of scores go: `inputs` numbers an account, one after the other. NaN in `scores` means that the input did not count. */
export interface ScoreParts {
  /** Share of the score each input had, in points of 100; 0 when it did not count. */
  readonly weights: Float64Array;
  /** 0–100 by the input's curve. */
  readonly scores: Float64Array;
  /** Points each input gives; they sum to the score exactly. */
  readonly contributions: Float64Array;
}

export interface RowScore {
  /** 0–100; NaN where no input counts. */
  readonly score: number;
  /** Share of the weights that counted, 0–1. */
  readonly coverage: number;
}

/** Scores the account whose `values` and `ages` (NaN: none) begin at `at`; the parts are written there, too. */
export type ScoreRow = (weights: PlanWeights, values: Float64Array, ages: Float64Array, parts: ScoreParts, at: number) => RowScore;

/**
 * The scorer of a plan: weighted mean over the inputs that count. One that does not hands its weight to the others of its group, a group
 * without any to the other groups.
 */
export function rowScorer({ curves, groupOf, model }: ScoringPlan): ScoreRow {
  const groups = model.groups.length;
  // What each group's inputs weigh, how much of it counts, and the freshest input's share; used anew for each row.
  const [nominal, counting, share] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)];
  const width = curves.length;
  return (weights, values, ages, parts, at) => {
    nominal.fill(0);
    counting.fill(0);
    share.fill(0);
    for (let index = 0; index < width; index += 1) {
      const group = groupOf[index] ?? 0;
      const weight = weights.inputs[index] ?? 0;
      const value = values[at + index] ?? Number.NaN;
      const curve = curves[index];
      const known = curve !== undefined && !Number.isNaN(value);
      const fresh = !known ? 0 : curve.freshness === undefined ? 1 : freshShare(curve.freshness, ages[at + index] ?? Number.NaN);
      nominal[group] = (nominal[group] ?? 0) + weight;
      counting[group] = (counting[group] ?? 0) + weight * fresh;
      if (fresh > (share[group] ?? 0)) share[group] = fresh;
      parts.weights[at + index] = weight * fresh;
      parts.scores[at + index] = known && fresh > 0 ? interpolated(curve.at, curve.score, value) : Number.NaN;
    }
    let whole = 0;
    let covered = 0;
    let present = 0;
    for (let group = 0; group < groups; group += 1) {
      const weight = weights.groups[group] ?? 0;
      whole += weight;
      covered += (weight * (counting[group] ?? 0)) / (nominal[group] ?? 1);
      present += weight * (share[group] ?? 0);
    }
    for (let index = 0; index < width; index += 1) {
      const group = groupOf[index] ?? 0;
      const own = parts.weights[at + index] ?? 0;
      const weight = own === 0 ? 0 : (100 * (weights.groups[group] ?? 0) * (share[group] ?? 0) * own) / (present * (counting[group] ?? 1));
      parts.weights[at + index] = weight;
      parts.contributions[at + index] = weight === 0 ? 0 : ((parts.scores[at + index] ?? 0) * weight) / 100;
    }
    const score = present === 0 ? Number.NaN : exactSum(parts.contributions, at, width);
    return { score, coverage: whole === 0 ? 0 : Math.min(1, covered / whole) };
  };
}
