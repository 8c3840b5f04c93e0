import type { Day } from "../../core/days.ts";
import type { Tier } from "../health/tier.ts";

/** One account at one past month-end: what was known then, and what came. */
export interface ReplayRow {
  readonly account: string;
  readonly day: Day;
  /** 0–100 as it would have been printed on that day; null where the model abstains. */
  readonly score: number | null;
  readonly tier: Tier | null;
  /** What it paid on that day, in minor units of the reporting currency. */
  readonly arr_minor: number | null;
  readonly tenure_days: number | null;
  /** Days since anybody there last used the product; null where nobody ever did. */
  readonly silent_days: number | null;
  /** It left after that day and within the horizon. */
  readonly left: boolean;
  /** The day it left, whenever that was; null where it has not. */
  readonly left_on: Day | null;
}
