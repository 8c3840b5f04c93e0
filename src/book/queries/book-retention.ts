import { ORIGIN, sqlQuery } from "./query.ts";
import { PAID, REPORTED } from "./subscription-terms.ts";

const YEAR_AGO = "CAST($as_of AS DATE) - 365";
const NOW = "CAST($as_of AS DATE)";

const arrOn = (day: string, which: string): string =>
  `coalesce(sum(arr_minor) FILTER (${which} AND started_on <= ${day} AND (ended_on IS NULL OR ended_on > ${day})), 0)`;

/** What the subscriptions of a customer's are, from the end of the trial to the end on record by as-of. */
const BEGUN_AND_PAID = `account IS NOT NULL AND basis IS NULL AND day_of(started_at) <= ${NOW} AND ${PAID}`;
const STARTED_ON = "greatest(day_of(started_at), day_of(trial_end_at))";
const ENDED_ON = `CASE WHEN day_of(ended_at) <= ${NOW} THEN day_of(ended_at) END`;
const IS_REPORTED = `coalesce(${REPORTED}, false)`;

/** Common tables: the subscriptions, and by account that paid a year ago what it paid then and pays now. */
const COHORT = `WITH spans AS (
  SELECT account, arr_minor, ${IS_REPORTED} AS reported, ${STARTED_ON} AS started_on, ${ENDED_ON} AS ended_on FROM subscriptions WHERE ${BEGUN_AND_PAID}
), cohort AS (SELECT account, ${arrOn(YEAR_AGO, "reported")} AS start_minor, ${arrOn(NOW, "reported")} AS end_minor, ${arrOn(NOW, "true")} AS end_any, count(*) AS subscriptions FROM spans GROUP BY account HAVING ${arrOn(YEAR_AGO, "true")} > 0)`;

/**
 * Revenue (in the reporting currency) and logos (in any) of the accounts that paid a year ago, then and now. A price changed inside one
 * subscription is not visible in such an export.
 */
export const bookRetention = sqlQuery({
  name: "book-retention",
  doc: "recurring revenue 365 days ago and on as-of of the accounts that had some then",
  tables: ["subscriptions", "meta"],
  rows: () => ({
    sql: `${COHORT}
SELECT sum(start_minor) AS start_minor, coalesce(sum(end_minor) FILTER (start_minor > 0), 0) AS end_minor, sum(least(start_minor, end_minor)) AS kept_minor, coalesce(sum(start_minor) FILTER (end_minor = 0), 0) AS lost_minor,
  count(*) AS logos_start, count(*) FILTER (end_any > 0) AS logos_kept, count(*) FILTER (end_any = 0) AS logos_lost, coalesce(sum(subscriptions), 0) AS n FROM cohort`,
  }),
  // What is in another currency counts as a logo and in no sum of ARR: it comes last.
  evidence: () => ({
    sql: `${COHORT}
SELECT account, subscription, arr_minor, currency, ${STARTED_ON} AS started_on, ${ENDED_ON} AS ended_on, ${ORIGIN} FROM subscriptions t
WHERE ${BEGUN_AND_PAID} AND account IN (SELECT account FROM cohort) ORDER BY ${IS_REPORTED} DESC, account, subscription`,
  }),
});
