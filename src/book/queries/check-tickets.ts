import { type CheckSql, DAY, FILE } from "./check-sql.ts";
import { REPLY_MINUTES } from "./query.ts";

/**
 * The tickets opened in the last 30 days. One that nobody has answered is measured in whole days, so that no time of day or zone can make it
 * look late; one solved without a reply (merged, answered by telephone) has no reply time.
 */
export const checkTickets: CheckSql = () => `
SELECT account, ticket AS subject, ${FILE}, line, ticket, ${REPLY_MINUTES} IS NOT NULL AS answered, CASE WHEN ${REPLY_MINUTES} IS NOT NULL THEN 'got its first reply after' ELSE 'has waited for a first reply for' END AS reply_state, day_of(created_at) AS opened_on, status, priority,
  CASE WHEN ${REPLY_MINUTES} IS NOT NULL THEN ${REPLY_MINUTES} / 60.0
    WHEN day_of(over_at) <= ${DAY} THEN NULL
    ELSE 24.0 * (${DAY} - day_of(created_at)) END AS reply_hours
FROM tickets t WHERE account IS NOT NULL AND day_of(created_at) <= ${DAY} AND day_of(created_at) > ${DAY} - 30 ORDER BY account, ticket`;
