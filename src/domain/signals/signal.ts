import { addDays, type Day } from "../../core/days.ts";
import type { Severity } from "../brief/brief.ts";
import type { FactValue, Unit } from "../facts/fact.ts";
import type { BookUsage } from "./book-usage.ts";
import type { AccountHistory, DayNumber } from "./history.ts";

export type SignalKind = "risk" | "expansion";

/** A figure behind a signal, as measured on the day it is judged. */
export interface SignalEvidence {
  readonly metric: string;
  /** What the figure is called. */
  readonly title: string;
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
  /** The first day of the present run on which the condition held, judged by what was known then. */
  readonly first_seen: Day;
  readonly evidence: readonly SignalEvidence[];
}

/** What a rule finds on a day: how grave, and by which figures. */
export interface Finding {
  readonly severity: Severity;
  readonly evidence: readonly SignalEvidence[];
}

/** One kind of signal. */
export interface SignalRule {
  readonly signal: string;
  readonly kind: SignalKind;
  readonly title: string;
  /** When it is raised, in words. */
  readonly condition: string;
  /** The exports it rests on. */
  readonly source: string;
  /** What is found on a day, from what is dated up to it; null where nothing is. Pure. */
  readonly judge: (history: AccountHistory, day: DayNumber, book: BookUsage) => Finding | null;
  /** The first day of what holds on a day, where a row tells it: for a run too long to be followed back day by day. */
  readonly began?: (history: AccountHistory, day: DayNumber) => DayNumber;
}

/** `value` on a ladder of rising thresholds: the severity of the highest that it reaches, or null below the first. */
export function graded(value: number | null, ...steps: readonly (readonly [from: number, severity: Severity])[]): Severity | null {
  return value === null ? null : (steps.findLast(([from]) => value >= from)?.[1] ?? null);
}

/** A finding where there is a severity. */
export function found(severity: Severity | null, ...evidence: readonly SignalEvidence[]): Finding | null {
  return severity === null ? null : { severity, evidence };
}

/** A figure of evidence. */
export function figure(
  metric: string,
  title: string,
  value: FactValue,
  unit: Unit,
  formula: string,
  currency?: string | null,
): SignalEvidence {
  return { metric, title, value, unit, ...(currency === undefined || currency === null ? {} : { currency }), formula };
}

/** A day number as a calendar day. */
export function dayText(day: DayNumber): Day {
  return addDays("1970-01-01", day);
}
