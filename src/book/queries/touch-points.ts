import { ORIGIN, sqlQuery, within } from "./query.ts";

/** Meetings held and missed: the last one, the last business review, and whether the renewal has been talked about. */
export const touchPoints = sqlQuery({
  name: "touch-points",
  doc: "last meeting, last business review, kickoff, trainings, no-shows and renewal conversations",
  tables: ["interactions"],
  rows: (accountIs) => ({
    sql: `
WITH known AS (SELECT account, kind, status, on_day FROM interactions WHERE ${accountIs}), past AS (SELECT * FROM known WHERE on_day <= CAST($as_of AS DATE))
SELECT account, max(on_day) FILTER (status = 'held') AS last_meeting_on, CAST($as_of AS DATE) - max(on_day) FILTER (status = 'held') AS days_since_meeting,
  count(*) FILTER (status = 'held' AND on_day > CAST($as_of AS DATE) - 90) AS meetings_90d,
  max(on_day) FILTER (status = 'held' AND kind IN ('qbr', 'executive-review')) AS last_review_on, CAST($as_of AS DATE) - max(on_day) FILTER (status = 'held' AND kind IN ('qbr', 'executive-review')) AS days_since_review,
  count(*) FILTER (status = 'held' AND kind = 'renewal' AND on_day > CAST($as_of AS DATE) - 120) AS renewal_talks,
  count(*) FILTER (status = 'held' AND kind = 'training' AND on_day > CAST($as_of AS DATE) - 180) AS trainings_180d,
  count(*) FILTER (status = 'no-show' AND on_day > CAST($as_of AS DATE) - 90) AS no_shows_90d,
  min(on_day) FILTER (status = 'held' AND kind = 'kickoff') AS kickoff_on, CAST($as_of AS DATE) - min(on_day) FILTER (status = 'held' AND kind = 'kickoff') AS days_since_kickoff, count(*) AS n
FROM past GROUP BY account ORDER BY account`,
  }),
  evidence: (accountIs, days) => ({
    sql: `SELECT interaction, account, kind, status, on_day, host, attendees, notes, ${ORIGIN} FROM interactions t WHERE ${accountIs} AND ${within("on_day", days)} ORDER BY account, on_day DESC, interaction`,
  }),
});
