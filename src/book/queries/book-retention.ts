import { sqlQuery } from "./query.ts";
import { PAID, REPORTED } from "./subscription-terms.ts";

const arrOn = (day: string): string =>
  `coalesce(sum(arr_minor) FILTER (started_on <= ${day} AND (ended_on IS NULL OR ended_on > ${day})), 0)`;

/** Revenue and logos of the accounts that paid a year ago, then and now (reporting currency). A price changed inside one subscription is not visible in such an export. */
export const bookRetention = sqlQuery({
  name: "book-retention",
  doc: "recurring revenue 365 days ago and on as-of of the accounts that had some then",
  tables: ["subscriptions", "meta"],
  rows: () => ({
    sql: `
WITH spans AS (
  SELECT account, arr_minor, greatest(day_of(started_at), day_of(trial_end_at)) AS started_on, CASE WHEN day_of(ended_at) <= CAST($as_of AS DATE) THEN day_of(ended_at) END AS ended_on FROM subscriptions
  WHERE account IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND ${PAID} AND ${REPORTED}
), cohort AS (SELECT account, ${arrOn("CAST($as_of AS DATE) - 365")} AS start_minor, ${arrOn("CAST($as_of AS DATE)")} AS end_minor, count(*) AS subscriptions FROM spans GROUP BY account HAVING start_minor > 0)
SELECT sum(start_minor) AS start_minor, sum(end_minor) AS end_minor, sum(least(start_minor, end_minor)) AS kept_minor, coalesce(sum(start_minor) FILTER (end_minor = 0), 0) AS lost_minor,
  count(*) AS logos_start, count(*) FILTER (end_minor > 0) AS logos_kept, count(*) FILTER (end_minor = 0) AS logos_lost, coalesce(sum(subscriptions), 0) AS n FROM cohort`,
  }),
  evidence: () => ({
    sql: `SELECT account, subscription, arr_minor, currency, day_of(started_at) AS started_on, CASE WHEN day_of(ended_at) <= CAST($as_of AS DATE) THEN day_of(ended_at) END AS ended_on, (SELECT f.file FROM files f WHERE f.file_id = t.file_id) AS file, t.line FROM subscriptions t
WHERE account IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) ORDER BY account, subscription`,
  }),
});
