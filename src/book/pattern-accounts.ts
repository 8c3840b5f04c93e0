import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";
import { IN_FORCE } from "./queries/check-sql.ts";

/** What an account pays as of a day, in one of its currencies. */
export interface PatternAccount {
  readonly account: string;
  readonly name: string;
  /** Null where the account has no subscription in force. */
  readonly currency: string | null;
  /** Yearly recurring revenue, minor units. */
  readonly arrMinor: number | null;
}

/** Every account with its recurring revenue, a row a currency, by id and currency. */
export async function patternAccounts(book: Book, asOf: Day): Promise<PatternAccount[]> {
  return book.rows<PatternAccount>(
    `WITH paid AS (SELECT account, currency, CAST(sum(arr_minor) AS BIGINT) AS arr FROM subscriptions WHERE ${IN_FORCE} AND arr_minor IS NOT NULL GROUP BY account, currency)
SELECT a.account, coalesce(min(a.name), a.account) AS name, paid.currency, paid.arr AS "arrMinor"
FROM accounts a LEFT JOIN paid ON paid.account = a.account GROUP BY a.account, paid.currency, paid.arr ORDER BY a.account, paid.currency`,
    { as_of: asOf },
  );
}
