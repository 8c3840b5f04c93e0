import type { Day } from "../../core/days.ts";
import type { Severity } from "../brief/brief.ts";
import type { Tier } from "../health/tier.ts";

/** What kind of call to action a task is. */
export const PLAY_TYPES = ["risk", "opportunity", "lifecycle"] as const;
export type PlayType = (typeof PLAY_TYPES)[number];

/** The stages of a risk, in their order; the last two end it. */
export const RISK_STAGES = ["at risk", "plan in place", "saving", "recovered", "lost"] as const;

/** How a task may end. */
export const OUTCOMES = ["recovered", "lost", "done"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What made a sweep open the task: it decides when the task is over. */
export const TRIGGERS = ["health", "signal", "renewal", "won", "stalled", "growth", "standards"] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** What a sweep keeps in the head of a task that it looks after. */
export interface Play {
  readonly type: PlayType;
  readonly trigger: Trigger;
  /** Why it was opened, in words. */
  readonly reason: string;
  readonly priority: Severity;
  /** A role. */
  readonly owner: string;
  /** The person in that role; null where the book does not say. */
  readonly ownerName: string | null;
  readonly due: Day;
  readonly playbook: string;
  /** The day on which a sweep took the task on: its effect is measured from here. */
  readonly began: Day;
  /** Since when the task is in its stage. */
  readonly stageSince: Day;
  /** The tier on the day the play began; null where there was no score. */
  readonly tierAtStart: Tier | null;
  /** The day on which it was told that the account is not back to green in time; null before that. */
  readonly failedOn: Day | null;
}

/** How a task ended. */
export interface Ending {
  readonly on: Day;
  readonly outcome: Outcome;
  /** Null where none was given. */
  readonly reason: string | null;
}
