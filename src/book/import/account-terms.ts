import { saysLeft, saysProspect } from "../account-standing.ts";
import type { Database } from "../snapshot/database.ts";

/** The last day of which the exports tell, or none. */
const LAST_DAY =
  "(SELECT max(day) FROM (SELECT day FROM usage_days UNION ALL SELECT day_of(created_at) FROM tickets UNION ALL SELECT day_of(answered_at) FROM surveys UNION ALL SELECT on_day FROM interactions) WHERE by_today(day))";

/** By account, what tells that it has left and when: an event, its flag or life cycle, or a renewal that was lost with none won or open since. */
const LEAVING = `(
  SELECT a.account, e.event_on, l.lost_on, e.account IS NOT NULL OR coalesce(${saysLeft("a")}, false) AS says_left
  FROM accounts a LEFT JOIN (SELECT account, max(churned_on) FILTER (churned_on <= ${LAST_DAY}) AS event_on FROM churn_events WHERE account IS NOT NULL GROUP BY account) e USING (account)
  LEFT JOIN (SELECT account, max(close_on) FILTER (closed AND NOT coalesce(won, false) AND close_on <= ${LAST_DAY}) AS lost_on,
      bool_or(coalesce(won, false) OR NOT coalesce(closed, false)) AS another, max(close_on) FILTER (coalesce(won, false) OR NOT coalesce(closed, false)) AS other_on
    FROM opportunities WHERE account IS NOT NULL AND kind = 'renewal' GROUP BY account
    HAVING lost_on IS NOT NULL AND NOT (another AND coalesce(other_on >= lost_on, true))) l USING (account)
)`;

/** The day on which an account that has left did: of the event, else the end of its term, else of the renewal that was lost; null where none is told. */
const LEFT_ON = `CASE WHEN says_left THEN coalesce(event_on, CASE WHEN renewal_on <= ${LAST_DAY} THEN renewal_on END, lost_on) WHEN lost_on IS NOT NULL AND renewal_on <= ${LAST_DAY} THEN renewal_on END`;

/** No customer yet: what its record says of revenue is hoped for. */
const PROSPECT = `coalesce(${saysProspect("a.lifecycle")}, false)`;

const BY_ACCOUNT = "row_number() OVER (PARTITION BY m.account ORDER BY k.renewal_on IS NULL, k.vendor, k.source_id)";

/** Whole years back from the renewal to the beginning of the term in which the exports end. */
const YEARS = `greatest(1, CAST(ceil(date_diff('day', coalesce(${LAST_DAY}, renewal_on), renewal_on) / 365.25) AS INTEGER))`;

/** A term of which both ends are told, in months: from them comes what an amount for the whole of it is a year. */
const MONTHS = "greatest(1, CAST(round(date_diff('day', contract_from, renewal_on) / 30.4375) AS INTEGER))";

/**
 * Success platforms and CRMs keep renewal date and contract value on the account's record. For an account that no export has a subscription
 * of, such a record becomes one, marked by its `basis`: with the term that the record tells, else a term of one year. What is known of
 * revenue by the subscriptions of other accounts is not touched. Where no export holds any subscription at all, revenue without a renewal
 * date becomes one too, without a term. The term of an account that has left ends on the day it did; where no day is told it gets none, and
 * is listed in `no_customers` with those that have not bought yet. Needs the tables of accounts, subscriptions, deals and all events.
 */
export async function addAccountTerms(db: Database): Promise<void> {
  await db.run(`INSERT INTO subscriptions BY NAME
SELECT 'account record ' || source_id AS subscription, account, seats, currency, 'year' AS interval, amount_minor, arr_minor,
  ${instant("least(began_on, customer_since)")} AS started_at, ${instant("began_on")} AS period_start_at, ${instant("renewal_on")} AS period_end_at, ${instant("left_on")} AS ended_at,
  'account record: ' || CASE WHEN has_term THEN 'term as told there' WHEN renewal_on IS NULL THEN 'revenue without a term' ELSE 'a term of one year is assumed' END AS basis, file_id, line
FROM (
  SELECT *, CASE WHEN has_term THEN contract_from WHEN renewal_on IS NULL THEN coalesce(contract_from, customer_since, created_on, ${LAST_DAY}) ELSE CAST(renewal_on - to_years(${YEARS}) AS DATE) END AS began_on,
    coalesce(CASE WHEN told_minor >= 0 THEN told_minor END, CASE WHEN contract_minor >= 0 THEN CAST(round(contract_minor * 12.0 / CASE WHEN has_term THEN ${MONTHS} ELSE 12 END) AS BIGINT) END) AS arr_minor,
    CASE WHEN contract_minor < 0 THEN contract_minor WHEN told_minor < 0 THEN told_minor END AS amount_minor, ${LEFT_ON} AS left_on
  FROM (
    SELECT m.account, k.source_id, k.currency, k.arr_minor AS told_minor, k.contract_minor, CASE WHEN k.renewal_on IS NULL OR k.customer_since < k.renewal_on THEN k.customer_since END AS customer_since, k.contract_from, k.created_on, k.renewal_on, CASE WHEN k.seats >= 0 THEN k.seats END AS seats, coalesce(k.contract_from < k.renewal_on, false) AS has_term, d.event_on, d.lost_on, d.says_left, k.file_id, k.line
    FROM members m JOIN kept_accounts k ON k.vendor = m.vendor AND k.source_id = m.source_id JOIN accounts a USING (account) JOIN ${LEAVING} d USING (account)
    WHERE (k.renewal_on IS NOT NULL OR ((SELECT count(*) FROM subscriptions) = 0 AND coalesce(k.arr_minor, k.contract_minor) > 0 AND NOT ${PROSPECT}))
      AND m.account NOT IN (SELECT account FROM subscriptions WHERE account IS NOT NULL)
    QUALIFY ${BY_ACCOUNT} = 1
  )
) WHERE began_on IS NOT NULL AND CASE WHEN left_on IS NULL THEN NOT says_left ELSE least(began_on, customer_since) < left_on END ORDER BY account`);
  await db.run(NO_CUSTOMERS);
}

/** Accounts without any subscription that have left by their record, or have not bought: the record says so and no deal with a new customer was won. */
const NO_CUSTOMERS = `INSERT INTO no_customers
SELECT account, CASE WHEN says_left THEN 'former' ELSE 'prospect' END AS why, file_id, line FROM accounts a JOIN ${LEAVING} USING (account)
WHERE account NOT IN (SELECT account FROM subscriptions WHERE account IS NOT NULL)
  AND (says_left OR (${PROSPECT} AND account NOT IN (SELECT account FROM opportunities WHERE account IS NOT NULL AND won AND kind = 'new')))
ORDER BY account`;

/** The instant at which a day begins in the company's zone. */
function instant(day: string): string {
  return `utc_of(CAST(${day} AS TIMESTAMP))`;
}
