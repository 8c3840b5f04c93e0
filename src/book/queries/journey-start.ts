import { LATER_TERM } from "../../domain/journey/later-term.ts";

/** The day the query looks back from. */
const DAY = "CAST($as_of AS DATE)";

/** A term that begins on a day its record tells; that of the others is reckoned back from their end. */
export const START_TOLD = "(contains(basis, 'term as told there') OR started_at < period_start_at)";

/**
 * SQL of the one definition of where an account's journey starts, a row for every account known on as-of: `subscribed_on`, the start of its
 * first subscription; `contract_on`, of the first contract on its record, where no export has subscriptions of it and nothing shows that it
 * was a customer before; `won_on`, of its first won deal; `base_on`, the first of these that there is, else `created_on`, when the record was
 * made; `kickoff_on`, the first kickoff held within 60 days before and 120 after that, for a later one is another project's; and `start_on`,
 * the kickoff, else the base. Needs no more than $as_of.
 */
export function journeyStarts(accountIs: string): string {
  return `(
  SELECT *, coalesce(kickoff_on, base_on) AS start_on FROM (
    SELECT account, any_value(created_on) AS created_on, any_value(subscribed_on) AS subscribed_on, any_value(contract_on) AS contract_on, any_value(won_on) AS won_on, any_value(base_on) AS base_on,
      min(on_day) FILTER (base_on IS NULL OR on_day BETWEEN base_on - 60 AND base_on + 120) AS kickoff_on
    FROM (
      SELECT *, coalesce(subscribed_on, contract_on, won_on, created_on) AS base_on FROM (
        SELECT k.account, created_on, subscribed_on, won_on,
          CASE WHEN subscribed_on IS NULL AND coalesce(first_on >= told_on - ${LATER_TERM}, true) AND coalesce(won_on >= told_on - ${LATER_TERM}, true) THEN told_on END AS contract_on
        FROM (SELECT account, min(created_on) AS created_on FROM accounts WHERE ${accountIs} AND (created_on IS NULL OR created_on <= ${DAY}) GROUP BY account) k
        LEFT JOIN (SELECT account, min(day_of(started_at)) FILTER (basis IS NULL) AS subscribed_on, min(day_of(started_at)) FILTER (${START_TOLD}) AS told_on
          FROM subscriptions WHERE ${accountIs} AND day_of(started_at) <= ${DAY} GROUP BY account) USING (account)
        LEFT JOIN (SELECT account, min(close_on) AS won_on FROM opportunities WHERE ${accountIs} AND won AND kind = 'new' AND close_on <= ${DAY} GROUP BY account) USING (account)
        LEFT JOIN (SELECT account, first_on FROM usage_accounts WHERE ${accountIs} AND first_on <= ${DAY}) USING (account)
      )
    ) LEFT JOIN (SELECT account, on_day FROM interactions WHERE ${accountIs} AND kind = 'kickoff' AND status = 'held' AND on_day <= ${DAY}) USING (account)
    GROUP BY account
  )
)`;
}
