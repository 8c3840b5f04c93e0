import { ORIGIN, sqlQuery } from "./query.ts";
import { BEGUN, PAID, PERIOD_ENDS_ON, REPORTED } from "./subscription-terms.ts";

/** Accounts, ARR and renewals of the whole book, in the reporting currency. A renewal is due as `renewals-due.ts` says: overdue ones too, monthly plans never. The amount of renewals of which none has one is unknown, not nothing, and so is their number where no contract is on record. */
export const bookTotals = sqlQuery({
  name: "book-totals",
  doc: "accounts, recurring revenue and renewals within 90 days; amounts in the reporting currency only",
  tables: ["subscriptions", "meta"],
  rows: () => ({
    sql: `
WITH force AS (
  SELECT account, CASE WHEN ${REPORTED} THEN arr_minor END AS arr_minor, interval, ${PERIOD_ENDS_ON} AS ends_on FROM subscriptions
  WHERE account IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID}
), by_account AS (SELECT account, sum(arr_minor) AS arr_minor, count(*) FILTER (interval <> 'month' AND ends_on <= CAST($as_of AS DATE) + 90) AS due, sum(arr_minor) FILTER (interval <> 'month' AND ends_on <= CAST($as_of AS DATE) + 90) AS due_minor, count(*) AS subscriptions FROM force GROUP BY account), contracts AS (SELECT count(*) > 0 AS known FROM subscriptions WHERE ${BEGUN})
SELECT count(*) AS accounts, sum(arr_minor) AS arr_minor, count(*) - count(arr_minor) AS unpriced, CASE WHEN (SELECT known FROM contracts) THEN count(*) FILTER (due > 0) END AS renewals_90d, CASE WHEN NOT (SELECT known FROM contracts) THEN NULL WHEN count(*) FILTER (due > 0) = 0 THEN 0 ELSE sum(due_minor) END AS renewals_90d_minor, coalesce(sum(subscriptions), 0) AS n,
  (SELECT value FROM meta WHERE key = 'currency') AS currency FROM by_account`,
  }),
  evidence: () => ({
    sql: `SELECT account, subscription, plan, arr_minor, currency, ${PERIOD_ENDS_ON} AS period_ends_on, ${ORIGIN} FROM subscriptions t
WHERE account IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID} ORDER BY arr_minor DESC, subscription`,
  }),
});
