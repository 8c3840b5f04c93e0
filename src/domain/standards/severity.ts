import { type Severity, SEVERITIES } from "../brief/brief.ts";

/** The words of linters, for those who are used to them. */
const ALIASES: Readonly<Record<string, Severity>> = { note: "low", warning: "medium", error: "high" };

/** Every word that names a severity. */
export const SEVERITY_WORDS: readonly string[] = [...SEVERITIES, ...Object.keys(ALIASES)];

/** From this severity on findings end a check with exit code 2, unless another is named: what linters call an error. */
export const DEFAULT_FAIL_ON: Severity = "high";

/** The severity that a word names (`error` is high, `warning` medium, `note` low), or undefined. */
export function severityNamed(word: string): Severity | undefined {
  const wanted = word.trim().toLowerCase();
  return SEVERITIES.find((severity) => severity === wanted) ?? ALIASES[wanted];
}

/** One step graver; critical stays. */
export function graver(severity: Severity): Severity {
  return SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? severity;
}

/** One step milder; low stays. */
export function milder(severity: Severity): Severity {
  return SEVERITIES[SEVERITIES.indexOf(severity) - 1] ?? severity;
}

/** True where `severity` is `bound` or graver. */
export function atLeast(severity: Severity, bound: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(bound);
}
