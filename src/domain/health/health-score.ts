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
