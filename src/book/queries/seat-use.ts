import { sqlQuery, within } from "./query.ts";
import { PAID } from "./subscription-terms.ts";

/** Active users against licensed seats, now and 30 days ago. */
export const seatUse = sqlQuery({
  name: "seat-use",
  doc: "active users of the last 30 days against the seats licensed on as-of",
  tables: ["usage", "subscriptions"],
  rows: (accountIs) => ({
    sql: `
WITH active AS (SELECT account, count(DISTINCT "user") AS users, count(*) AS n FROM usage WHERE ${accountIs} AND day <= CAST($as_of AS DATE) AND day > CAST($as_of AS DATE) - 30 AND "user" IS NOT NULL GROUP BY account),
licensed AS (
  SELECT account, sum(seats) AS seats FROM subscriptions
  WHERE ${accountIs} AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID} GROUP BY account
)
SELECT account, coalesce(users, 0) AS users, seats, coalesce(n, 0) AS n FROM licensed LEFT JOIN active USING (account) WHERE seats > 0 AND EXISTS (SELECT 1 FROM usage u WHERE u.account = licensed.account AND u."user" IS NOT NULL AND u.day <= CAST($as_of AS DATE)) ORDER BY account`,
  }),
  evidence: (accountIs, days) => ({
    sql: `SELECT account, "user", min(day) AS first_on, max(day) AS last_on, sum(events) AS events FROM usage WHERE ${accountIs} AND ${within("day", days)} GROUP BY account, "user" ORDER BY account, events DESC, "user"`,
  }),
});
