import type { Day } from "../core/days.ts";
import type { FamilyScore } from "../domain/health/roll-up.ts";
import type { Tier } from "../domain/health/tier.ts";

export interface HealthInputReport {
  readonly name: string;
  readonly group: string;
  readonly metric: string;
  /** Points of 100 this input could give; absent inputs hand theirs to the others and have 0. */
  readonly weight: number;
  readonly value: number | null;
  /** 0–100 by the input's curve. */
  readonly score: number | null;
  /** Points it gives; they sum to the account's score. */
  readonly contribution: number;
  /** Contribution now minus that at the trend's start; they sum to the trend's delta. Null where there is no trend. */
  readonly delta: number | null;
  /** Age of its data in days, where the model limits it. */
  readonly age_days: number | null;
  /** Too old to count in full, or at all. */
  readonly stale: boolean;
}

/** One account's score with all that it rests on; `score` and `tier` are null where the model abstains. Numbers are unrounded. [contract] */
export interface HealthReport {
  readonly account: string;
  readonly name: string;
  readonly model: string;
  readonly score: number | null;
  readonly tier: Tier | null;
  /** Share of the model's weights with data, 0–1. */
  readonly coverage: number;
  /** `from` and `to` are the days compared. */
  readonly trend: {
    readonly from: Day;
    readonly to: Day;
    readonly delta: number | null;
    readonly from_score: number | null;
    readonly to_score: number | null;
  };
  readonly inputs: readonly HealthInputReport[];
  /** Facts that capped the tier. */
  readonly vetoes: readonly string[];
  /** The segment whose weights were used; null for the model's own. */
  readonly weights_of: string | null;
  /** Why there is no score. */
  readonly reason: string | null;
  readonly arr_minor: number | null;
  readonly currency: string;
  readonly renewal_on: Day | null;
  /** Of a family of accounts, scored as one: how, and of whom. Its inputs are its members then. */
  readonly roll_up?: FamilyReport;
}

export interface FamilyMember {
  readonly account: string;
  readonly name: string;
  readonly score: number | null;
  readonly tier: Tier | null;
  readonly arr_minor: number | null;
  readonly currency: string;
}

export interface FamilyReport {
  /** By ARR in the reporting currency, or each member alike where none with a score has any. */
  readonly weighted_by: FamilyScore["weighted_by"];
  /** Members with a score. */
  readonly scored: number;
  readonly members: readonly FamilyMember[];
}
