import { isLogin } from "./sql-literals.ts";
import { sqlQuery, within } from "./query.ts";

/** Since when logins have been down: the first day of the present run in which 30 days were at least 30 % below the 30 before. */
export const loginDecline = sqlQuery({
  name: "login-decline",
  doc: "the day on which logins first stood 30 % or more below the month before, of the run that still lasts",
  tables: ["usage"],
  rows: (accountIs, knowledge) => ({
    sql: `
WITH daily AS (
  SELECT account, day, sum(events) AS logins FROM usage
  WHERE ${accountIs} AND day <= CAST($as_of AS DATE) AND day > CAST($as_of AS DATE) - 150 AND ${isLogin(knowledge.loginEvents)}
  GROUP BY account, day
),
days AS (
  SELECT a.account, CAST(d.day AS DATE) AS day FROM (SELECT DISTINCT account FROM daily) a,
  generate_series(CAST($as_of AS DATE) - 149, CAST($as_of AS DATE), INTERVAL 1 DAY) AS d(day)
),
rolling AS (
  SELECT account, day,
    sum(coalesce(logins, 0)) OVER (PARTITION BY account ORDER BY day ROWS BETWEEN 29 PRECEDING AND CURRENT ROW) AS last_30,
    sum(coalesce(logins, 0)) OVER (PARTITION BY account ORDER BY day ROWS BETWEEN 59 PRECEDING AND 30 PRECEDING) AS prior_30
  FROM days LEFT JOIN daily USING (account, day)
),
down AS (SELECT account, day, coalesce(prior_30 >= 10 AND last_30 <= 0.7 * prior_30, false) AS is_down FROM rolling WHERE day > CAST($as_of AS DATE) - 90)
SELECT account, CASE WHEN arg_max(is_down, day) THEN CAST(coalesce(max(day) FILTER (NOT is_down) + 1, min(day)) AS DATE) END AS down_since, count(*) AS n
FROM down GROUP BY account ORDER BY account`,
  }),
  evidence: (accountIs, days, knowledge) => ({
    sql: `SELECT account, day, sum(events) AS logins FROM usage WHERE ${accountIs} AND ${within("day", days)} AND ${isLogin(knowledge.loginEvents)} GROUP BY account, day ORDER BY day DESC, account`,
  }),
});
