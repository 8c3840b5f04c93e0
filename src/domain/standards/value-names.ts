import type { Unit } from "../facts/fact.ts";
import { METRICS } from "../facts/metrics/registry.ts";
import { SUBJECT_NAMES, subjectKind, type SubjectName } from "./subjects.ts";

/** Names of all values that a rule about such subjects may use: its own, those of its account, and metrics. */
export function valueNames(each: SubjectName): string[] {
  return [...new Set([...Object.keys(subjectKind(each).values), ...accountValueNames(each), ...metricNames(each)])].sort();
}

/** Values that the subject's account has beside its metrics. */
function accountValueNames(each: SubjectName): string[] {
  return subjectKind(each).ofAccount ? Object.keys(subjectKind("account").values) : [];
}

/** The metrics among the values: those of one account, or of the book. */
export function metricNames(each: SubjectName): string[] {
  const about = each === "book" ? "book" : subjectKind(each).ofAccount ? "account" : null;
  return [...METRICS.values()].filter((metric) => metric.about === about).map(({ name }) => name);
}

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...[...METRICS.values()].map(({ name, unit }) => [name, unit] as const),
  ...SUBJECT_NAMES.flatMap((each) => Object.entries(subjectKind(each).values).map(([name, { unit }]) => [name, unit] as const)),
]);

/** The unit in which a value is printed; a name has the same unit wherever it stands. */
export function unitOf(name: string): Unit {
  return UNITS.get(name) ?? "text";
}
