import { ALLOWED, type Verdict } from "./verdict.ts";

/** Whether anybody may work on growing an account: not while it is red or being saved. A null tier (not scored) stops nothing. */
export function checkExpansion(account: {
  readonly tier: "green" | "yellow" | "red" | null;
  readonly openSavePlan?: boolean | undefined;
}): Verdict {
  if (account.tier !== "red" && account.openSavePlan !== true) return ALLOWED;
  return {
    allowed: false,
    rule: "expansion-after-retention",
    reason: account.tier === "red" ? "The account is red: expansion is paused." : "A save plan is open: expansion is paused.",
    instead: "keep the idea on file until retention-specialist says the account is stable",
  };
}
