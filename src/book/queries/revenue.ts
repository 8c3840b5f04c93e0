import { ORIGIN, sqlQuery } from "./query.ts";
import { PAID, PERIOD_ENDS_ON } from "./subscription-terms.ts";

/**
 * What the account pays on as-of. A subscription counts from its start to its end, trials not; an end or a cancellation
 * recorded later than as-of is not seen. The renewal is the end of the current period of contracts longer than a month.
 */
export const revenue = sqlQuery({
  name: "revenue",
  doc: "recurring revenue, seats, plan and renewal date from the subscriptions in force",
  tables: ["subscriptions"],
  rows: (accountIs) => ({
    sql: `
WITH known AS (
  SELECT account, currency, arr_minor, seats, plan, product, interval, day_of(started_at) AS started_on,
    CASE WHEN day_of(ended_at) <= CAST($as_of AS DATE) THEN day_of(ended_at) END AS ended_on,
    CASE WHEN day_of(canceled_at) <= CAST($as_of AS DATE) THEN day_of(canceled_at) END AS canceled_on,
    CASE WHEN day_of(ended_at) <= CAST($as_of AS DATE) THEN cancel_reason END AS cancel_reason,
    ${PERIOD_ENDS_ON} AS period_ends_on,
    NOT ${PAID} AS on_trial
  FROM subscriptions WHERE ${accountIs} AND day_of(started_at) <= CAST($as_of AS DATE)
), judged AS (SELECT *, ended_on IS NULL AND NOT on_trial AS in_force FROM known)
SELECT account,
  sum(arr_minor) FILTER (in_force) AS arr_minor,
  any_value(currency) FILTER (in_force) AS currency,
  count(DISTINCT currency) FILTER (in_force) AS currencies,
  sum(seats) FILTER (in_force) AS seats,
  string_agg(DISTINCT plan, ', ' ORDER BY plan) FILTER (in_force) AS plan,
  min(period_ends_on) FILTER (in_force AND interval <> 'month') AS renewal_on,
  min(period_ends_on) FILTER (in_force AND interval <> 'month') - CAST($as_of AS DATE) AS days_to_renewal,
  max(interval) FILTER (in_force) AS interval,
  min(started_on) AS customer_since, CAST($as_of AS DATE) - min(started_on) AS tenure_days,
  max(canceled_on) FILTER (in_force) AS canceled_on,
  CASE WHEN count(*) FILTER (in_force OR on_trial) = 0 THEN max(ended_on) END AS churned_on,
  CASE WHEN count(*) FILTER (in_force OR on_trial) = 0 THEN first(cancel_reason ORDER BY ended_on DESC, cancel_reason) END AS churn_reason,
  count(*) FILTER (in_force) AS in_force, count(*) AS n
FROM judged GROUP BY account ORDER BY account`,
  }),
  evidence: (accountIs) => ({
    sql: `SELECT subscription, account, plan, seats, currency, interval, amount_minor, arr_minor, status, day_of(started_at) AS started_on, ${PERIOD_ENDS_ON} AS period_ends_on, CASE WHEN day_of(ended_at) <= CAST($as_of AS DATE) THEN day_of(ended_at) END AS ended_on, ${ORIGIN}
FROM subscriptions t WHERE ${accountIs} AND day_of(started_at) <= CAST($as_of AS DATE) ORDER BY account, subscription`,
  }),
});
