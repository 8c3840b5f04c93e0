import type { Day } from "../../core/days.ts";
import type { Deadline } from "./deadlines.ts";

export const SENTIMENTS = ["very_negative", "negative", "neutral", "positive", "very_positive"] as const;
export type SentimentLabel = (typeof SENTIMENTS)[number];
export const PRIORITIES = ["p1", "p2", "p3", "p4"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What triage says of a ticket, as it is printed: one line of JSON. */
export interface TriagedTicket {
  readonly id: string;
  /** Id of the capability, null where the ticket is about none. */
  readonly capability: string | null;
  /** What the product lacks behind the symptom. */
  readonly gap: string | null;
  readonly type: string;
  readonly sentiment: { readonly label: SentimentLabel; readonly score: number };
  /** 0 calm to 1 at the end of their patience. */
  readonly frustration: number;
  readonly priority: Priority;
  readonly escalate: boolean;
  /** Id of the rule of support's authority that fired; null where support handles the ticket. */
  readonly rule: string | null;
  readonly reasons: readonly string[];
  readonly account: string | null;
  readonly arr_minor: number | null;
  readonly health: "green" | "yellow" | "red" | null;
  readonly lane: string;
  readonly agent: string | null;
  readonly next_step: string;
  readonly language: string;
  readonly deadlines: readonly Deadline[];
  readonly churn_intent: boolean;
  readonly duplicates_of: string | null;
  readonly reply_due: string | null;
  /** The first reply against the promise. Without a recorded reply: `overdue` where a day was given and the time is over by its end. */
  readonly sla: "met" | "missed" | "waiting" | "overdue" | "unknown";
  /** 0 to 1: of `label` where a trained model gave one, else of `capability`. */
  readonly confidence: number;
  readonly label?: string | null;
  readonly abstained?: boolean;
  /** Where a language model, asked with --assist, read another capability than triage: ids, null for none. */
  readonly assisted?: { readonly from: string | null; readonly to: string | null; readonly reason: string };
  /** Id of the pattern that the ticket was recorded with by `patterns file`; absent where it was with none. */
  readonly pattern?: string;
  readonly subject: string;
  readonly written?: Day;
}
