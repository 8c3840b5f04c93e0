import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/** One account that left, with what it said. */
export interface ChurnedAccount {
  readonly account: string;
  readonly name: string;
  readonly churned_on: Day;
  /** The source's code for the reason, lower case; null where none was given. */
  readonly reason: string | null;
  /** In their words, from an exit interview. */
  readonly detail: string | null;
  readonly competitor: string | null;
  readonly arr_minor: number | null;
  readonly currency: string | null;
}

/**
 * Accounts that left by as-of: from the churn events, else from the subscriptions of an account that has none left, with the reason of the last
 * cancellation. One row an account (and day of an event), newest first.
 */
export function churnedAccounts(book: Book, asOf: Day): Promise<ChurnedAccount[]> {
  return book.rows<ChurnedAccount>(
    `WITH events AS (
  SELECT account, churned_on, lower(reason) AS reason, detail, competitor, arr_minor, currency FROM churn_events WHERE account IS NOT NULL AND churned_on <= CAST($as_of AS DATE)
), ended AS (
  SELECT account, max(day_of(ended_at)) AS churned_on, first(lower(cancel_reason) ORDER BY ended_at DESC, subscription) AS reason, sum(arr_minor)::BIGINT AS arr_minor, min(currency) AS currency, count(DISTINCT currency) AS currencies,
    bool_and(ended_at IS NOT NULL AND day_of(ended_at) <= CAST($as_of AS DATE)) AS gone
  FROM subscriptions WHERE account IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND (trial_end_at IS NULL OR day_of(trial_end_at) < coalesce(day_of(ended_at), CAST($as_of AS DATE)))
  GROUP BY account
), last_paid AS (
  SELECT s.account, sum(s.arr_minor)::BIGINT AS arr_minor FROM subscriptions s JOIN ended e ON e.account = s.account AND day_of(s.ended_at) = e.churned_on AND s.started_at IS NOT NULL GROUP BY s.account
), known AS (
  SELECT * FROM events
  UNION ALL
  SELECT e.account, e.churned_on, e.reason, NULL, NULL, CASE WHEN e.currencies = 1 THEN p.arr_minor END, e.currency FROM ended e JOIN last_paid p USING (account) WHERE e.gone AND e.account NOT IN (SELECT account FROM events)
)
SELECT k.account, coalesce((SELECT any_value(a.name) FROM accounts a WHERE a.account = k.account), k.account) AS name, k.churned_on, k.reason, k.detail, k.competitor, k.arr_minor, k.currency
FROM known k ORDER BY k.churned_on DESC, k.account`,
    { as_of: asOf },
  );
}
