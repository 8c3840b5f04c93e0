import { type CheckSql, DAY, FILE } from "./check-sql.ts";

/** The invoices of customers that are neither paid nor voided on as-of. Derived from dates; a status without its date is current state. */
export const checkInvoices: CheckSql = () => `
SELECT account, coalesce(invoice, number) AS subject, ${FILE}, line, currency, coalesce(number, invoice) AS invoice, coalesce(due_minor, total_minor) AS amount, day_of(due_at) AS due_on, greatest(${DAY} - day_of(due_at), 0) AS days_past_due
FROM invoices t WHERE account IS NOT NULL AND day_of(issued_at) <= ${DAY} AND (voided_at IS NULL OR day_of(voided_at) > ${DAY}) AND coalesce(total_minor, due_minor) > 0
  AND coalesce(status, '') NOT IN ('draft', 'void', 'uncollectible') AND (paid_at IS NULL OR day_of(paid_at) > ${DAY}) AND (coalesce(status, '') <> 'paid' OR paid_at IS NOT NULL) ORDER BY account, subject`;
