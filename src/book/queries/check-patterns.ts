import { type CheckSql, DAY } from "./check-sql.ts";
import { IN_FORCE } from "./check-sql.ts";
import { REPORTED } from "./subscription-terms.ts";

/** The capabilities that tickets of two or more accounts failed at in the last 90 days. */
export const checkPatterns: CheckSql = () => `
WITH tagged AS MATERIALIZED (SELECT account, ticket, day_of(created_at) AS on_day, file_id, line, about AS capability FROM tickets WHERE account IS NOT NULL AND day_of(created_at) <= ${DAY} AND day_of(created_at) > ${DAY} - 90),
paid AS (SELECT account, sum(arr_minor) AS arr_minor FROM subscriptions WHERE account IS NOT NULL AND ${IN_FORCE} AND ${REPORTED} GROUP BY account),
spread AS (SELECT capability, sum(arr_minor) AS arr_minor FROM (SELECT DISTINCT capability, account FROM tagged WHERE capability IS NOT NULL) LEFT JOIN paid USING (account) GROUP BY capability),
grouped AS (
  SELECT capability, count(DISTINCT account) AS accounts, count(*) AS tickets, count(*) FILTER (on_day > ${DAY} - 7) AS new_tickets, arg_max(file_id, (on_day, ticket)) AS file_id, arg_max(line, (on_day, ticket)) AS line
  FROM tagged WHERE capability IS NOT NULL GROUP BY capability HAVING count(DISTINCT account) >= 2
)
SELECT NULL AS account, capability AS subject, (SELECT f.file FROM files f WHERE f.file_id = t.file_id) AS file, line, (SELECT value FROM meta WHERE key = 'currency') AS currency,
  capability AS pattern, accounts AS pattern_accounts, tickets AS pattern_tickets, new_tickets, arr_minor AS pattern_arr
FROM grouped t LEFT JOIN spread USING (capability) ORDER BY capability`;
