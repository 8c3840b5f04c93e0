import { ORIGIN, sqlQuery, within } from "./query.ts";

/** The account's latest NPS answer and the one before it, and its CSAT answers of half a year. */
export const surveys = sqlQuery({
  name: "surveys",
  doc: "latest and previous NPS answer, and CSAT answers of the last 180 days",
  tables: ["surveys"],
  rows: (accountIs) => ({
    sql: `
WITH known AS (SELECT account, kind, score, comment, survey, day_of(answered_at) AS on_day, row_number() OVER (PARTITION BY account, kind ORDER BY answered_at DESC, survey DESC) AS rank FROM surveys WHERE ${accountIs} AND day_of(answered_at) <= CAST($as_of AS DATE))
SELECT account, max(score) FILTER (kind = 'nps' AND rank = 1) AS nps_last, max(on_day) FILTER (kind = 'nps' AND rank = 1) AS nps_last_on, max(score) FILTER (kind = 'nps' AND rank = 2) AS nps_previous,
  CAST($as_of AS DATE) - max(on_day) FILTER (kind = 'nps') AS nps_age_days, count(*) FILTER (kind = 'nps') AS nps_answers,
  CAST(sum(CAST(score AS DECIMAL(18, 6))) FILTER (kind = 'csat' AND on_day > CAST($as_of AS DATE) - 180) AS DOUBLE) / count(score) FILTER (kind = 'csat' AND on_day > CAST($as_of AS DATE) - 180) AS csat_mean, count(*) FILTER (kind = 'csat' AND on_day > CAST($as_of AS DATE) - 180) AS csat_answers, count(*) AS n
FROM known GROUP BY account ORDER BY account`,
  }),
  evidence: (accountIs, days) => ({
    sql: `SELECT survey, account, kind, score, email, comment, day_of(answered_at) AS answered_on, ${ORIGIN} FROM surveys t WHERE ${accountIs} AND ${within("day_of(answered_at)", days)} ORDER BY account, answered_at DESC, survey`,
  }),
});
