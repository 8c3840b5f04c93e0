import type { Day } from "../../core/days.ts";

/** A stage a deal entered, or a change of its close date within the stage. */
export interface StageChange {
  readonly stage: string;
  readonly on_day: Day;
  readonly close_on: Day | null;
}

/** A deal as a forecast sees it on as-of. Amounts in minor units of `currency`; `probability` is 0–1. */
export interface ForecastDeal {
  readonly id: string;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly name: string | null;
  readonly kind: string;
  readonly stage: string | null;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly owner: string | null;
  readonly probability: number | null;
  readonly category: string | null;
  readonly next_step: string | null;
  readonly created_on: Day | null;
  readonly close_on: Day | null;
  readonly closed: boolean;
  readonly won: boolean;
  /** Oldest first; empty where the exports hold no stage history. */
  readonly changes: readonly StageChange[];
}

/** The stage on as-of: the last one of the history, else the export's. */
export function stageOf({ stage, changes }: ForecastDeal): string {
  return changes.at(-1)?.stage ?? stage ?? "no stage";
}
