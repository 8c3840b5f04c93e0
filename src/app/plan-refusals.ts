import type { Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { holds, type Value } from "../domain/expression/evaluate.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { PlanTemplate } from "./plan-template.ts";

/** Throws UserError where something that a plan needs does not hold: `charter-refuses` with the rule where the charter says so. */
export function requirePlanFits({ kind, needs }: PlanTemplate, account: KnownAccount, valueOf: (name: string) => Value, asOf: Day): void {
  const unmet = needs.find(({ test }) => !holds(test, valueOf));
  if (unmet === undefined) return;
  const { rule, says, instead, way } = unmet;
  throw new UserError({
    code: rule === undefined ? "plan-does-not-fit" : "charter-refuses",
    message:
      rule === undefined ? `The plan ${kind} does not fit ${account.name}: ${lowered(says)}` : `Refused by the charter (${rule}): ${says}`,
    found: account.name,
    allowed: [`${instead} --account ${account.account}`],
    fix: [
      way === undefined ? "Use the command above" : filled(way, account, asOf),
      ...(rule === undefined ? [] : [`\`echo-cs charter ${rule}\` shows the rule`]),
    ]
      .join("; ")
      .concat("."),
  });
}

/** The way to what is needed, with the account's name as it stands within a quoted cell. */
function filled(way: string, { name }: KnownAccount, asOf: Day): string {
  return way.replaceAll("{account}", () => name.replaceAll('"', '""')).replaceAll("{day}", asOf);
}

function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
