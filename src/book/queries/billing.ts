import { aggregateQuery } from "./aggregate-query.ts";
import { ORIGIN } from "./query.ts";
import { back } from "./usage-windows.ts";

/** Ever owed: neither a draft, nor given up without the day on which it was. */
const OWED =
  "coalesce(total_minor, due_minor) > 0 AND (coalesce(status, '') NOT IN ('draft', 'void', 'uncollectible') OR (status IN ('void', 'uncollectible') AND voided_at IS NOT NULL))";

/** Owed on a day: neither voided nor written off by then. */
const openOn = (on: string): string => `day_of(issued_at) <= ${on} AND (voided_at IS NULL OR day_of(voided_at) > ${on}) AND ${OWED}`;

/** Invoices past their due date on as-of, and how late the paid ones were. Derived from dates: the status column is current state. */
export const billing = aggregateQuery({
  name: "billing",
  doc: "invoices past due on as-of, and how late the last year's were paid",
  tables: ["invoices"],
  from: (accountIs) =>
    `SELECT account, currency, coalesce(due_minor, total_minor) AS owed_minor, number, day_of(issued_at) AS issued_on, day_of(voided_at) AS voided_on, day_of(due_at) AS due_on, day_of(paid_at) AS paid_on,
  coalesce(status, '') = 'paid' AND paid_at IS NULL AS paid_some_day FROM invoices WHERE ${accountIs} AND day_of(issued_at) <= ${back(0)} AND ${OWED}`,
  cells: (ago) => {
    const on = back(ago);
    const open = `issued_on <= ${on} AND (voided_on IS NULL OR voided_on > ${on})`;
    const unpaid = `(paid_on IS NULL OR paid_on > ${on}) AND NOT paid_some_day`;
    const overdue = `FILTER (${open} AND ${unpaid} AND due_on < ${on})`;
    const paid = `FILTER (${open} AND NOT (${unpaid}) AND paid_on > ${back(ago + 365)})`;
    return {
      present: `bool_or(${open})`,
      overdue: `count(*) ${overdue}`,
      overdue_minor: `CASE WHEN count(DISTINCT currency) ${overdue} = 1 THEN sum(owed_minor) ${overdue} END`,
      currency: `min(currency) ${overdue}`,
      overdue_since: `min(due_on) ${overdue}`,
      overdue_days: `${on} - min(due_on) ${overdue}`,
      overdue_number: `first(number ORDER BY due_on, number) ${overdue}`,
      paid: `count(*) ${paid}`,
      worst_delay_days: `max(paid_on - due_on) ${paid}`,
      n: `count(*) FILTER (${open})`,
    };
  },
  evidence: (accountIs) => ({
    sql: `SELECT invoice, account, number, currency, total_minor, due_minor, day_of(issued_at) AS issued_on, day_of(due_at) AS due_on, CASE WHEN day_of(paid_at) <= CAST($as_of AS DATE) THEN day_of(paid_at) END AS paid_on, ${ORIGIN}
FROM invoices t WHERE ${accountIs} AND ${openOn(back(0))} ORDER BY account, due_on DESC, invoice`,
  }),
});
