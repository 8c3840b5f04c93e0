import type { Charter } from "../charter.ts";
import { ALLOWED, type Verdict } from "./verdict.ts";

/** Whether a ticket may go up: at least one of its grounds must be an authority rule of the charter's that says so. */
export function checkEscalation(grounds: readonly string[], charter: Charter): Verdict {
  const above = charter.rules.filter((rule) => rule.section === "authority" && rule.escalate).map((rule) => rule.id);
  if (grounds.some((ground) => above.includes(ground))) return ALLOWED;
  return {
    allowed: false,
    rule: "escalate-above-authority-only",
    reason:
      grounds.length === 0
        ? "Nothing says that this ticket is above support's authority."
        : `Support decides alone on ${grounds.join(", ")}.`,
    instead: above.length > 0 ? `escalate only by one of ${above.join(", ")}` : undefined,
  };
}
