import { isNoCustomer } from "../no-customers.ts";
import { type CheckSql, DAY, FILE, IN_FORCE, ON_TRIAL } from "./check-sql.ts";
import { journeyStarts } from "./journey-start.ts";
import { PERIOD_ENDS_ON } from "./subscription-terms.ts";

/** Letters of a name or of an address before the @, so that "Dana Reyes" and dana.reyes@ours.example are one host. */
const letters = (text: string): string => `regexp_replace(lower(split_part(${text}, '@', 1)), '[^\\pL]', '', 'g')`;

/** Where a row that findings point at was read: columns `<name>_file` and `<name>_line`. */
const place = (name: string): string =>
  `(SELECT f.file FROM files f WHERE f.file_id = ${name}_at.file_id) AS ${name}_file, ${name}_at.line AS ${name}_line`;

/** Use so many days ago still contradicts that an account has left. */
const LATELY = 30;

/** Use so many days after the end contradicts nothing: a week's use may be dated on its last day, and people fetch what is theirs. */
const GRACE = 7;

/** Used of late though gone: after its last subscription or its recorded loss, where either is dated; what came before the end is in order. */
const USED_AFTER = `usage_last_on > ${DAY} - ${LATELY} AND (coalesce(ended_on, event_on) IS NULL OR usage_last_on > greatest(ended_on, event_on) + ${GRACE})`;

/** Every customer with its cadence, its renewal talks, its people and what its exports say twice. */
export const checkAccounts: CheckSql = () => `
WITH listed AS (
  SELECT account, name, csm, strategic, churned, arr_minor, currency, created_on, file_id, line FROM accounts WHERE created_on IS NULL OR created_on <= ${DAY}
  QUALIFY row_number() OVER (PARTITION BY account ORDER BY file_id, line) = 1
), terms AS (
  SELECT account, file_id, line, subscription, currency, arr_minor, interval, day_of(started_at) AS started_on, day_of(ended_at) AS ended_on, ${PERIOD_ENDS_ON} AS ends_on, ${IN_FORCE} AS in_force, ${ON_TRIAL} AS on_trial, day_of(trial_end_at) IS NOT NULL AS had_trial
  FROM subscriptions WHERE account IS NOT NULL AND day_of(started_at) <= ${DAY}
), subscribed AS (
  SELECT account, min(started_on) AS subscribed_on, count(*) FILTER (in_force) AS in_force, count(DISTINCT currency) FILTER (in_force) AS currencies, bool_or(had_trial) AS had_trial, bool_or(on_trial) AS on_trial, max(ended_on) AS ended_on,
    sum(arr_minor) FILTER (in_force) AS computed_minor, min(currency) FILTER (in_force) AS currency, min(ends_on) FILTER (in_force AND interval <> 'month') AS renewal_on,
    arg_min(struct_pack(file_id, line), (ends_on, subscription)) FILTER (in_force AND interval <> 'month') AS renewal_at
  FROM terms GROUP BY account
), won AS (SELECT account, min(close_on) AS won_on FROM opportunities WHERE account IS NOT NULL AND won AND kind = 'new' AND close_on <= ${DAY} GROUP BY account),
held AS (SELECT account, kind, on_day, host, attendees, interaction, file_id, line FROM interactions WHERE account IS NOT NULL AND status = 'held' AND on_day <= ${DAY}),
begins AS (SELECT min(on_day) AS meetings_begin FROM interactions WHERE on_day <= ${DAY}),
met AS (
  SELECT account, max(on_day) AS last_contact_on, max(on_day) FILTER (kind IN ('qbr', 'executive-review')) AS last_review_on,
    arg_max(struct_pack(file_id, line), (on_day, coalesce(interaction, ''))) AS contact_at, arg_max(struct_pack(file_id, line), (on_day, coalesce(interaction, ''))) FILTER (kind IN ('qbr', 'executive-review')) AS review_at
  FROM held GROUP BY account
),
kicked AS (SELECT account, kickoff_on, start_on FROM ${journeyStarts("account IS NOT NULL")}), talks AS (
  SELECT account, min(on_day) FILTER (on_day > renewal_on - 365) AS first_talk_on, arg_max(host, (on_day, host)) FILTER (on_day > ${DAY} - 120) AS renewal_host,
    max(CASE WHEN on_day > ${DAY} - 120 THEN CAST(${letters("host")} = ${letters("csm")} AS INTEGER) END) AS csm_in_renewal
  FROM held JOIN listed USING (account) LEFT JOIN subscribed USING (account) WHERE kind = 'renewal' GROUP BY account
), people AS (
  SELECT DISTINCT account, person FROM (
    SELECT account, lower(trim(unnest(string_split(attendees, ';')))) AS person FROM held WHERE on_day > ${DAY} - 90
    UNION ALL SELECT account, requester_email FROM tickets WHERE account IS NOT NULL AND day_of(created_at) <= ${DAY} AND day_of(created_at) > ${DAY} - 90
  ) WHERE person <> ''
), active AS (SELECT account, count(*) AS active_contacts FROM people GROUP BY account),
champions AS (SELECT account, email FROM contacts WHERE account IS NOT NULL AND role LIKE '%champion%' AND (left_on IS NULL OR left_on > ${DAY})),
users AS (SELECT DISTINCT account, "user" AS person FROM usage WHERE day <= ${DAY} AND day > ${DAY} - 90 AND "user" IN (SELECT email FROM champions)),
answered AS (SELECT DISTINCT account, lower(email) AS person FROM surveys WHERE account IS NOT NULL AND day_of(answered_at) <= ${DAY} AND day_of(answered_at) > ${DAY} - 90),
signs AS (SELECT account, person FROM people UNION SELECT account, person FROM users UNION SELECT account, person FROM answered),
heard AS (SELECT account, count(DISTINCT email) AS champions_active FROM champions JOIN signs s USING (account) WHERE s.person = champions.email GROUP BY account),
used AS (SELECT account, first_on AS usage_first_on FROM usage_accounts WHERE account IS NOT NULL AND first_on <= ${DAY}),
lately AS (SELECT account, max(day) AS usage_last_on FROM usage WHERE account IS NOT NULL AND day <= ${DAY} AND day > ${DAY} - ${LATELY} GROUP BY account),
ahead AS (SELECT account, subscribed_on FROM used JOIN subscribed USING (account) WHERE usage_first_on < subscribed_on AND NOT had_trial),
early AS (SELECT account, count(*) AS early_rows FROM usage JOIN ahead USING (account) WHERE day <= ${DAY} AND day < subscribed_on GROUP BY account),
events AS (SELECT account, max(churned_on) AS event_on FROM churn_events WHERE account IS NOT NULL AND churned_on <= ${DAY} GROUP BY account),
judged AS (
  SELECT t.*, s.*  EXCLUDE (account, currency), s.currency AS paid_currency, meetings_begin, last_contact_on, last_review_on, contact_at, review_at, w.won_on, kickoff_on, first_talk_on, renewal_host, csm_in_renewal, active_contacts, champions_active, usage_first_on, usage_last_on, early_rows, event_on,
    start_on, subscribed_on IS NOT NULL AS has_terms
  FROM listed t CROSS JOIN begins LEFT JOIN subscribed s USING (account) LEFT JOIN met USING (account) LEFT JOIN won w USING (account) LEFT JOIN kicked USING (account) LEFT JOIN talks USING (account)
    LEFT JOIN active USING (account) LEFT JOIN heard USING (account) LEFT JOIN used USING (account) LEFT JOIN lately USING (account) LEFT JOIN early USING (account) LEFT JOIN events USING (account)
)
SELECT account, account AS subject, ${FILE}, line, coalesce(paid_currency, currency) AS currency, in_force > 0 OR (NOT has_terms AND NOT coalesce(churned, false) AND event_on IS NULL AND NOT ${isNoCustomer("account", DAY)}) AS customer,
  coalesce(strategic, false) AS strategic, last_contact_on, ${DAY} - greatest(coalesce(last_contact_on, start_on), start_on, meetings_begin) AS days_without_contact,
  last_review_on, ${DAY} - greatest(coalesce(last_review_on, start_on), start_on, meetings_begin) AS days_without_review,
  won_on, coalesce(won_on, subscribed_on) AS customer_since, CASE WHEN coalesce(won_on, subscribed_on) >= meetings_begin THEN greatest(coalesce(kickoff_on, ${DAY}) - coalesce(won_on, subscribed_on), 0) END AS days_to_kickoff,
  first_talk_on AS first_renewal_talk_on, renewal_on - first_talk_on AS renewal_talk_days, csm_in_renewal, renewal_host,
  coalesce(active_contacts, 0) AS active_contacts_90d, coalesce(champions_active, 0) AS champions_active_90d,
  arr_minor AS arr_stated, CASE WHEN currencies = 1 THEN computed_minor END AS arr_computed,
  CASE WHEN arr_minor > 0 AND currencies = 1 AND (currency IS NULL OR currency = paid_currency) THEN abs(computed_minor - arr_minor) / arr_minor END AS arr_gap,
  coalesce(currencies, 0) AS currencies, coalesce(early_rows, 0) AS usage_rows_before_start, subscribed_on, usage_first_on,
  CASE WHEN churned AND in_force > 0 THEN 'flagged as churned, but a subscription is in force'
    WHEN churned AND ${USED_AFTER} THEN 'flagged as churned, but it used the product on ' || CAST(usage_last_on AS VARCHAR)
    WHEN event_on IS NOT NULL AND in_force > 0 AND subscribed_on < event_on AND NOT EXISTS (SELECT 1 FROM terms WHERE terms.account = t.account AND terms.started_on >= event_on) THEN 'recorded as lost on ' || CAST(event_on AS VARCHAR) || ', but a subscription is in force'
    WHEN event_on IS NOT NULL AND NOT churned AND coalesce(in_force, 0) = 0 THEN 'recorded as lost on ' || CAST(event_on AS VARCHAR) || ', but not flagged as churned'
    WHEN has_terms AND in_force = 0 AND NOT coalesce(on_trial, false) AND ${USED_AFTER} THEN 'without a subscription in force, but it used the product on ' || CAST(usage_last_on AS VARCHAR)
  END AS churn_conflict, ${place("contact")}, ${place("review")}, ${place("renewal")}
FROM judged t ORDER BY account`;
