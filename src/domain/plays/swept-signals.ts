import type { Severity } from "../brief/brief.ts";
import type { SignalRule } from "../signals/signal.ts";

/** Signals that a task of another kind looks after, by dates of its own. */
const DATED_ELSEWHERE: readonly string[] = ["renewal_due", "renewal_overdue", "review_overdue"];
export const STALLED = "onboarding_stalled";
export const TICKETS_STUCK = "tickets_stuck";

/** Whether any play looks at a signal: grave warnings, a stalled onboarding, and signs of growth that are more than a hint. */
export function isSweptSignal({ signal, kind }: Pick<SignalRule, "signal" | "kind">, severity: Severity): boolean {
  if (signal === STALLED) return true;
  if (DATED_ELSEWHERE.includes(signal)) return false;
  return kind === "risk" ? severity === "high" || severity === "critical" : severity === "medium" || severity === "high";
}
