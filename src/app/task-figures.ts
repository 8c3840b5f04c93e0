import { healthModel } from "../book/queries/health.ts";
import type { QueryContext } from "../book/queries/query.ts";
import { formatFact } from "../domain/facts/format-value.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import type { HealthCriteria, SegmentRow } from "../tasks/task-context.ts";

/** What the context file says of an account. */
export const FIGURES = ["account_name", "segment", "touch", "arr", "renewal_on", "health_score", "health_tier", "health_coverage"] as const;

/** One row an account for the context file: segment, touch, ARR and renewal as printed. */
export function segmentRows(figures: ReadonlyMap<string, readonly Measurement[]>): SegmentRow[] {
  return [...figures].map(([account, known]) => {
    const print = (metric: string): string => printed(known, metric);
    return {
      account: String(known.find((one) => one.metric === "account_name")?.value ?? account),
      segment: print("segment"),
      touch: print("touch"),
      arr: print("arr"),
      renewal: print("renewal_on"),
    };
  });
}

/** The health model's bands and weights and, for one account, its score: what the task judges by. */
export function healthCriteria(context: QueryContext, figures: readonly Measurement[] | undefined): HealthCriteria {
  const model = healthModel(context);
  return {
    model: model.name,
    score: figures === undefined ? "each account's own" : `${printed(figures, "health_score")} (${printed(figures, "health_tier")})`,
    coverage: figures === undefined ? "each account's own" : printed(figures, "health_coverage"),
    bands: [
      { tier: "green", scores: `${model.bands.green} and more` },
      { tier: "yellow", scores: `${model.bands.yellow} to below ${model.bands.green}` },
      { tier: "red", scores: `below ${model.bands.yellow}` },
    ],
    inputs: model.groups.map((group) => ({ name: group.name, weight: `${group.weight} %` })),
  };
}

function printed(figures: readonly Measurement[], metric: string): string {
  const found = figures.find((one) => one.metric === metric);
  return found === undefined ? "unknown" : formatFact(found);
}
