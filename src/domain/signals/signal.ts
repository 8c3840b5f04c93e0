import type { Day } from "../../core/days.ts";
import type { Severity } from "../brief/brief.ts";
import type { FactValue, Unit } from "../facts/fact.ts";

export type SignalKind = "risk" | "expansion";

/** A figure behind a signal, as measured. */
export interface SignalEvidence {
  readonly metric: string;
  readonly value: FactValue;
  readonly unit: Unit;
  readonly currency?: string;
  readonly formula: string;
}

/** Something about an account that calls for somebody's attention. [contract] */
export interface Signal {
  readonly account: string;
  readonly name: string;
  readonly signal: string;
  readonly kind: SignalKind;
  readonly title: string;
  readonly severity: Severity;
  /** Since when it has been so, as far as the book tells; else as-of. */
  readonly first_seen: Day;
  readonly evidence: readonly SignalEvidence[];
}

/** The values that rules look at. */
export interface Figures {
  /** The number a metric has; null where it has none. */
  number(metric: string): number | null;
  /** The day a metric gives; null where it gives none. */
  day(metric: string): Day | null;
}

/** One kind of signal: what it looks at, when it is there and how grave, and since when. Pure. */
export interface SignalRule {
  readonly signal: string;
  readonly kind: SignalKind;
  readonly title: string;
  /** What counts as evidence, most telling first; the rule looks at these only. */
  readonly metrics: readonly string[];
  /** How grave it is; null where the signal is not there. */
  readonly severity: (figures: Figures) => Severity | null;
  readonly since?: (figures: Figures) => Day | null;
}

/** `value` on a ladder of rising thresholds: the severity of the highest that it reaches, or null below the first. */
export function graded(value: number | null, ...steps: readonly (readonly [from: number, severity: Severity])[]): Severity | null {
  return value === null ? null : (steps.findLast(([from]) => value >= from)?.[1] ?? null);
}
