import { interpolated } from "./curve.ts";
import { freshShare } from "./freshness.ts";
import type { Freshness } from "./health-model.ts";
import type { ScoringPlan } from "./scoring-plan.ts";

/** One value for each account, or one for all. */
export type Ages = Float64Array | number;

/** What inputs score by themselves, for a block of accounts: the inputs of one account stand together, those of the next follow. */
export interface ScoreBlock {
  /** 0–100 by the input's curve; NaN where it does not count. */
  readonly scores: Float64Array;
  /** How much of the input counts, 0–1. */
  readonly fresh: Float64Array;
}

/** Accounts that are scored at a time: so few that a block stays in the processor's nearest memory. */
export const BLOCK = 128;

/** Room for a block. */
export function scoreBlock({ curves }: ScoringPlan, accounts: number): ScoreBlock {
  return { scores: new Float64Array(accounts * curves.length), fresh: new Float64Array(accounts * curves.length) };
}

/** Scores the inputs of `count` accounts from account `first` on, one column after the other. */
export function fillBlock(
  { curves }: ScoringPlan,
  values: readonly Float64Array[],
  ages: readonly Ages[],
  first: number,
  count: number,
  block: ScoreBlock,
): void {
  for (const [index, { at, score, freshness }] of curves.entries()) {
    const [column, age] = [
      values[index]?.subarray(first, first + count) ?? new Float64Array(count).fill(Number.NaN),
      ages[index] ?? Number.NaN,
    ];
    const part = typeof age === "number" ? freshShare(freshness, age) : 1;
    fillColumn(column, at, score, part, block.scores, block.fresh, index, curves.length);
    if (freshness !== undefined && typeof age !== "number")
      ageColumn(age.subarray(first, first + count), freshness, block.scores, block.fresh, index, curves.length);
  }
}

/** One input of a block, its cells from `start` on and `width` apart. A loop with one curve and nothing to look up runs twice as fast as one over all. */
function fillColumn(
  column: Float64Array,
  at: Float64Array,
  score: Float64Array,
  part: number,
  scores: Float64Array,
  fresh: Float64Array,
  start: number,
  width: number,
): void {
  for (let account = 0, cell = start; account < column.length; account += 1, cell += width) {
    const value = column[account] ?? Number.NaN;
    const counts = !Number.isNaN(value) && part > 0;
    fresh[cell] = counts ? part : 0;
    scores[cell] = counts ? interpolated(at, score, value) : Number.NaN;
  }
}

/** Takes from the same cells what their data lost with age. */
function ageColumn(
  ages: Float64Array,
  freshness: Freshness,
  scores: Float64Array,
  fresh: Float64Array,
  start: number,
  width: number,
): void {
  for (let account = 0, cell = start; account < ages.length; account += 1, cell += width) {
    if (fresh[cell] === 0) continue;
    fresh[cell] = freshShare(freshness, ages[account] ?? Number.NaN);
    if (fresh[cell] === 0) scores[cell] = Number.NaN;
  }
}

/** The age of an account's data; NaN where it is unknown. */
export function ageOf(ages: Ages, row: number): number {
  return typeof ages === "number" ? ages : (ages[row] ?? Number.NaN);
}
