import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import { ORIGIN, sqlQuery, within } from "./query.ts";
import { sqlText } from "./sql-literals.ts";

/** The capability that the tickets of most accounts are about within 90 days. */
export const bookGaps = sqlQuery({
  name: "book-gaps",
  doc: "the capability that most accounts wrote about within 90 days, and the one after it",
  tables: ["tickets"],
  rows: (_accountIs, knowledge) => ({
    sql: `
WITH tagged AS MATERIALIZED (SELECT account, about AS capability FROM tickets WHERE account IS NOT NULL AND day_of(created_at) <= CAST($as_of AS DATE) AND day_of(created_at) > CAST($as_of AS DATE) - 90),
counted AS (SELECT capability, count(DISTINCT account) AS accounts, count(*) AS tickets, row_number() OVER (ORDER BY count(DISTINCT account) DESC, count(*) DESC, capability) AS rank FROM tagged WHERE capability IS NOT NULL GROUP BY capability)
SELECT ${titled(knowledge, "first(capability) FILTER (rank = 1)")} AS first_title, max(accounts) FILTER (rank = 1) AS first_accounts, max(tickets) FILTER (rank = 1) AS first_tickets,
  ${titled(knowledge, "first(capability) FILTER (rank = 2)")} AS second_title, max(accounts) FILTER (rank = 2) AS second_accounts, max(tickets) FILTER (rank = 2) AS second_tickets, (SELECT count(*) FROM tagged) AS n FROM counted`,
  }),
  evidence: (_accountIs, days) => ({
    sql: `SELECT t.about AS capability, t.ticket, t.account, day_of(t.created_at) AS opened_on, t.subject, ${ORIGIN} FROM tickets t WHERE account IS NOT NULL AND ${within("day_of(created_at)", days)} ORDER BY t.about, t.account, t.ticket`,
  }),
});

function titled(knowledge: Knowledge, capability: string): string {
  if (knowledge.capabilities.length === 0) return "CAST(NULL AS VARCHAR)";
  return `CASE ${capability} ${knowledge.capabilities.map(({ id, title }) => `WHEN ${sqlText(id)} THEN ${sqlText(title)}`).join(" ")} END`;
}
