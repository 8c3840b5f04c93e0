import { wantedColumns } from "./aggregate-query.ts";
import { type DaysAgo, monthsOfUse } from "./months-of-use.ts";
import { daysQuery, within } from "./query.ts";
import { isLogin } from "./sql-literals.ts";
import { back, inWindow, spanOf } from "./usage-windows.ts";

/** Twelve whole weeks: long enough for growth that a month does not show, and the same number of Mondays wherever it begins. */
const LENGTH = 84;
/** Use that began this much later than the 24 weeks did still counts as having covered them. */
const GRACE = 7;

/** How logins grew over half a year: twelve weeks against the twelve before. Not known where use is recorded by the month. */
export const loginsGrowth = daysQuery({
  name: "logins-growth",
  doc: "logins of twelve weeks and of the twelve before, where use was recorded all that time",
  tables: ["usage"],
  cells: ["logins_last", "logins_prior", "n"],
  known: async (context) => ({ months: await monthsOfUse(context), logins: isLogin(context.knowledge.loginEvents) }),
  shared: () => ({}),
  rows: (accountIs, wanted, { months, logins }) => {
    const halfYear = (ago: number): DaysAgo => ({ from: months(ago).last.from, to: months(ago).last.from + 2 * LENGTH });
    const columns = wantedColumns(wanted, (ago) => {
      const whole = halfYear(ago);
      const [last, prior] = [
        { ...whole, to: whole.from + LENGTH },
        { ...whole, from: whole.from + LENGTH },
      ];
      return {
        present:
          months(ago).rhythm === "month"
            ? "false"
            : `coalesce(min(day) FILTER (${inWindow(whole)}) <= ${back(whole.to - GRACE - 1)}, false)`,
        logins_last: `sum(events) FILTER (${logins} AND ${inWindow(last)})`,
        logins_prior: `sum(events) FILTER (${logins} AND ${inWindow(prior)})`,
        n: `count(*) FILTER (${inWindow(whole)})`,
      };
    });
    const span = spanOf(wanted.daysAgo.map(halfYear));
    return `SELECT account, ${columns.join(", ")} FROM usage WHERE ${accountIs} AND ${inWindow(span)} GROUP BY account`;
  },
  evidence: (accountIs, days, knowledge) => ({
    sql: `SELECT account, day, sum(events) AS logins FROM usage WHERE ${accountIs} AND ${within("day", days)} AND ${isLogin(knowledge.loginEvents)} GROUP BY account, day ORDER BY day DESC, account`,
  }),
});
