import { sqlQuery } from "./query.ts";
import { REPORTED } from "./subscription-terms.ts";

const OPEN =
  "account IS NOT NULL AND kind = 'expansion' AND NOT (coalesce(closed, false) AND coalesce(close_on <= CAST($as_of AS DATE), true)) AND (created_at IS NULL OR day_of(created_at) <= CAST($as_of AS DATE))";

/** The expansion deals that are open on as-of. Amounts are the export's current state. */
export const bookGrowth = sqlQuery({
  name: "book-growth",
  doc: "open expansion deals of the book",
  tables: ["opportunities", "meta"],
  rows: () => ({
    sql: `SELECT count(*) FILTER (${OPEN}) AS deals, count(DISTINCT account) FILTER (${OPEN}) AS accounts, sum(amount_minor) FILTER (${OPEN} AND ${REPORTED}) AS open_minor, (SELECT value FROM meta WHERE key = 'currency') AS currency, count(*) FILTER (${OPEN}) AS n FROM opportunities`,
  }),
  evidence: () => ({
    sql: `SELECT opportunity, account, name, stage, amount_minor, currency, close_on, (SELECT f.file FROM files f WHERE f.file_id = t.file_id) AS file, t.line FROM opportunities t WHERE ${OPEN} ORDER BY close_on, opportunity`,
  }),
});
