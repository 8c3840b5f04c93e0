import { list } from "../../core/text.ts";
import type { HandoffMode } from "../../domain/brief/brief.ts";
import type { Charter, CharterRule } from "../charter.ts";
import { hears } from "./hears.ts";
import { ALLOWED, type Verdict } from "./verdict.ts";

interface Passed {
  readonly to: string;
  readonly mode: HandoffMode;
  readonly reason: string;
}

/**
 * Whether work that the success lane gives away goes where the charter's handoff conditions say, in that way. A reason that meets several
 * conditions may follow any of them; to consult somebody is always allowed.
 */
export function checkCondition({ to, mode, reason }: Passed, charter: Charter): Verdict {
  if (mode === "consult") return ALLOWED;
  const met = hears(
    reason,
    charter.rules.filter((rule) => rule.section === "condition" && rule.owners.length > 0),
  ).map(({ rule }) => rule);
  const [first] = met;
  if (first === undefined || met.some((rule) => allows(rule, to, mode))) return ALLOWED;
  const how = first.mode ?? "delegate";
  return {
    allowed: false,
    rule: first.id,
    reason: `${first.text.replace(/\.$/, "")}: that goes to ${list(first.owners, "or")}.`,
    instead: `${how} ${how === "collaborate" ? "with" : "to"} ${list(first.owners, "or")}`,
  };
}

/** Where both may lead, working together is never less than the charter asks for; giving away what is to be shared is. */
function allows(rule: CharterRule, to: string, mode: HandoffMode): boolean {
  return rule.owners.includes(to) && (rule.mode !== "collaborate" || mode === "collaborate");
}
