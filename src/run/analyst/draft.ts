import type { FindingKind, HandoffMode, RootCause, Severity, Unknown } from "../../domain/brief/brief.ts";
import type { Day } from "../../core/days.ts";
import type { Measurement } from "../../domain/facts/fact.ts";

/**
 * A sentence with slots `{#key|style}`, where `key` is a measurement's key: the ledger has not numbered the Facts yet.
 */
export type KeyedTemplate = string;

export interface DraftFinding {
  readonly id: string;
  readonly kind: FindingKind;
  readonly cause?: RootCause;
  readonly severity: Severity;
  readonly template: KeyedTemplate;
  readonly short?: KeyedTemplate;
  /** Keys of the measurements it rests on. */
  readonly facts: readonly string[];
  readonly cites: readonly string[];
}

export interface DraftAction {
  readonly step: string;
  readonly template: KeyedTemplate;
  readonly owner: string;
  readonly due: Day;
  readonly why: readonly string[];
}

export interface DraftHandoff {
  readonly to: string;
  readonly mode: HandoffMode;
  readonly reason: KeyedTemplate;
  readonly ask: KeyedTemplate;
  readonly deadline: Day;
  readonly rule?: string;
  readonly playbook?: string;
  readonly facts: readonly string[];
}

/** What a playbook made of its measurements. */
export interface Draft {
  readonly headline: KeyedTemplate;
  readonly findings: readonly DraftFinding[];
  readonly actions: readonly DraftAction[];
  readonly handoffs: readonly DraftHandoff[];
  readonly unknowns: readonly Unknown[];
  readonly cites: readonly string[];
  /** Every measurement that a template or a list of facts names, by key. */
  readonly measurements: ReadonlyMap<string, Measurement>;
}
