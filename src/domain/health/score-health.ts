import type { FactValue } from "../facts/fact.ts";
import type { HealthModel } from "./health-model.ts";
import { scoreAt, scoreTable } from "./score-table.ts";
import { scoringPlan, weightsFor } from "./scoring-plan.ts";
import type { Tier } from "./tier.ts";

export interface InputScore {
  readonly name: string;
  readonly group: string;
  readonly metric: string;
  /** The share of the score this input had, in points of 100 after renormalising; 0 when it did not count. */
  readonly weight: number;
  /** The metric's value; null when absent. */
  readonly value: number | null;
  /** 0–100 by the input's curve; null when absent or too old to count. */
  readonly score: number | null;
  /** Points of the final score that come from this input; they sum to the score, to the last bit. */
  readonly contribution: number;
  /** Age of its data, where the model limits it. */
  readonly age_days: number | null;
  /** Its data is older than the model's validity: it counts less, or not at all. */
  readonly stale: boolean;
}

export interface HealthScore {
  readonly model: string;
  /** 0–100, not rounded for display; null when the model abstains. */
  readonly score: number | null;
  readonly tier: Tier | null;
  /** Share of the model's weights for which there was data that counts, 0–1. */
  readonly coverage: number;
  readonly inputs: readonly InputScore[];
  /** Vetoes that lowered the tier. */
  readonly vetoes: readonly string[];
  /** The segment whose weights were used, "segment enterprise"; null for the model's own. */
  readonly weights_of: string | null;
}

/**
 * Scores one account. `valueOf` gives a metric's value, `ageOf` the age in days of what an input's freshness names (NaN: unknown). Abstains (null)
 * below the model's coverage floor. For many accounts there is scoreTable.
 */
export function scoreHealth(
  model: HealthModel,
  valueOf: (metric: string) => FactValue,
  ageOf: (of: string) => number = () => Number.NaN,
): HealthScore {
  const plan = scoringPlan(model);
  const number = (metric: string): number => {
    const value = valueOf(metric);
    return typeof value === "number" ? value : Number.NaN;
  };
  const text = (metric: string): string | null => {
    const value = valueOf(metric);
    return typeof value === "string" ? value : null;
  };
  const table = scoreTable(plan, {
    rows: 1,
    values: Float64Array.from(plan.inputs, ({ input }) => number(input.metric)),
    ages: Float64Array.from(plan.inputs, ({ input }) => (input.freshness === undefined ? Number.NaN : ageOf(input.freshness.of))),
    weightSets: Uint8Array.of(weightsFor(model, text)),
    vetoValue: number,
  });
  return scoreAt(table, 0);
}
