import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";
import { BEGUN, PAID, PERIOD_ENDS_ON } from "./queries/subscription-terms.ts";

/** What of one account is up for renewal, in one currency. */
export interface RenewalDue {
  readonly account: string;
  readonly currency: string;
  /** Recurring revenue a year of the contracts that end, in minor units; null where none of them says it. */
  readonly arr_minor: number | null;
  /** The first of them ends on. */
  readonly renewal_on: Day;
  readonly contracts: number;
}

/**
 * The contracts in force on as-of whose period ends by `until`, those included whose end has passed without a new period on record.
 * Monthly plans renew themselves and are left out. A contract without an amount is without a currency too: it stands under the reporting one.
 */
export function renewalsDue(book: Book, asOf: Day, until: Day): Promise<RenewalDue[]> {
  return book.rows<RenewalDue>(
    `WITH force AS (
  SELECT account, coalesce(currency, (SELECT value FROM meta WHERE key = 'currency')) AS currency, arr_minor, ${PERIOD_ENDS_ON} AS ends_on FROM subscriptions
  WHERE account IS NOT NULL AND interval <> 'month' AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID}
)
SELECT account, currency, sum(arr_minor)::BIGINT AS arr_minor, min(ends_on) AS renewal_on, count(*) AS contracts FROM force
WHERE ends_on <= CAST($until AS DATE) GROUP BY account, currency ORDER BY renewal_on, account, currency`,
    { as_of: asOf, until },
  );
}

/** The accounts of which any contract in force on as-of is on record, monthly plans too. */
export async function accountsWithContract(book: Book, asOf: Day): Promise<ReadonlySet<string>> {
  const rows = await book.rows<{ account: string }>(
    `SELECT DISTINCT account FROM subscriptions WHERE ${BEGUN} AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE))`,
    { as_of: asOf },
  );
  return new Set(rows.map(({ account }) => account));
}
