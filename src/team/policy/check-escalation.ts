import type { Charter } from "../charter.ts";
import { ALLOWED, type Verdict } from "./verdict.ts";

/** Whether a ticket may go up: at least one of its grounds must be an authority rule of the charter's that says so. */
export function checkEscalation(grounds: readonly string[], charter: Charter): Verdict {
  const authority = charter.rules.filter((rule) => rule.section === "authority");
  const above = authority.filter((rule) => rule.escalate).map((rule) => rule.id);
  if (grounds.some((ground) => above.includes(ground))) return ALLOWED;
  const own = grounds.filter((ground) => authority.some((rule) => rule.id === ground && !rule.escalate));
  const unknown = grounds.filter((ground) => !own.includes(ground));
  return {
    allowed: false,
    rule: "escalate-above-authority-only",
    reason: [
      ...(grounds.length === 0 ? ["Nothing says that this ticket is above support's authority."] : []),
      ...(own.length === 0 ? [] : [`Support decides alone on ${own.join(", ")}.`]),
      ...(unknown.length === 0 ? [] : [`${unknown.join(", ")} is no ground in the charter.`]),
    ].join(" "),
    instead: above.length > 0 ? `escalate only by one of ${above.join(", ")}` : undefined,
  };
}
