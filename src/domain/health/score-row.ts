import { exactSum } from "./exact-points.ts";
import type { ScoreBlock } from "./score-block.ts";
import type { PlanWeights, ScoringPlan } from "./scoring-plan.ts";

/** The score of one account with its parts, by input of the plan. The next account overwrites it. */
export interface RowScore {
  /** 0–100; NaN where no input counts. */
  score: number;
  /** Share of the weights that counted, 0–1. */
  coverage: number;
  /** Share of the score each input had, in points of 100; 0 when it did not count. */
  readonly weights: Float64Array;
  /** Points each input gives; they sum to the score exactly. */
  readonly contributions: Float64Array;
}

/** Scores the account whose inputs begin at `start` of the block. */
export type ScoreRow = (given: PlanWeights, block: ScoreBlock, start: number) => RowScore;

/**
 * The scorer of a plan: the weighted mean over the inputs that count. One that does not hands its weight to the others of its group, a group
 * without any to the other groups.
 */
export function rowScorer({ curves, groupOf, model }: ScoringPlan): ScoreRow {
  const [groups, width] = [model.groups.length, curves.length];
  // What each group's inputs weigh, how much of it counts, and the freshest input's share; used anew for each account.
  const [nominal, counting, share] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)];
  const [weights, contributions] = [new Float64Array(width), new Float64Array(width)];
  const scored: RowScore = { score: Number.NaN, coverage: 0, weights, contributions };
  return (given, { scores, fresh }, start) => {
    nominal.fill(0);
    counting.fill(0);
    share.fill(0);
    for (let index = 0; index < width; index += 1) {
      const group = groupOf[index] ?? 0;
      const weight = given.inputs[index] ?? 0;
      const part = fresh[start + index] ?? 0;
      nominal[group] = (nominal[group] ?? 0) + weight;
      counting[group] = (counting[group] ?? 0) + weight * part;
      if (part > (share[group] ?? 0)) share[group] = part;
      weights[index] = weight * part;
    }
    let whole = 0;
    let covered = 0;
    let present = 0;
    for (let group = 0; group < groups; group += 1) {
      const weight = given.groups[group] ?? 0;
      whole += weight;
      covered += (weight * (counting[group] ?? 0)) / (nominal[group] ?? 1);
      present += weight * (share[group] ?? 0);
    }
    for (let index = 0; index < width; index += 1) {
      const group = groupOf[index] ?? 0;
      const own = weights[index] ?? 0;
      const weight = own === 0 ? 0 : (100 * (given.groups[group] ?? 0) * (share[group] ?? 0) * own) / (present * (counting[group] ?? 1));
      weights[index] = weight;
      contributions[index] = weight === 0 ? 0 : ((scores[start + index] ?? 0) * weight) / 100;
    }
    scored.score = present === 0 ? Number.NaN : exactSum(contributions, 0, width);
    scored.coverage = whole === 0 ? 0 : Math.min(1, covered / whole);
    return scored;
  };
}
