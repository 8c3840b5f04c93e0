import { ORIGIN, sqlQuery } from "./query.ts";

/** Owed on as-of: neither a draft, nor voided, nor written off by then. Without the day on which it was given up it counts as never owed. */
const OPEN =
  "day_of(issued_at) <= CAST($as_of AS DATE) AND (voided_at IS NULL OR day_of(voided_at) > CAST($as_of AS DATE)) AND coalesce(total_minor, due_minor) > 0 AND (coalesce(status, '') NOT IN ('draft', 'void', 'uncollectible') OR (status IN ('void', 'uncollectible') AND voided_at IS NOT NULL))";
const UNPAID = "(paid_at IS NULL OR day_of(paid_at) > CAST($as_of AS DATE)) AND (coalesce(status, '') <> 'paid' OR paid_at IS NOT NULL)";

/** Invoices past their due date on as-of, and how late the paid ones were. Derived from dates: the status column is current state. */
export const billing = sqlQuery({
  name: "billing",
  doc: "invoices past due on as-of, and how late the last year's were paid",
  tables: ["invoices"],
  rows: (accountIs) => ({
    sql: `
WITH known AS (
  SELECT account, currency, coalesce(due_minor, total_minor) AS owed_minor, number, day_of(due_at) AS due_on, ${UNPAID} AS unpaid, day_of(paid_at) AS paid_on,
    ${UNPAID} AND day_of(due_at) < CAST($as_of AS DATE) AS overdue
  FROM invoices WHERE ${accountIs} AND ${OPEN}
)
SELECT account, count(*) FILTER (overdue) AS overdue, CASE WHEN count(DISTINCT currency) FILTER (overdue) = 1 THEN sum(owed_minor) FILTER (overdue) END AS overdue_minor, any_value(currency) FILTER (overdue) AS currency,
  min(due_on) FILTER (overdue) AS overdue_since, CAST($as_of AS DATE) - min(due_on) FILTER (overdue) AS overdue_days, arg_min(number, due_on) FILTER (overdue) AS overdue_number,
  count(*) FILTER (NOT unpaid AND paid_on > CAST($as_of AS DATE) - 365) AS paid, max(paid_on - due_on) FILTER (NOT unpaid AND paid_on > CAST($as_of AS DATE) - 365) AS worst_delay_days, count(*) AS n
FROM known GROUP BY account ORDER BY account`,
  }),
  evidence: (accountIs) => ({
    sql: `SELECT invoice, account, number, currency, total_minor, due_minor, day_of(issued_at) AS issued_on, day_of(due_at) AS due_on, CASE WHEN day_of(paid_at) <= CAST($as_of AS DATE) THEN day_of(paid_at) END AS paid_on, ${ORIGIN}
FROM invoices t WHERE ${accountIs} AND ${OPEN} ORDER BY account, due_on DESC, invoice`,
  }),
});
