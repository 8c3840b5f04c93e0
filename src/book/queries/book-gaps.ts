import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import { wordsSql } from "./phrase-sql.ts";
import { ORIGIN, sqlQuery, within } from "./query.ts";
import { capabilityOf } from "./recurring-gap.ts";
import { sqlText } from "./sql-literals.ts";

const TEXT = "concat_ws(' ', subject, description)";

/** The capability that the tickets of most accounts are about within 90 days. */
export const bookGaps = sqlQuery({
  name: "book-gaps",
  doc: "the capability that most accounts wrote about within 90 days, and the one after it",
  tables: ["tickets"],
  rows: (_accountIs, knowledge) => ({
    sql: `
WITH read AS MATERIALIZED (SELECT account, ${wordsSql(TEXT)} AS words FROM tickets WHERE account IS NOT NULL AND day_of(created_at) <= CAST($as_of AS DATE) AND day_of(created_at) > CAST($as_of AS DATE) - 90),
tagged AS (SELECT account, ${capabilityOf(knowledge)} AS capability FROM read),
counted AS (SELECT capability, count(DISTINCT account) AS accounts, count(*) AS tickets, row_number() OVER (ORDER BY count(DISTINCT account) DESC, count(*) DESC, capability) AS rank FROM tagged WHERE capability IS NOT NULL GROUP BY capability)
SELECT ${titled(knowledge, "first(capability) FILTER (rank = 1)")} AS first_title, max(accounts) FILTER (rank = 1) AS first_accounts, max(tickets) FILTER (rank = 1) AS first_tickets,
  ${titled(knowledge, "first(capability) FILTER (rank = 2)")} AS second_title, max(accounts) FILTER (rank = 2) AS second_accounts, max(tickets) FILTER (rank = 2) AS second_tickets, (SELECT count(*) FROM read) AS n FROM counted`,
  }),
  evidence: (_accountIs, days, knowledge) => ({
    sql: `WITH read AS (SELECT *, ${wordsSql(TEXT)} AS words FROM tickets WHERE account IS NOT NULL AND ${within("day_of(created_at)", days)})
SELECT ${capabilityOf(knowledge)} AS capability, t.ticket, t.account, day_of(t.created_at) AS opened_on, t.subject, ${ORIGIN} FROM read t ORDER BY capability, t.account, t.ticket`,
  }),
});

function titled(knowledge: Knowledge, capability: string): string {
  if (knowledge.capabilities.length === 0) return "CAST(NULL AS VARCHAR)";
  return `CASE ${capability} ${knowledge.capabilities.map(({ id, title }) => `WHEN ${sqlText(id)} THEN ${sqlText(title)}`).join(" ")} END`;
}
