import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import { ORIGIN, sqlQuery, within } from "./query.ts";
import { PAID, REPORTED } from "./subscription-terms.ts";
import { sqlText } from "./sql-literals.ts";

function titleOf(knowledge: Knowledge, field: "title" | "gap"): string {
  if (knowledge.capabilities.length === 0) return "CAST(NULL AS VARCHAR)";
  return `CASE capability ${knowledge.capabilities.map((capability) => `WHEN ${sqlText(capability.id)} THEN ${sqlText(capability[field])}`).join(" ")} END`;
}

/** The capability the account's tickets of 90 days fail at most often, and how many other accounts report the same. */
export const recurringGap = sqlQuery({
  name: "recurring-gap",
  doc: "the capability behind most of the account's tickets of the last 90 days, and who else reports it",
  tables: ["tickets", "subscriptions"],
  rows: (accountIs, knowledge) => ({
    sql: `
WITH tagged AS MATERIALIZED (
  SELECT account, ticket, day_of(created_at) AS on_day, about AS capability FROM tickets
  WHERE account IS NOT NULL AND day_of(created_at) <= CAST($as_of AS DATE) AND day_of(created_at) > CAST($as_of AS DATE) - 90
), counted AS (SELECT account, capability, count(*) AS tickets, min(on_day) AS first_on, max(on_day) AS last_on FROM tagged WHERE capability IS NOT NULL GROUP BY ALL),
named AS (SELECT capability, string_agg(DISTINCT coalesce(a.name, tagged.account), ', ' ORDER BY coalesce(a.name, tagged.account)) AS account_names, string_agg(DISTINCT ticket, ', ' ORDER BY ticket) AS ticket_ids FROM tagged LEFT JOIN accounts a USING (account) WHERE capability IS NOT NULL GROUP BY capability),
arr AS (
  SELECT account, sum(arr_minor) AS arr_minor FROM subscriptions
  WHERE account IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID} AND ${REPORTED} GROUP BY account
), spread AS (
  SELECT capability, count(*) AS accounts, sum(tickets) AS tickets_all, sum(arr_minor) AS arr_minor, (SELECT value FROM meta WHERE key = 'currency') AS currency, min(first_on) AS first_on, max(last_on) AS last_on
  FROM counted LEFT JOIN arr USING (account) GROUP BY capability
), top AS (SELECT * FROM counted WHERE ${accountIs} QUALIFY row_number() OVER (PARTITION BY account ORDER BY tickets DESC, capability) = 1)
SELECT top.account, top.capability, ${titleOf(knowledge, "title").replace("CASE capability", "CASE top.capability")} AS title, ${titleOf(knowledge, "gap").replace("CASE capability", "CASE top.capability")} AS gap, top.tickets, top.first_on AS first_on,
  spread.accounts - 1 AS other_accounts, spread.accounts AS accounts, spread.tickets_all, spread.arr_minor, spread.currency, spread.first_on AS spread_first_on, spread.last_on AS spread_last_on, spread.tickets_all AS n, named.account_names, named.ticket_ids
FROM top JOIN spread USING (capability) JOIN named USING (capability) ORDER BY account`,
  }),
  evidence: (accountIs, days) => ({
    sql: `WITH tagged AS MATERIALIZED (SELECT *, about AS capability FROM tickets WHERE account IS NOT NULL AND ${within("day_of(created_at)", days)}),
mine AS (SELECT capability FROM tagged WHERE ${accountIs} AND capability IS NOT NULL GROUP BY account, capability QUALIFY row_number() OVER (PARTITION BY account ORDER BY count(*) DESC, capability) = 1)
SELECT t.ticket, t.account, t.capability, day_of(t.created_at) AS opened_on, t.subject, ${ORIGIN} FROM tagged t WHERE capability IN (SELECT capability FROM mine) ORDER BY t.account, t.created_at DESC, t.ticket`,
  }),
});
