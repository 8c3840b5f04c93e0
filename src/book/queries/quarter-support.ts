import { accountPeriodQuery, IN_BEFORE, IN_PERIOD } from "./account-period-query.ts";
import { ORIGIN } from "./query.ts";

const REPLY = "CASE WHEN day_of(created_at + to_minutes(first_reply_minutes)) <= CAST($to AS DATE) THEN first_reply_minutes END";

/** Tickets of each account in a period: opened, solved, still open at its end, how fast they were answered, how they were rated. */
export const quarterSupport = accountPeriodQuery({
  name: "quarter-support",
  doc: "tickets opened and solved in a period, open at its end, first replies and ratings",
  tables: ["tickets"],
  rows: (accountIs) => `
WITH known AS (SELECT account FROM accounts WHERE ${accountIs} AND EXISTS (SELECT 1 FROM tickets)),
seen AS (SELECT account, day_of(created_at) AS opened_on, day_of(solved_at) AS solved_on, day_of(over_at) AS over_on, satisfaction, ${REPLY} AS minutes
  FROM tickets WHERE ${accountIs} AND day_of(created_at) <= CAST($to AS DATE)),
counted AS (SELECT account, count(*) FILTER (opened_on ${IN_PERIOD}) AS opened, count(*) FILTER (opened_on ${IN_BEFORE}) AS opened_before,
    count(*) FILTER (solved_on ${IN_PERIOD}) AS solved, count(*) FILTER (over_on IS NULL OR over_on > CAST($to AS DATE)) AS open,
    median(minutes) FILTER (opened_on ${IN_PERIOD}) / 60.0 AS reply_hours, count(minutes) FILTER (opened_on ${IN_PERIOD}) AS replied,
    count(*) FILTER (opened_on ${IN_PERIOD} AND minutes <= 240) AS in_time,
    count(*) FILTER (opened_on ${IN_PERIOD} AND satisfaction = 'bad') AS bad, count(*) FILTER (opened_on ${IN_PERIOD} AND satisfaction = 'good') AS good
  FROM seen GROUP BY account)
SELECT account, coalesce(opened, 0) AS opened, coalesce(opened_before, 0) AS opened_before, coalesce(solved, 0) AS solved, coalesce(open, 0) AS open, reply_hours,
  coalesce(replied, 0) AS replied, coalesce(in_time, 0) AS in_time, coalesce(bad, 0) AS bad, coalesce(good, 0) AS good, coalesce(opened, 0) AS n
FROM known LEFT JOIN counted USING (account) ORDER BY account`,
  evidence: (accountIs) => `
SELECT ticket, account, day_of(created_at) AS opened_on, priority, subject, CASE WHEN day_of(solved_at) <= CAST($as_of AS DATE) THEN day_of(solved_at) END AS solved_on,
  first_reply_minutes, satisfaction, ${ORIGIN}
FROM tickets t WHERE ${accountIs} AND day_of(created_at) <= CAST($to AS DATE) AND (day_of(created_at) >= CAST($from AS DATE) OR solved_at IS NULL OR day_of(solved_at) >= CAST($from AS DATE))
ORDER BY account, created_at DESC, ticket`,
});
