import type { HealthScore, InputScore } from "./health-score.ts";
import type { HealthModel, Veto } from "./health-model.ts";
import { type Ages, ageOf, BLOCK, fillBlock, scoreBlock } from "./score-block.ts";
import { rowScorer } from "./score-row.ts";
import type { PlanWeights, ScoringPlan } from "./scoring-plan.ts";
import { type Tier, tierOf, worse } from "./tier.ts";

/** What scores rest on, by column: one for each input of the plan, with a value for each account. */
export interface ScoreInputs {
  readonly rows: number;
  /** By input: the metric's values, NaN where there is none. */
  readonly values: readonly Float64Array[];
  /** By input: ages of its data in days, NaN where unknown or of no matter. */
  readonly ages: readonly Ages[];
  /** For each account the number of its weights in the plan. */
  readonly weightSets: Uint8Array;
  /** The value of a veto's metric for an account, NaN where there is none. */
  readonly vetoValue: (metric: string, row: number) => number;
}

/** Scores of many accounts. What one rests on is worked out when it is asked for, by scoreAt. */
export interface ScoreTable {
  readonly plan: ScoringPlan;
  readonly inputs: ScoreInputs;
  /** NaN where the model abstains. */
  readonly scores: Float64Array;
  readonly coverage: Float64Array;
}

/** Scores every account. */
export function scoreTable(plan: ScoringPlan, inputs: ScoreInputs): ScoreTable {
  const { rows, values, ages } = inputs;
  const [scores, coverage] = [new Float64Array(rows), new Float64Array(rows)];
  const [scoreRow, block, floor] = [rowScorer(plan), scoreBlock(plan, BLOCK), plan.model.coverageFloor];
  for (let first = 0; first < rows; first += BLOCK) {
    const count = Math.min(BLOCK, rows - first);
    fillBlock(plan, values, ages, first, count, block);
    for (let account = 0; account < count; account += 1) {
      const row = first + account;
      const scored = scoreRow(weightsOf(plan, inputs, row), block, account * plan.inputs.length);
      coverage[row] = scored.coverage;
      scores[row] = scored.coverage < floor ? Number.NaN : scored.score;
    }
  }
  return { plan, inputs, scores, coverage };
}

function weightsOf(plan: ScoringPlan, { weightSets }: ScoreInputs, row: number): PlanWeights {
  const weights = plan.weights[weightSets[row] ?? 0];
  if (weights === undefined) throw new RangeError(`the model has no weights number ${weightSets[row] ?? 0}`);
  return weights;
}

/** The score of one account of the table, with all that it rests on. */
export function scoreAt(table: ScoreTable, row: number): HealthScore {
  const { plan, inputs } = table;
  const block = scoreBlock(plan, 1);
  fillBlock(plan, inputs.values, inputs.ages, row, 1, block);
  const weights = weightsOf(plan, inputs, row);
  const parts = rowScorer(plan)(weights, block, 0);
  const score = numberOrNull(table.scores[row]);
  const explained = plan.inputs.map(({ input, group }, index): InputScore => {
    const age = numberOrNull(ageOf(inputs.ages[index] ?? Number.NaN, row));
    const value = numberOrNull(inputs.values[index]?.[row]);
    return {
      name: input.name,
      group: group.name,
      metric: input.metric,
      weight: parts.weights[index] ?? 0,
      value,
      score: numberOrNull(block.scores[index]),
      contribution: parts.contributions[index] ?? 0,
      age_days: age,
      stale: value !== null && input.freshness !== undefined && (age ?? 0) > input.freshness.validDays,
    };
  });
  const vetoes = score === null ? [] : vetoesOf(table, row, explained).filter((veto) => worse(veto.capsAt, tierOf(plan.model, score)));
  return {
    model: plan.model.name,
    score,
    tier: score === null ? null : capped(plan.model, score, vetoes),
    coverage: table.coverage[row] ?? 0,
    inputs: explained,
    vetoes: vetoes.map(({ name }) => name),
    weights_of: weights.label,
  };
}

/** The tier of one account of the table, as scoreAt has it; null where the model abstains. What it rests on is worked out only where a veto may lower it. */
export function tierAt(table: ScoreTable, row: number): Tier | null {
  const [{ model }, score] = [table.plan, numberOrNull(table.scores[row])];
  if (score === null) return null;
  return model.vetoes.length === 0 ? tierOf(model, score) : scoreAt(table, row).tier;
}

function vetoesOf({ plan, inputs }: ScoreTable, row: number, explained: readonly InputScore[]): Veto[] {
  return plan.model.vetoes.filter((veto) =>
    "metric" in veto
      ? inputs.vetoValue(veto.metric, row) >= veto.atLeast
      : explained.some(({ name, score }) => (veto.input === "any" || veto.input === name) && score !== null && score < veto.below),
  );
}

function capped(model: HealthModel, score: number, vetoes: readonly Veto[]): Tier {
  return vetoes.reduce<Tier>((tier, { capsAt }) => (worse(capsAt, tier) ? capsAt : tier), tierOf(model, score));
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
