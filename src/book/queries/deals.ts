import { DEAL_IS_CLOSED, DEAL_IS_KNOWN } from "./deal-state.ts";
import { ORIGIN, sqlQuery } from "./query.ts";

const WON = "is_closed AND won AND kind = 'new' AND close_on <= CAST($as_of AS DATE)";

/** Deals of the account: the one that began it, and what is open now. Stage and amount are the export's current state. */
export const deals = sqlQuery({
  name: "deals",
  doc: "the first won deal, and the open renewal and expansion deals (current state of the export)",
  tables: ["opportunities"],
  rows: (accountIs) => ({
    sql: `
WITH known AS (SELECT *, ${DEAL_IS_CLOSED} AS is_closed, NOT coalesce(closed, false) AS still_open FROM opportunities WHERE ${accountIs} AND ${DEAL_IS_KNOWN})
SELECT account, any_value(currency) AS currency, min(close_on) FILTER (${WON}) AS won_on, CAST($as_of AS DATE) - min(close_on) FILTER (${WON}) AS days_since_won,
  count(*) FILTER (NOT is_closed AND kind = 'expansion') AS expansions_open, CASE WHEN count(DISTINCT currency) FILTER (NOT is_closed AND kind = 'expansion') = 1 THEN sum(amount_minor) FILTER (NOT is_closed AND kind = 'expansion') END AS expansion_minor, min(stage) FILTER (still_open AND kind = 'expansion') AS expansion_stage,
  count(*) FILTER (NOT is_closed AND kind = 'renewal') AS renewals_open, CASE WHEN count(DISTINCT currency) FILTER (NOT is_closed AND kind = 'renewal') = 1 THEN sum(amount_minor) FILTER (NOT is_closed AND kind = 'renewal') END AS renewal_minor, min(stage) FILTER (still_open AND kind = 'renewal') AS renewal_stage, min(owner) FILTER (NOT is_closed) AS seller, count(*) AS n
FROM known GROUP BY account ORDER BY account`,
  }),
  evidence: (accountIs) => ({
    sql: `SELECT opportunity, account, name, kind, stage, amount_minor, currency, owner, close_on, ${ORIGIN} FROM opportunities t WHERE ${accountIs} AND (created_at IS NULL OR day_of(created_at) <= CAST($as_of AS DATE)) ORDER BY account, close_on DESC, opportunity`,
  }),
});
