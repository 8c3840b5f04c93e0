import { type MonthsOfUse, monthsOfUse } from "./months-of-use.ts";
import { isLogin } from "./sql-literals.ts";
import { type Query, sqlQuery, within } from "./query.ts";

/** As it is of use by the day; what else there is does not depend on how use is recorded. */
const DAILY = declineOf({ rhythm: "day", last: { from: 0, to: 30 }, prior: { from: 30, to: 60 }, stale: null }, 0);

/** Since when logins have been down: the first day of the present run in which 30 days (four weeks, of use by the week) were at least 30 % below those before. */
export const loginDecline: Query = {
  ...DAILY,
  rows: async (context) => {
    const months = await monthsOfUse(context);
    return declineOf(months(0), 0).rows(context);
  },
  part: async (context, wanted) => {
    const months = await monthsOfUse(context);
    const selects: string[] = [];
    for (const [index, ago] of wanted.daysAgo.entries()) {
      const ofDay = { ...wanted, daysAgo: [ago], as: (cell: string) => wanted.as(cell, index) };
      const part = await declineOf(months(ago), ago).part?.(context, ofDay);
      selects.push(...(part?.selects ?? []));
    }
    return { selects };
  },
};

function declineOf({ rhythm, last, prior }: MonthsOfUse, ago: number): Query {
  const [length, before] = [last.to - last.from, prior.to - prior.from];
  // Looked at from the last week that is there; 0 of use by the day.
  const end = `CAST($as_of AS DATE) - ${last.from - ago}`;
  return sqlQuery({
    name: "login-decline",
    doc: "the day on which logins first stood 30 % or more below the month before, of the run that still lasts",
    tables: ["usage"],
    rows: (accountIs, knowledge) => ({
      sql: `
WITH daily AS (
  SELECT account, day, sum(events) AS logins FROM usage
  WHERE ${accountIs} AND day <= ${end} AND day > ${end} - 150 AND ${isLogin(knowledge.loginEvents)}
  GROUP BY account, day
),
days AS (
  SELECT a.account, CAST(d.day AS DATE) AS day FROM (SELECT DISTINCT account FROM daily) a,
  generate_series(${end} - 149, ${end}, INTERVAL 1 DAY) AS d(day)
),
rolling AS (
  SELECT account, day,
    sum(coalesce(logins, 0)) OVER (PARTITION BY account ORDER BY day ROWS BETWEEN ${length - 1} PRECEDING AND CURRENT ROW) AS last_30,
    sum(coalesce(logins, 0)) OVER (PARTITION BY account ORDER BY day ROWS BETWEEN ${length + before - 1} PRECEDING AND ${length} PRECEDING) AS prior_30
  FROM days LEFT JOIN daily USING (account, day)
),
down AS (SELECT account, day, coalesce(prior_30 >= 10 AND last_30 <= 0.7 * prior_30, false) AS is_down FROM rolling WHERE day > ${end} - 90)
SELECT account, '${rhythm}' AS use_by, CASE WHEN ${rhythm === "month" ? "false" : "arg_max(is_down, day)"} THEN CAST(coalesce(max(day) FILTER (NOT is_down) + 1, min(day)) AS DATE) END AS down_since, count(*) AS n
FROM down GROUP BY account ORDER BY account`,
    }),
    evidence: (accountIs, days, knowledge) => ({
      sql: `SELECT account, day, sum(events) AS logins FROM usage WHERE ${accountIs} AND ${within("day", days)} AND ${isLogin(knowledge.loginEvents)} GROUP BY account, day ORDER BY day DESC, account`,
    }),
  });
}
