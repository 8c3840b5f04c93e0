import { ORIGIN, REPLY_MINUTES, sqlQuery, within } from "./query.ts";

/** Tickets of the whole book, joined to an account or not. */
export const bookSupport = sqlQuery({
  name: "book-support",
  doc: "tickets of 30 days, open tickets and the median time to the first reply",
  tables: ["tickets", "accounts"],
  rows: () => ({
    sql: `
SELECT count(*) FILTER (day_of(created_at) > CAST($as_of AS DATE) - 30) AS tickets_30d,
  count(*) FILTER (day_of(created_at) > CAST($as_of AS DATE) - 180 AND (over_at IS NULL OR day_of(over_at) > CAST($as_of AS DATE))) AS open,
  median(${REPLY_MINUTES}) FILTER (day_of(created_at) > CAST($as_of AS DATE) - 90) / 60.0 AS first_reply_hours,
  (SELECT concat(o.ticket, ' ', o.subject, ', ', coalesce((SELECT any_value(a.name) FROM accounts a WHERE a.account = o.account), 'no account'), ', open since ', day_of(o.created_at)) FROM tickets o
    WHERE day_of(o.created_at) <= CAST($as_of AS DATE) AND (o.over_at IS NULL OR day_of(o.over_at) > CAST($as_of AS DATE)) ORDER BY o.created_at, o.ticket LIMIT 1) AS oldest,
  count(*) AS n
FROM tickets WHERE day_of(created_at) <= CAST($as_of AS DATE)`,
  }),
  evidence: (_accountIs, days) => ({
    sql: `SELECT ticket, account, day_of(created_at) AS opened_on, priority, subject, ${REPLY_MINUTES} AS first_reply_minutes, ${ORIGIN} FROM tickets t WHERE ${within("day_of(created_at)", days)} ORDER BY created_at DESC, ticket`,
  }),
});
