import type { FindingKind, HandoffMode, RootCause, Severity } from "../../domain/brief/brief.ts";
import type { Expression } from "../../domain/expression/expression.ts";
import type { Due } from "./due.ts";

/** How grave a finding is: the first rule whose test holds, or one without a test. */
export interface SeverityRule {
  readonly severity: Severity;
  readonly when?: Expression;
}

export interface HeadlineRule {
  readonly when?: Expression;
  readonly say: string;
}

export interface FindingRule {
  readonly id: string;
  readonly kind: FindingKind;
  readonly cause?: RootCause;
  readonly when: Expression;
  readonly severity: readonly SeverityRule[];
  /** The statement, with slots such as `{logins_change_30d|pct}`. */
  readonly say: string;
  /** A few words for the headline. */
  readonly short?: string;
  readonly cites: readonly string[];
}

export interface StepRule {
  readonly id: string;
  readonly what: string;
  readonly owner: string;
  readonly due: Due;
  readonly when?: Expression;
  /** Findings that call for the step; none: always. */
  readonly forFindings: readonly string[];
  /** Metrics that justify it, beside those of its findings. */
  readonly why: readonly string[];
}

export interface HandoffRule {
  readonly to: string;
  readonly mode: HandoffMode;
  readonly when: Expression;
  readonly reason: string;
  readonly ask: string;
  readonly due: Due;
  /** The charter rule that asks for the handoff. */
  readonly rule?: string;
  /** What the receiver does with it; without one the packet waits for a person. */
  readonly playbook?: string;
  readonly facts: readonly string[];
}

export interface UnknownRule {
  readonly when?: Expression;
  readonly what: string;
  readonly needs?: string;
}

/** Which accounts a playbook of the book lists one by one. */
export interface EachRule {
  readonly where: Expression;
  readonly order: readonly { readonly metric: string; readonly descending: boolean }[];
  readonly limit: number;
}

/** One kind of question and how it is answered: references/playbooks/<id>.md. */
export interface Playbook {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly intent: string;
  readonly about: "account" | "book";
  /** Words and phrases of questions it answers. */
  readonly asks: readonly string[];
  /** Overrides the agent's health model. */
  readonly health?: string;
  readonly cites: readonly string[];
  readonly headline: readonly HeadlineRule[];
  readonly findings: readonly FindingRule[];
  readonly each?: EachRule;
  readonly steps: readonly StepRule[];
  readonly handoffs: readonly HandoffRule[];
  readonly unknowns: readonly UnknownRule[];
}
