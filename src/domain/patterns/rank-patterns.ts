import { compareText } from "../../core/compare-text.ts";
import type { Severity } from "../brief/brief.ts";
import { bySeverity } from "../brief/by-severity.ts";

interface Ranked {
  readonly id: string;
  readonly rising: boolean;
  readonly closed: boolean;
  readonly accounts: number;
  /** Yearly revenue in the reporting currency, minor units. */
  readonly arrMinor: number;
  readonly severity: Severity;
  /** Chance of its rise. */
  readonly chance: number;
}

/**
 * Puts patterns in order: what rises before what does not and what is closed last; then by accounts, ARR at stake, severity, surprise (the
 * smaller chance first), id.
 */
export function byRank(a: Ranked, b: Ranked): number {
  return (
    Number(a.closed) - Number(b.closed) ||
    Number(b.rising) - Number(a.rising) ||
    b.accounts - a.accounts ||
    b.arrMinor - a.arrMinor ||
    bySeverity(a, b) ||
    a.chance - b.chance ||
    compareText(a.id, b.id)
  );
}
