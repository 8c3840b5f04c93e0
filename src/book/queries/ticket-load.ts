import { holdsAny, wordsSql } from "./phrase-sql.ts";
import { ORIGIN, REPLY_MINUTES, sqlQuery, within } from "./query.ts";

const TEXT = "concat_ws(' ', subject, description)";
const CUES = ["competitor", "budget", "cancellation", "escalation", "expansion"] as const;

/** How many tickets, how urgent, how slowly answered, and which of the word lists of references/cues.yaml they contain. */
export const ticketLoad = sqlQuery({
  name: "ticket-load",
  doc: "tickets of the last 30 and 90 days, open and urgent ones, first replies, and tickets that mention competitors, budget, cancelling, escalation or more",
  tables: ["tickets"],
  rows: (accountIs, knowledge) => ({
    sql: `
WITH read AS MATERIALIZED (
  SELECT *, ${wordsSql(TEXT)} AS words FROM tickets WHERE ${accountIs} AND day_of(created_at) <= CAST($as_of AS DATE) AND day_of(created_at) > CAST($as_of AS DATE) - 180
), known AS (
  SELECT account, ticket, day_of(created_at) AS on_day, priority, tags, reopens, satisfaction, ${REPLY_MINUTES} AS first_reply_minutes,
    CASE WHEN day_of(solved_at) <= CAST($as_of AS DATE) THEN day_of(solved_at) END AS solved_on, ${CUES.map((cue) => `${holdsAny("words", knowledge.cues.get(cue) ?? [])} AS says_${cue}`).join(", ")}
  FROM read
), aged AS (SELECT *, on_day > CAST($as_of AS DATE) - 30 AS in_30, on_day > CAST($as_of AS DATE) - 90 AS in_90 FROM known)
SELECT account, count(*) FILTER (in_30) AS tickets_30d, count(*) FILTER (NOT in_30 AND on_day > CAST($as_of AS DATE) - 60) AS tickets_prior_30d, count(*) FILTER (in_90) AS tickets_90d,
  count(*) FILTER (solved_on IS NULL) AS open, count(*) FILTER (solved_on IS NULL AND priority IN ('high', 'urgent')) AS open_urgent,
  count(*) FILTER (in_90 AND satisfaction = 'bad') AS bad_ratings_90d, count(*) FILTER (in_90 AND coalesce(reopens, 0) > 0) AS reopened_90d,
  median(first_reply_minutes) FILTER (in_90) / 60.0 AS first_reply_hours, count(first_reply_minutes) FILTER (in_90) AS replies_90d,
  ${CUES.map((cue) => `count(*) FILTER (in_90 AND says_${cue}) AS ${cue}_tickets, min(on_day) FILTER (in_90 AND says_${cue}) AS ${cue}_first_on`).join(", ")},
  count(*) FILTER (in_90) AS n
FROM aged GROUP BY account ORDER BY account`,
  }),
  evidence: (accountIs, days) => ({
    sql: `SELECT ticket, account, day_of(created_at) AS opened_on, priority, subject, left(description, 240) AS description, CASE WHEN day_of(solved_at) <= CAST($as_of AS DATE) THEN day_of(solved_at) END AS solved_on, ${ORIGIN}
FROM tickets t WHERE ${accountIs} AND ${within("day_of(created_at)", days)} ORDER BY account, created_at DESC, ticket`,
  }),
});
