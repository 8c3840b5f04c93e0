import { UserError } from "../core/errors.ts";
import { holds, type Value } from "../domain/expression/evaluate.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { PlanTemplate } from "./plan-template.ts";

/** Throws UserError where something that a plan needs does not hold: `charter-refuses` with the rule where the charter says so. */
export function requirePlanFits({ kind, needs }: PlanTemplate, account: KnownAccount, valueOf: (name: string) => Value): void {
  const unmet = needs.find(({ test }) => !holds(test, valueOf));
  if (unmet === undefined) return;
  const { rule, says, instead } = unmet;
  throw new UserError({
    code: rule === undefined ? "plan-does-not-fit" : "charter-refuses",
    message:
      rule === undefined ? `The plan ${kind} does not fit ${account.name}: ${lowered(says)}` : `Refused by the charter (${rule}): ${says}`,
    found: account.name,
    allowed: [`${instead} --account ${account.account}`],
    fix: rule === undefined ? "Use the command above." : `Use the command above; \`echo-cs charter ${rule}\` shows the rule.`,
  });
}

function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
