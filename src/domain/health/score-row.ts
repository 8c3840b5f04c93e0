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
  weights: Float64Array;
  /** Points each input gives; they sum to the score exactly. */
  readonly contributions: Float64Array;
}

/** Scores the account whose inputs begin at `start` of the block. */
export type ScoreRow = (given: PlanWeights, block: ScoreBlock, start: number) => RowScore;

/**
 * The scorer of a plan: the weighted mean over the inputs that count. One that does not hands its weight to the others of its group, a group
 * without any to the other groups.
 */
export function rowScorer(plan: ScoringPlan): ScoreRow {
  const width = plan.curves.length;
  const weigh = weigherOf(plan);
  const contributions = new Float64Array(width);
  const scored: RowScore = { score: Number.NaN, coverage: 0, weights: new Float64Array(width), contributions };
  return (given, { scores, fresh }, start) => {
    const { weights, coverage, present } = weigh(given, fresh, start);
    for (let index = 0; index < width; index += 1) {
      const weight = weights[index] ?? 0;
      contributions[index] = weight === 0 ? 0 : ((scores[start + index] ?? 0) * weight) / 100;
    }
    scored.weights = weights;
    scored.score = present === 0 ? Number.NaN : exactSum(contributions, 0, width);
    scored.coverage = coverage;
    return scored;
  };
}

/** What the inputs of one account weigh. */
interface Weighing {
  readonly weights: Float64Array;
  readonly coverage: number;
  /** The weight of the groups that count; 0 where no input does. */
  readonly present: number;
}

type Weigher = (given: PlanWeights, fresh: Float64Array, start: number) => Weighing;

/** So many inputs have a bit each in one whole number. */
const MOST_BITS = 30;

/**
 * Most accounts lack the same few inputs, and where each counts in full or not at all, that alone decides: each such case is worked out once. The
 * weights of any other account stand in one array, which the next such account overwrites.
 */
function weigherOf(plan: ScoringPlan): Weigher {
  const width = plan.curves.length;
  const weigh = weighing(plan);
  const passing = new Float64Array(width);
  const known = new Map<PlanWeights, Map<number, Weighing>>();
  let last: { readonly given: PlanWeights; readonly counting: number; readonly found: Weighing } | undefined;
  return (given, fresh, start) => {
    let counting = 0;
    let isWhole = width <= MOST_BITS;
    for (let index = 0; index < width; index += 1) {
      const part = fresh[start + index] ?? 0;
      if (part === 1) counting |= 1 << index;
      else if (part !== 0) isWhole = false;
    }
    if (!isWhole) return weigh(given, fresh, start, passing);
    if (last?.counting === counting && last.given === given) return last.found;
    const cases = known.get(given) ?? new Map<number, Weighing>();
    if (cases.size === 0) known.set(given, cases);
    const found = cases.get(counting) ?? weigh(given, fresh, start, new Float64Array(width));
    cases.set(counting, found);
    last = { given, counting, found };
    return found;
  };
}

/** Weighs the inputs of one account; what they weigh is written into `weights`. */
type Weigh = (given: PlanWeights, fresh: Float64Array, start: number, weights: Float64Array) => Weighing;

function weighing({ curves, groupOf, model }: ScoringPlan): Weigh {
  const [width, groups] = [curves.length, model.groups.length];
  // What each group's inputs weigh, how much of it counts, and the freshest input's share.
  const [nominal, counting, share] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)];
  return (given, fresh, start, weights) => {
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
      weights[index] = own === 0 ? 0 : (100 * (given.groups[group] ?? 0) * (share[group] ?? 0) * own) / (present * (counting[group] ?? 1));
    }
    return { weights, coverage: whole === 0 ? 0 : Math.min(1, covered / whole), present };
  };
}
