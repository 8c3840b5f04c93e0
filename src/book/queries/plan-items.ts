import { ORIGIN, sqlQuery } from "./query.ts";

const DAY = "CAST($as_of AS DATE)";
const KNOWN = `(created_on IS NULL OR created_on <= ${DAY})`;

const filled = (column: string): string => `count(*) FILTER (trim(coalesce(${column}, '')) NOT IN ('', '-', 'n/a', 'none', 'tbd'))`;

/** What the success plans of each account hold: how many of its plans fill each of the seven items. Texts are the export's current state. */
export const planItemsQuery = sqlQuery({
  name: "plan-items",
  doc: "the seven items of each account's success plans; rows only where the exports hold plans at all",
  tables: ["accounts", "success_plans", "milestones", "contacts"],
  rows: (accountIs) => ({
    sql: `
WITH known AS (SELECT DISTINCT account FROM accounts WHERE ${accountIs} AND ${KNOWN} AND EXISTS (SELECT 1 FROM success_plans)),
plans AS (SELECT * FROM success_plans WHERE ${accountIs} AND ${KNOWN}),
gone AS (SELECT account, lower(person) AS person FROM (SELECT account, unnest([name, email]) AS person FROM contacts WHERE ${accountIs} AND left_on <= ${DAY}) WHERE person IS NOT NULL),
named AS (SELECT account, lower(trim(unnest(string_split(stakeholders, ';')))) AS person FROM plans),
present AS (SELECT account, count(DISTINCT person) AS stakeholders FROM named WHERE person <> '' AND NOT EXISTS (SELECT 1 FROM gone WHERE gone.account = named.account AND gone.person = named.person) GROUP BY account),
dated AS (SELECT account, count(*) AS milestones FROM milestones WHERE ${accountIs} AND due_on IS NOT NULL GROUP BY account),
counted AS (
  SELECT account, count(*) AS plans, ${filled("objective")} AS objectives, ${filled("criteria")} AS criteria, ${filled("cadence")} AS cadences,
    ${filled("renewal_strategy")} AS renewal_strategies, ${filled("expansion")} AS expansions, max(created_on) AS plan_on
  FROM plans GROUP BY account
)
SELECT account, coalesce(plans, 0) AS plans, coalesce(objectives, 0) AS objectives, coalesce(criteria, 0) AS criteria, coalesce(stakeholders, 0) AS stakeholders,
  coalesce(milestones, 0) AS milestones, coalesce(cadences, 0) AS cadences, coalesce(renewal_strategies, 0) AS renewal_strategies, coalesce(expansions, 0) AS expansions, plan_on, coalesce(plans, 0) AS n
FROM known LEFT JOIN counted USING (account) LEFT JOIN present USING (account) LEFT JOIN dated USING (account) ORDER BY account`,
  }),
  evidence: (accountIs) => ({
    sql: `SELECT plan, account, objective, criteria, stakeholders, cadence, renewal_strategy, expansion, created_on, ${ORIGIN} FROM success_plans t WHERE ${accountIs} AND ${KNOWN} ORDER BY account, plan`,
  }),
});
