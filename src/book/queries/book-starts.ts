import { sqlQuery } from "./query.ts";
import { PAID } from "./subscription-terms.ts";

/** A year of starts, all of them old enough to have lived through their first 90 days. */
const STARTS = `spans AS (
  SELECT account, min(day_of(started_at)) AS started_on, CASE WHEN count(*) FILTER (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) = 0 THEN max(day_of(ended_at)) END AS left_on
  FROM subscriptions WHERE account IS NOT NULL AND basis IS NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND ${PAID} GROUP BY account
), starters AS (SELECT *, coalesce(left_on - started_on <= 90, false) AS early FROM spans WHERE started_on <= CAST($as_of AS DATE) - 90 AND started_on > CAST($as_of AS DATE) - 455)`;

/** How many of the accounts that began in the year up to 90 days ago left within their first 90 days. */
export const bookStarts = sqlQuery({
  name: "book-starts",
  doc: "accounts that began 90 to 455 days before as-of, and those of them that left within 90 days",
  tables: ["subscriptions"],
  rows: () => ({
    sql: `WITH ${STARTS} SELECT count(*) AS starters, count(*) FILTER (early) AS early_leavers, count(*) AS n FROM starters`,
  }),
  evidence: () => ({
    sql: `WITH ${STARTS} SELECT account, started_on, left_on, early AS left_within_90_days FROM starters ORDER BY early DESC, started_on DESC, account`,
  }),
});
