import type { HealthScore, InputScore } from "./health-score.ts";
import type { HealthModel, Veto } from "./health-model.ts";
import { type RowScore, rowScorer, type ScoreParts } from "./score-row.ts";
import type { ScoringPlan } from "./scoring-plan.ts";
import { type Tier, tierOf, worse } from "./tier.ts";

/** What scores rest on, by column: for `rows` accounts the plan's inputs one after the other, account by account. */
export interface ScoreInputs {
  readonly rows: number;
  /** The metric's value, NaN where there is none. */
  readonly values: Float64Array;
  /** Age of the input's data in days, NaN where it is unknown or plays no part. */
  readonly ages: Float64Array;
  /** For each account the number of its weights in the plan. */
  readonly weightSets: Uint8Array;
  /** The value of a veto's metric for an account, NaN where there is none. */
  readonly vetoValue: (metric: string, row: number) => number;
}

/** Scores of many accounts. Nothing is an object until it is asked for. */
export interface ScoreTable {
  readonly plan: ScoringPlan;
  readonly inputs: ScoreInputs;
  readonly parts: ScoreParts;
  /** NaN where the model abstains. */
  readonly scores: Float64Array;
  readonly coverage: Float64Array;
}

/** Scores every account. */
export function scoreTable(plan: ScoringPlan, inputs: ScoreInputs): ScoreTable {
  const [{ rows, values, ages, weightSets }, width] = [inputs, plan.inputs.length];
  const parts = { weights: empty(rows * width), scores: empty(rows * width), contributions: empty(rows * width) };
  const [scores, coverage] = [empty(rows), empty(rows)];
  const [scoreRow, floor] = [rowScorer(plan), plan.model.coverageFloor];
  const own = plan.weights[0];
  if (own === undefined) return { plan, inputs, parts, scores, coverage };
  for (let row = 0; row < rows; row += 1) {
    const scored: RowScore = scoreRow(plan.weights[weightSets[row] ?? 0] ?? own, values, ages, parts, row * width);
    coverage[row] = scored.coverage;
    scores[row] = scored.coverage < floor ? Number.NaN : scored.score;
  }
  return { plan, inputs, parts, scores, coverage };
}

/** The score of one account of the table, with all that it rests on. */
export function scoreAt(table: ScoreTable, row: number): HealthScore {
  const { plan, inputs, parts } = table;
  const at = row * plan.inputs.length;
  const score = numberOrNull(table.scores[row]);
  const explained = plan.inputs.map(({ input, group }, index): InputScore => {
    const age = numberOrNull(inputs.ages[at + index]);
    const value = numberOrNull(inputs.values[at + index]);
    return {
      name: input.name,
      group: group.name,
      metric: input.metric,
      weight: parts.weights[at + index] ?? 0,
      value,
      score: numberOrNull(parts.scores[at + index]),
      contribution: parts.contributions[at + index] ?? 0,
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
    weights_of: plan.weights[inputs.weightSets[row] ?? 0]?.label ?? null,
  };
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

function empty(length: number): Float64Array {
  return new Float64Array(length);
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
