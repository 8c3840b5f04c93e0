import { monthsOfUse } from "./months-of-use.ts";
import { type Query, sqlQuery, within } from "./query.ts";
import { isLogin } from "./sql-literals.ts";

/** Twelve whole weeks: long enough for growth that a month does not show, and the same number of Mondays wherever it begins. */
const LENGTH = 84;
/** Use that began this much later than the 24 weeks did still counts as having covered them. */
const GRACE = 7;

/** How logins grew over half a year: twelve weeks against the twelve before. Not known where use is recorded by the month. */
export const loginsGrowth: Query = {
  ...growthTo(0, true),
  rows: async (context) => {
    const { rhythm, last } = (await monthsOfUse(context))(0);
    return growthTo(last.from, rhythm !== "month").rows(context);
  },
};

function growthTo(endsAgo: number, known: boolean): Query {
  const end = `CAST($as_of AS DATE) - ${endsAgo}`;
  return sqlQuery({
    name: "logins-growth",
    doc: "logins of twelve weeks and of the twelve before, where use was recorded all that time",
    tables: ["usage"],
    rows: (accountIs, knowledge) => ({
      sql: `
SELECT account, sum(logins) FILTER (${isLogin(knowledge.loginEvents)} AND day > ${end} - ${LENGTH}) AS logins_last,
  sum(logins) FILTER (${isLogin(knowledge.loginEvents)} AND day <= ${end} - ${LENGTH}) AS logins_prior, count(*) AS n
FROM (SELECT account, day, feature, events AS logins FROM usage WHERE ${accountIs} AND day <= ${end} AND day > ${end} - ${2 * LENGTH})
GROUP BY account HAVING ${known ? `min(day) <= ${end} - ${2 * LENGTH - GRACE - 1}` : "false"} ORDER BY account`,
    }),
    evidence: (accountIs, days, knowledge) => ({
      sql: `SELECT account, day, sum(events) AS logins FROM usage WHERE ${accountIs} AND ${within("day", days)} AND ${isLogin(knowledge.loginEvents)} GROUP BY account, day ORDER BY day DESC, account`,
    }),
  });
}
