import type { FactValue } from "../facts/fact.ts";
import type { HealthModel } from "./health-model.ts";
import type { HealthScore } from "./health-score.ts";
import { scoreAt, scoreTable } from "./score-table.ts";
import { scoringPlan, weightsFor } from "./scoring-plan.ts";

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
    values: plan.inputs.map(({ input }) => Float64Array.of(number(input.metric))),
    ages: plan.inputs.map(({ input }) => (input.freshness === undefined ? Number.NaN : ageOf(input.freshness.of))),
    weightSets: Uint8Array.of(weightsFor(model, text)),
    vetoValue: number,
  });
  return scoreAt(table, 0);
}
