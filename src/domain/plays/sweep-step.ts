import type { Day } from "../../core/days.ts";
import type { Severity } from "../brief/brief.ts";
import type { Ending, Play } from "./play.ts";

/** What a sweep does to a task: opens it, takes on one that a question opened, brings it up to date, tells that it failed, closes it. */
export const SWEEP_OPS = ["fail", "open", "adopt", "update", "close"] as const;
export type SweepOp = (typeof SWEEP_OPS)[number];

/** An item for the task's checklist. */
export interface PlannedItem {
  readonly id: string;
  readonly what: string;
  readonly owner: string;
  readonly ownerName: string | null;
  readonly due: Day;
}

/** A finding for the task's insights, written once. */
export interface PlannedFinding {
  readonly key: string;
  readonly text: string;
}

/** One thing a sweep does. */
export interface SweepStep {
  readonly op: SweepOp;
  readonly intent: string;
  /** Null for a task of somebody's whole book. */
  readonly account: string | null;
  /** Whose accounts such a task is about; null for accounts that nobody owns. */
  readonly accountsOf: string | null;
  /** What the task is called after: the account, or its accounts' owner. */
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly agent: string;
  readonly lane: string;
  /** Null for a task that is yet to be opened. */
  readonly task: string | null;
  readonly play: Play;
  readonly stage: string;
  readonly ending: Ending | null;
  /** To be added; what is there already is left out. */
  readonly items: readonly PlannedItem[];
  /** Ids of items that the book shows as done. */
  readonly done: readonly string[];
  readonly findings: readonly PlannedFinding[];
  /** What is new, in words. */
  readonly changes: readonly string[];
  readonly arrMinor: number | null;
  readonly currency: string;
}

/** What calls for a task today. */
export interface Call {
  readonly trigger: Play["trigger"];
  readonly type: Play["type"];
  readonly reason: string;
  readonly priority: Severity;
  readonly due: Day;
  readonly items: readonly PlannedItem[];
  readonly findings: readonly PlannedFinding[];
  /** The day on which the cause began: a task that was closed then or later stays closed. */
  readonly since: Day;
}

/** Why an open task is over. */
export type Over = Pick<Ending, "outcome"> & { readonly reason: string };
