import { RISK_STAGES } from "./play.ts";
import type { SweptTask } from "./swept.ts";

/** Steps that come before a plan is agreed; whatever else is begun after that is the saving itself. */
const BEFORE_SAVING = ["assess", "call-requested", "reach-out", "recovery-plan"];

/** The stage of a task about warnings of an account whose health is good. */
export const WATCHED = "open";

/**
 * The stage of a risk by what has been ticked: at risk, until the plan is agreed; plan in place; saving, once work on it has begun. It only moves
 * forward, and a stage in words of a person's own stays. An account with nothing but a warning is not at risk: its task is open.
 */
export function riskStage({ stage, done, started }: Pick<SweptTask, "stage" | "done" | "started">, isOnlyWarned: boolean): string {
  const at = RISK_STAGES.findIndex((known) => known === stage);
  const isFresh = stage === "" || stage === "open";
  if (at < 0 && !isFresh) return stage;
  const isPlanned = done.some((id) => id.endsWith("/recovery-plan"));
  const isSaving =
    isPlanned && [...done, ...started].some((id) => id.includes("/") && !id.startsWith("account/") && !BEFORE_SAVING.includes(last(id)));
  const reached = isSaving ? 2 : isPlanned ? 1 : 0;
  if (isFresh && isOnlyWarned && reached === 0) return WATCHED;
  return RISK_STAGES[Math.max(at, reached)] ?? stage;
}

function last(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
