import { daysQuery, within } from "./query.ts";
import { mostUsers } from "../user-counts.ts";
import { PAID } from "./subscription-terms.ts";
import { MONTH_CELLS, monthCells } from "./months-of-use.ts";
import { recentUse } from "./recent-use.ts";
import { usageFeatures } from "./usage-features.ts";
import { back, inWindow, usageHistory } from "./usage-windows.ts";

/** Active users against licensed seats. */
export const seatUse = daysQuery({
  name: "seat-use",
  doc: "active users of the last 30 days against the seats licensed on as-of",
  tables: ["usage", "subscriptions"],
  cells: ["users", "seats", "n", ...MONTH_CELLS],
  known: usageFeatures,
  shared: (accountIs, { daysAgo }, known) => ({ ...usageHistory(accountIs), ...recentUse(accountIs, daysAgo, known) }),
  rows: (accountIs, { daysAgo, cells, as }, { months }) => {
    const columns = daysAgo.flatMap((ago, index) => [
      // Before the first row with a user id, or a number of users, nobody can be counted, and no share of the seats is known.
      `coalesce(${as("seats", index)} > 0, false) AND (coalesce(first_user_on <= ${back(ago)}, false) OR ${counted(index)} IS NOT NULL) AS ${as("present", index)}`,
      as("seats", index),
      ...(cells.has("users")
        ? [
            `${months(ago).stale === null ? `CASE WHEN coalesce(first_user_on <= ${back(ago)}, false) THEN coalesce(users_${index}, 0) ELSE ${counted(index)} END` : "CAST(NULL AS BIGINT)"} AS ${as("users", index)}`,
          ]
        : []),
      ...Object.entries(monthCells(ago, months(ago))).flatMap(([cell, sql]) => (cells.has(cell) ? [`${sql} AS ${as(cell, index)}`] : [])),
      ...(cells.has("n") ? [`coalesce(${as("n", index)}, 0) AS ${as("n", index)}`] : []),
    ]);
    const seats = daysAgo.map((ago, index) => `CAST(sum(seats) FILTER (${inForce(ago)}) AS BIGINT) AS ${as("seats", index)}`);
    const rows = daysAgo.map((ago, index) => `count(*) FILTER (${inWindow(months(ago).last)}) AS ${as("n", index)}`);
    const told = mostUsers(accountIs, Object.fromEntries(daysAgo.map((ago, index) => [counted(index), inWindow(months(ago).last)])));
    const named = cells.has("n")
      ? `\nLEFT JOIN (SELECT account, ${rows.join(", ")} FROM usage WHERE ${accountIs} AND "user" IS NOT NULL GROUP BY account) USING (account)`
      : "";
    return `SELECT account, ${columns.join(", ")} FROM (SELECT account, ${seats.join(", ")} FROM subscriptions WHERE ${accountIs} GROUP BY account)
LEFT JOIN usage_history USING (account) LEFT JOIN recent_use USING (account) LEFT JOIN (${told}) USING (account)${named}`;
  },
  evidence: (accountIs, days) => ({
    sql: `SELECT account, "user", min(day) AS first_on, max(day) AS last_on, sum(events) AS events FROM usage WHERE ${accountIs} AND ${within("day", days)} GROUP BY account, "user"
UNION ALL SELECT account, 'a number of users', day, day, users FROM user_counts WHERE ${accountIs} AND ${within("day", days)} ORDER BY account, events DESC, "user", first_on`,
  }),
});

/** The largest number of users that an export tells of the last month, as of some day. */
function counted(index: number): string {
  return `counted_${index}`;
}

function inForce(ago: number): string {
  const condition = `day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID}`;
  return condition.replaceAll("CAST($as_of AS DATE)", back(ago));
}
