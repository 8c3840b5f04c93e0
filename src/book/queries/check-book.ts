import { type CheckSql, DAY } from "./check-sql.ts";

/** The book as one row: how tickets are tagged. Everything else a rule may say of the book is a metric. */
export const checkBook: CheckSql = () => `
WITH tagged AS MATERIALIZED (
  SELECT day_of(created_at) AS opened_on, CASE WHEN day_of(solved_at) <= ${DAY} THEN day_of(solved_at) END AS solved_on, coalesce(tags, '') || ' ' || coalesce(type, '') AS labels, about AS capability
  FROM tickets WHERE day_of(created_at) <= ${DAY} AND (day_of(created_at) > ${DAY} - 30 OR (day_of(solved_at) > ${DAY} - 30 AND day_of(solved_at) <= ${DAY}))
)
SELECT NULL AS account, 'book' AS subject, NULL AS file, NULL AS line, NULL AS currency, count(*) FILTER (solved_on > ${DAY} - 30) AS tickets_solved_30d,
  count(*) FILTER (solved_on > ${DAY} - 30 AND capability IS NOT NULL) / nullif(count(*) FILTER (solved_on > ${DAY} - 30), 0) AS tickets_named_share,
  count(*) FILTER (opened_on > ${DAY} - 30) AS tickets_opened_30d,
  count(*) FILTER (opened_on > ${DAY} - 30 AND contains(lower(labels), 'escalat')) / nullif(count(*) FILTER (opened_on > ${DAY} - 30), 0) AS escalated_share_30d
FROM tagged`;
