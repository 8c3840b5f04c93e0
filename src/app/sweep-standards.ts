import type { SweptBreach } from "../domain/plays/swept.ts";
import { atLeast } from "../domain/standards/severity.ts";
import type { SubjectName } from "../domain/standards/subjects.ts";
import { checkBook } from "./check.ts";
import { loadStandards } from "./check-rules.ts";
import { severities } from "./check-settings.ts";
import type { Deps } from "./deps.ts";
import type { BookOptions } from "./open-session.ts";

/** What a rule may look at to make somebody's list: things a person can set right one by one. Early warnings and patterns have tasks of their own. */
const LISTED: readonly SubjectName[] = ["account", "review", "invoice", "subscription", "opportunity"];
/** Rules that a task of its own stands for: the renewal talk, and the recovery of an account at risk. */
const TASKS_OF_THEIR_OWN = ["VA-17", "VA-20", "VA-21", "VA-22", "VA-23"];

/** Breaches of high or critical severity that concern one account, with the account's success manager; waived ones are left out. */
export async function sweptBreaches(
  deps: Deps,
  options: Pick<BookOptions, "asOf" | "health">,
  ownerOf: (account: string) => string | null,
): Promise<SweptBreach[]> {
  const { rules } = await loadStandards(deps.workspace.references);
  const weights = await severities(deps.workspace, rules);
  const chosen = rules.filter(({ id, each }) => {
    const weight = weights.get(id) ?? null;
    return weight !== null && atLeast(weight, "high") && LISTED.includes(each) && !TASKS_OF_THEIR_OWN.includes(id);
  });
  if (chosen.length === 0) return [];
  const { findings } = await checkBook(deps, { ...options, rules: chosen.map(({ id }) => id) });
  return findings.flatMap(({ account, rule, severity, message, fix, fingerprint }) =>
    account === null || !atLeast(weights.get(rule) ?? severity, "high")
      ? []
      : [
          {
            id: fingerprint,
            account,
            what: `${message} ${fix} [${rule}]`,
            severity: weights.get(rule) ?? severity,
            owner: ownerOf(account),
          },
        ],
  );
}
