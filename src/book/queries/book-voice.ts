import { ORIGIN, sqlQuery, within } from "./query.ts";
import { RESPONDENT } from "./survey-answers.ts";

/** NPS and CSAT of the whole book over 90 days; of each respondent only the latest answer counts. */
export const bookVoice = sqlQuery({
  name: "book-voice",
  doc: "NPS and CSAT answers of 90 days and NPS answers of the rest of the year, the latest of each respondent",
  tables: ["surveys"],
  rows: () => ({
    sql: `
WITH latest AS (
  SELECT kind, score FROM surveys WHERE day_of(answered_at) <= CAST($as_of AS DATE) AND day_of(answered_at) > CAST($as_of AS DATE) - 90
  QUALIFY row_number() OVER (PARTITION BY kind, ${RESPONDENT} ORDER BY answered_at DESC, survey DESC) = 1
), earlier AS (
  SELECT score FROM surveys WHERE kind = 'nps' AND day_of(answered_at) <= CAST($as_of AS DATE) - 90 AND day_of(answered_at) > CAST($as_of AS DATE) - 365
  QUALIFY row_number() OVER (PARTITION BY ${RESPONDENT} ORDER BY answered_at DESC, survey DESC) = 1
), prior AS (
  SELECT 100.0 * (count(*) FILTER (score >= 9) - count(*) FILTER (score <= 6)) / nullif(count(score), 0) AS nps_before, count(score) AS answers_before FROM earlier
)
SELECT 100.0 * (count(*) FILTER (kind = 'nps' AND score >= 9) - count(*) FILTER (kind = 'nps' AND score <= 6)) / nullif(count(*) FILTER (kind = 'nps'), 0) AS nps, count(*) FILTER (kind = 'nps') AS answers,
  count(*) FILTER (kind = 'csat' AND score >= 4) AS csat_top2, count(*) FILTER (kind = 'csat') AS csat_answers, avg(score ORDER BY score) FILTER (kind = 'csat') AS csat_mean, any_value(nps_before) AS nps_before, any_value(answers_before) AS answers_before, count(kind) AS n FROM latest RIGHT JOIN prior ON true`,
  }),
  evidence: (_accountIs, days) => ({
    sql: `SELECT survey, account, kind, score, email, comment, day_of(answered_at) AS answered_on, ${ORIGIN} FROM surveys t WHERE ${within("day_of(answered_at)", days)} ORDER BY answered_at DESC, survey`,
  }),
});
