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

/** In an order: how grave the gravest finding of the account is. */
export const BY_SEVERITY = "severity";

/** Which accounts a playbook of the book lists one by one. */
export interface EachRule {
  readonly where: Expression;
  readonly order: readonly { readonly metric: string; readonly descending: boolean }[];
  readonly limit: number;
}

/** One list of accounts that a playbook offers under `## Lists`: which accounts, in which order, and a line about each. */
export interface ListRule {
  readonly id: string;
  readonly title: string;
  readonly asks: readonly string[];
  readonly each: EachRule;
  readonly kind: FindingKind;
  /** The line about an account. */
  readonly say: string;
  /** The line about an account of which one of these values is missing. */
  readonly otherwise?: string;
  /** What is said where no account fits. */
  readonly none: string;
  /** Days that `asked_days` stands for where the question names none. */
  readonly days?: number;
  readonly cites: readonly string[];
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
  /** The time it is about where the question names none, in words: "this quarter". */
  readonly period?: string;
  /** True where it looks ahead: a month without a year is then the next one. */
  readonly ahead?: boolean;
  /** Days that `asked_days` stands for where the question names none. */
  readonly days?: number;
  /** The words that name its task, where these are not the intent's. */
  readonly task?: string;
  readonly steps: readonly StepRule[];
  readonly handoffs: readonly HandoffRule[];
  readonly unknowns: readonly UnknownRule[];
}
