import { DEAL_IS_CLOSED, DEAL_IS_KNOWN } from "./deal-state.ts";
import { ORIGIN, sqlQuery } from "./query.ts";
import { REPORTED } from "./subscription-terms.ts";

const OPEN = `account IS NOT NULL AND kind = 'expansion' AND NOT ${DEAL_IS_CLOSED} AND ${DEAL_IS_KNOWN}`;

/** The expansion deals that are open on as-of. Amounts are the export's current state. */
export const bookGrowth = sqlQuery({
  name: "book-growth",
  doc: "open expansion deals of the book",
  tables: ["opportunities", "meta"],
  rows: () => ({
    sql: `SELECT count(*) FILTER (${OPEN}) AS deals, count(DISTINCT account) FILTER (${OPEN}) AS accounts, sum(amount_minor) FILTER (${OPEN} AND ${REPORTED}) AS open_minor, (SELECT value FROM meta WHERE key = 'currency') AS currency, count(*) FILTER (${OPEN}) AS n FROM opportunities`,
  }),
  evidence: () => ({
    sql: `SELECT opportunity, account, name, stage, amount_minor, currency, close_on, ${ORIGIN} FROM opportunities t WHERE ${OPEN} ORDER BY close_on, opportunity`,
  }),
});
