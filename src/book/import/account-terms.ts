import type { Database } from "../snapshot/database.ts";

/** The last day of which the exports tell, or none. */
const LAST_DAY =
  "(SELECT max(day) FROM (SELECT max(day) AS day FROM usage UNION ALL SELECT max(day_of(created_at)) FROM tickets UNION ALL SELECT max(day_of(answered_at)) FROM surveys UNION ALL SELECT max(on_day) FROM interactions))";

/** Left, by flag, life cycle or event: what its record says of a renewal is over. */
const GONE =
  "coalesce(a.churned, regexp_matches(lower(a.lifecycle), '\\b(churn|churned|former|lost|cancelled|canceled)\\b'), false) OR a.account IN (SELECT account FROM churn_events WHERE account IS NOT NULL)";

/** No customer yet: what its record says of revenue is hoped for. */
const PROSPECT =
  "coalesce(regexp_matches(lower(a.lifecycle), '\\b(prospect|lead|subscriber|opportunity|trial|evaluation|marketing|sales)'), false)";

const BY_ACCOUNT = "row_number() OVER (PARTITION BY m.account ORDER BY k.renewal_on IS NULL, k.vendor, k.source_id)";

/** Whole years back from the renewal to the beginning of the term in which the exports end. */
const YEARS = `greatest(1, CAST(ceil(date_diff('day', coalesce(${LAST_DAY}, renewal_on), renewal_on) / 365.25) AS INTEGER))`;

/** A term of which both ends are told, in months: from them comes what an amount for the whole of it is a year. */
const MONTHS = "greatest(1, CAST(round(date_diff('day', contract_from, renewal_on) / 30.4375) AS INTEGER))";

/**
 * Success platforms and CRMs keep renewal date and contract value on the account's record. For an account that no export has a subscription
 * of, such a record becomes one, marked by its `basis`: with the term that the record tells, else a term of one year. What is known of
 * revenue by the subscriptions of other accounts is not touched. Where no export holds any subscription at all, revenue without a renewal
 * date becomes one too, without a term. Needs the tables of accounts, subscriptions and all events.
 */
export async function addAccountTerms(db: Database): Promise<void> {
  await db.run(`INSERT INTO subscriptions BY NAME
SELECT 'account record ' || source_id AS subscription, account, seats, currency, 'year' AS interval, amount_minor, arr_minor,
  ${instant("least(began_on, customer_since)")} AS started_at, ${instant("began_on")} AS period_start_at, ${instant("renewal_on")} AS period_end_at,
  'account record: ' || CASE WHEN has_term THEN 'term as told there' WHEN renewal_on IS NULL THEN 'revenue without a term' ELSE 'a term of one year is assumed' END AS basis, file_id, line
FROM (
  SELECT *, CASE WHEN has_term THEN contract_from WHEN renewal_on IS NULL THEN coalesce(contract_from, customer_since, created_on, ${LAST_DAY}) ELSE CAST(renewal_on - to_years(${YEARS}) AS DATE) END AS began_on,
    coalesce(CASE WHEN told_minor >= 0 THEN told_minor END, CASE WHEN contract_minor >= 0 THEN CAST(round(contract_minor * 12.0 / CASE WHEN has_term THEN ${MONTHS} ELSE 12 END) AS BIGINT) END) AS arr_minor,
    CASE WHEN contract_minor < 0 THEN contract_minor WHEN told_minor < 0 THEN told_minor END AS amount_minor
  FROM (
    SELECT m.account, k.source_id, k.currency, k.arr_minor AS told_minor, k.contract_minor, CASE WHEN k.renewal_on IS NULL OR k.customer_since < k.renewal_on THEN k.customer_since END AS customer_since, k.contract_from, k.created_on, k.renewal_on, CASE WHEN k.seats >= 0 THEN k.seats END AS seats, coalesce(k.contract_from < k.renewal_on, false) AS has_term, k.file_id, k.line
    FROM members m JOIN kept_accounts k ON k.vendor = m.vendor AND k.source_id = m.source_id JOIN accounts a USING (account)
    WHERE (k.renewal_on IS NOT NULL OR ((SELECT count(*) FROM subscriptions) = 0 AND coalesce(k.arr_minor, k.contract_minor) > 0 AND NOT ${PROSPECT}))
      AND NOT (${GONE}) AND m.account NOT IN (SELECT account FROM subscriptions WHERE account IS NOT NULL)
    QUALIFY ${BY_ACCOUNT} = 1
  )
) WHERE began_on IS NOT NULL ORDER BY account`);
}

/** The instant at which a day begins in the company's zone. */
function instant(day: string): string {
  return `utc_of(CAST(${day} AS TIMESTAMP))`;
}
