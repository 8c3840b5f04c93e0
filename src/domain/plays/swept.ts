import type { Day } from "../../core/days.ts";
import type { Severity } from "../brief/brief.ts";
import type { Tier } from "../health/tier.ts";
import type { Signal } from "../signals/signal.ts";
import type { Ending, Play } from "./play.ts";

/** One account as a sweep sees it on as-of. */
export interface SweptAccount {
  readonly account: string;
  readonly name: string;
  readonly tier: Tier | null;
  /** 0–100, unrounded; null where the health model abstains. */
  readonly score: number | null;
  /** Its tier before: as last recorded, else as computed for 30 days ago (`recorded` false). */
  readonly before: { readonly tier: Tier | null; readonly recorded: boolean };
  readonly arrMinor: number | null;
  readonly currency: string;
  readonly csm: string | null;
  readonly seller: string | null;
  /** The day on which it left; null for a customer. Of one that is none by its record, without a word of when, the day of the sweep. */
  readonly leftOn: Day | null;
  /** It is no customer by its record, and the record does not say since when. */
  readonly leftUndated?: boolean;
  readonly signals: readonly Signal[];
  /** The term that ends within 90 days, or has ended without a new one on record. */
  readonly renewal: {
    readonly on: Day;
    /** Conversations held about it; null where no export holds meetings. */
    readonly talks: number | null;
  } | null;
  /** When its newest deal was won, if that is at most 30 days ago. */
  readonly wonOn: Day | null;
  readonly kickoffOn: Day | null;
  readonly firstValueOn: Day | null;
}

/** A task as a sweep finds it. */
export interface SweptTask {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly isOpen: boolean;
  readonly updatedAsOf: Day;
  readonly stage: string;
  readonly play: Play | null;
  readonly ending: Ending | null;
  /** Ids of all items, and of those that are done or in progress. */
  readonly items: readonly string[];
  readonly done: readonly string[];
  readonly started: readonly string[];
  /** Keys of the findings that it holds. */
  readonly findings: readonly string[];
}

/** A breach of a standard that somebody should set right. */
export interface SweptBreach {
  readonly id: string;
  readonly account: string | null;
  readonly what: string;
  readonly severity: Severity;
  /** The account's success manager; null where the book names none. */
  readonly owner: string | null;
}

/** A step of a playbook. */
export interface PlaybookStep {
  readonly what: string;
  readonly owner: string;
  /** The day it is due, counted from a day. `dateOf` knows the dates it may be counted back from. */
  readonly dueOn: (from: Day, dateOf: (metric: string) => Day | null) => Day;
}

/** All that a sweep decides from. */
export interface SweepInput {
  readonly asOf: Day;
  /** The day from which new work is due: today, where the exports end before it. */
  readonly workOn: Day;
  readonly accounts: readonly SweptAccount[];
  readonly tasks: readonly SweptTask[];
  readonly breaches: readonly SweptBreach[];
  /** A playbook's step, such as `churn-diagnosis`, `reach-out`; undefined where the playbook no longer has it. */
  readonly step: (playbook: string, id: string) => PlaybookStep | undefined;
  /** Whether the user keeps an account without plays of this kind, to measure them against. */
  readonly isHeldOut: (account: string, intent: string) => boolean;
}
