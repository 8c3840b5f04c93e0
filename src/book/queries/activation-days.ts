import type { Day } from "../../core/days.ts";
import type { ActionDay } from "../../domain/metrics/activation.ts";
import type { Book } from "../book.ts";
import { accountSet, IN_SET } from "./account-set.ts";
import { phraseList } from "./sql-literals.ts";

/** The days from `from` to `to` on which these accounts did the actions, each once; an action is told by its name in lower case. */
export async function activationDays(
  book: Book,
  accounts: readonly string[],
  actions: readonly string[],
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<ActionDay[]> {
  return book.rows<ActionDay>(
    `SELECT DISTINCT account, lower(feature) AS action, day FROM usage
WHERE account IS NOT NULL AND ${IN_SET} AND day BETWEEN CAST($from AS DATE) AND CAST($to AS DATE) AND lower(feature) IN (${phraseList(actions.map((action) => action.toLowerCase()))})
ORDER BY account, action, day`,
    { from, to, ...accountSet(accounts) },
  );
}
