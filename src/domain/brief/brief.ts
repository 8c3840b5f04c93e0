import type { Day } from "../../core/days.ts";
import type { Fact } from "../facts/fact.ts";

export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Why something is so, what may go wrong, what speaks for it, what is missing; and what is neither good nor bad by itself. */
export const FINDING_KINDS = ["cause", "risk", "strength", "gap", "note"] as const;
/** The order in which findings are told: what explains first, what only stands on record last. */
export const FINDING_ORDER = ["cause", "risk", "gap", "strength", "note"] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** The one list of reasons customers leave, so that reasons can be counted across accounts. */
export const ROOT_CAUSES = [
  "product-fit",
  "adoption",
  "competition",
  "budget",
  "champion",
  "service",
  "billing",
  "business-change",
] as const;
export type RootCause = (typeof ROOT_CAUSES)[number];

export const HANDOFF_MODES = ["delegate", "consult", "collaborate"] as const;
export type HandoffMode = (typeof HANDOFF_MODES)[number];

export interface Finding {
  readonly id?: string;
  readonly kind: FindingKind;
  /** As printed. */
  readonly statement: string;
  /** As written: `logins fell {F7|pct}`. */
  readonly template: string;
  readonly severity: Severity;
  readonly facts: readonly string[];
  readonly cause?: RootCause;
  /** The agent that found it, when not the one that answers. */
  readonly agent?: string;
}

export interface Action {
  readonly what: string;
  readonly template: string;
  /** A role: the agent whose job it is. */
  readonly owner: string;
  readonly owner_name?: string;
  readonly due: Day;
  readonly why: readonly string[];
  readonly playbook?: string;
  readonly step?: string;
}

export interface BriefHandoff {
  readonly from: string;
  readonly to: string;
  readonly mode: HandoffMode;
  readonly reason: string;
  /** The packet's file inside the workspace; null where the handoff was refused. */
  readonly packet: string | null;
  readonly status: "answered" | "filed" | "refused" | "unfinished";
}

export interface ReferenceCitation {
  readonly file: string;
  readonly id: string;
  readonly title?: string;
  /** What the entry says, where it is part of the answer. */
  readonly text?: string;
  /** True where the question goes against the entry. */
  readonly contradicts?: boolean;
}

/** Something the answer would need and the book does not hold. */
export interface Unknown {
  readonly what: string;
  /** Which export would answer it. */
  readonly needs?: string;
}

export interface UnverifiedClaim {
  /** Where it stands: headline, findings[2], actions[0]. */
  readonly where: string;
  readonly claim: string;
  readonly reason: string;
}

export interface Verification {
  /** How many statements were checked. */
  readonly checked: number;
  readonly unverified: readonly UnverifiedClaim[];
}

export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  readonly usd: number | null;
}

/** The answer to a question: the same shape from the analyst and from a model run. [contract] */
export interface Brief {
  readonly schema: 1;
  readonly question: string;
  readonly lane: string;
  readonly agent: string;
  readonly intent: string;
  readonly asOf: Day;
  readonly snapshot: string;
  readonly account: string | null;
  readonly account_name: string | null;
  /** Whose accounts an answer about the book looked at; absent where it looked at all. */
  readonly accounts_of?: string;
  readonly mode: "analyst" | "model";
  readonly task: string;
  readonly headline: string;
  readonly headline_template: string;
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
  readonly actions: readonly Action[];
  readonly handoffs: readonly BriefHandoff[];
  readonly references: readonly ReferenceCitation[];
  readonly unknowns: readonly Unknown[];
  /** What memory/ holds on the account or the base, the newest first; absent where it holds nothing. */
  readonly remembered?: readonly string[];
  readonly verification: Verification;
  readonly usage?: Usage;
}
