import { accountPeriodQuery, IN_PERIOD } from "./account-period-query.ts";
import { ORIGIN } from "./query.ts";

/** Meetings with each account in a period: held, trainings and reviews among them, missed. */
export const quarterMeetings = accountPeriodQuery({
  name: "quarter-meetings",
  doc: "meetings, trainings and reviews held in a period, and those missed",
  tables: ["interactions"],
  rows: (accountIs) => `
WITH known AS (SELECT account FROM accounts WHERE ${accountIs} AND EXISTS (SELECT 1 FROM interactions)),
counted AS (SELECT account, count(*) FILTER (status = 'held') AS held, count(*) FILTER (status = 'held' AND kind = 'training') AS trainings,
    count(*) FILTER (status = 'held' AND kind IN ('qbr', 'executive-review')) AS reviews, count(*) FILTER (status = 'no-show') AS missed, count(*) AS n
  FROM interactions WHERE ${accountIs} AND on_day ${IN_PERIOD} GROUP BY account)
SELECT account, coalesce(held, 0) AS held, coalesce(trainings, 0) AS trainings, coalesce(reviews, 0) AS reviews, coalesce(missed, 0) AS missed, coalesce(n, 0) AS n
FROM known LEFT JOIN counted USING (account) ORDER BY account`,
  evidence: (accountIs) =>
    `SELECT interaction, account, kind, status, on_day, host, attendees, ${ORIGIN} FROM interactions t WHERE ${accountIs} AND on_day ${IN_PERIOD} ORDER BY account, on_day DESC, interaction`,
});
