import { aggregateQuery } from "./aggregate-query.ts";
import { ORIGIN, within } from "./query.ts";
import { back } from "./usage-windows.ts";

/** As much of a comment as fits into a sentence. */
const COMMENT_LENGTH = 140;

/** The account's latest NPS answer and the one before it, and its CSAT answers of half a year. */
export const surveys = aggregateQuery({
  name: "surveys",
  doc: "latest and previous NPS answer, and CSAT answers of the last 180 days",
  tables: ["surveys"],
  from: (accountIs) =>
    `SELECT account, kind, score, comment, coalesce(survey, '') AS survey, answered_at, day_of(answered_at) AS on_day FROM surveys WHERE ${accountIs} AND day_of(answered_at) <= ${back(0)}`,
  cells: (ago) => {
    const on = back(ago);
    const nps = `FILTER (kind = 'nps' AND on_day <= ${on})`;
    const csat = `FILTER (kind = 'csat' AND on_day <= ${on} AND on_day > ${back(ago + 180)})`;
    return {
      present: `bool_or(on_day <= ${on})`,
      nps_last: `arg_max_null(score, (answered_at, survey)) ${nps}`,
      nps_last_on: `max(on_day) ${nps}`,
      nps_previous: `(list(score ORDER BY answered_at DESC, survey DESC) ${nps})[2]`,
      nps_age_days: `${on} - max(on_day) ${nps}`,
      nps_comment: `left(trim(regexp_replace(arg_max_null(comment, (answered_at, survey)) ${nps}, '\\s+', ' ', 'g')), ${COMMENT_LENGTH})`,
      nps_answers: `count(*) ${nps}`,
      // Sums of decimals are exact in whatever order the rows come.
      csat_mean: `CAST(sum(CAST(score AS DECIMAL(18, 6))) ${csat} AS DOUBLE) / count(score) ${csat}`,
      csat_answers: `count(*) ${csat}`,
      n: `count(*) FILTER (on_day <= ${on})`,
    };
  },
  evidence: (accountIs, days) => ({
    sql: `SELECT survey, account, kind, score, email, comment, day_of(answered_at) AS answered_on, ${ORIGIN} FROM surveys t WHERE ${accountIs} AND ${within("day_of(answered_at)", days)} ORDER BY account, answered_at DESC, survey`,
  }),
});
