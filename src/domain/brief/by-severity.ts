import { SEVERITIES, type Severity } from "./brief.ts";

/** Orders by severity, critical before low; 0 for two that are equally grave. */
export function bySeverity(a: Graded, b: Graded): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
}

interface Graded {
  readonly severity: Severity;
}
