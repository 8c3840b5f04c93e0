import { hasLogins, phraseList } from "./sql-literals.ts";
import { sqlQuery, within } from "./query.ts";

/** The condition under which a row of use counts as first value. */
function isFirstValue(events: readonly string[]): string {
  return events.length === 0 ? "NOT is_login" : `feature IN (${phraseList(events)})`;
}

/** Logins, active users and features used in the last 30 days against the 30 before. */
export const usageTrend = sqlQuery({
  name: "usage-trend",
  doc: "logins, active users and features of the last 30 days and of the 30 before",
  tables: ["usage"],
  rows: (accountIs, knowledge) => ({
    sql: `
WITH login_names AS (SELECT ${hasLogins(knowledge.loginEvents)} AS known),
seen AS (
  SELECT account, "user", day, feature, events, day > CAST($as_of AS DATE) - 30 AS recent,
         day <= CAST($as_of AS DATE) - 30 AND day > CAST($as_of AS DATE) - 60 AS prior,
         coalesce(feature IN (${phraseList(knowledge.loginEvents)}), false) AS is_login
  FROM usage WHERE ${accountIs} AND day <= CAST($as_of AS DATE)
)
SELECT account,
  coalesce(sum(events) FILTER (recent AND (is_login OR NOT known)), 0) AS logins_last,
  coalesce(sum(events) FILTER (prior AND (is_login OR NOT known)), 0) AS logins_prior,
  count(DISTINCT "user") FILTER (recent) AS users_last,
  count(DISTINCT "user") FILTER (prior) AS users_prior,
  count("user") AS rows_with_user,
  count(DISTINCT feature) FILTER (recent AND NOT is_login) AS features_last,
  count(DISTINCT feature) FILTER (prior AND NOT is_login) AS features_prior,
  min(day) AS first_on, max(day) AS last_on, min(day) FILTER (${isFirstValue(knowledge.firstValueEvents)}) AS first_value_on,
  (SELECT count(DISTINCT feature) FROM usage WHERE NOT coalesce(feature IN (${phraseList(knowledge.loginEvents)}), false) AND day <= CAST($as_of AS DATE)) AS features_offered,
  CAST($as_of AS DATE) - max(day) AS days_silent,
  CAST($as_of AS DATE) - min(day) AS days_of_history,
  count(*) FILTER (recent OR prior) AS n
FROM seen, login_names GROUP BY account, known ORDER BY account`,
  }),
  evidence: (accountIs, days) => ({
    sql: `SELECT account, day, feature, count(DISTINCT "user") AS users, sum(events) AS events, (SELECT f.file FROM files f WHERE f.file_id = any_value(t.file_id)) AS file, count(*) AS rows
FROM usage t WHERE ${accountIs} AND ${within("day", days)} GROUP BY account, day, feature ORDER BY day DESC, account, feature`,
  }),
});
