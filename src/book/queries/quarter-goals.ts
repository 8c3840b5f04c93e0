import { accountPeriodQuery, IN_PERIOD } from "./account-period-query.ts";
import { ORIGIN } from "./query.ts";

/** A plan's text counts where it says something. */
export const KNOWN_GOAL =
  "trim(coalesce(objective, '')) NOT IN ('', '-', 'n/a', 'none', 'tbd') AND (created_on IS NULL OR created_on <= CAST($to AS DATE))";
/** Reached by what the export says today: a plan keeps no history of its progress. */
export const REACHED =
  "(progress >= 1 OR lower(coalesce(status, '')) IN ('achieved', 'reached', 'done', 'complete', 'completed', 'closed won'))";

/** The goals of each account's success plans, how many are reached and their value, and the milestones of a period. */
export const quarterGoals = accountPeriodQuery({
  name: "quarter-goals",
  doc: "objectives of the success plans, those reached and their value (current state), and milestones reached in a period or late at its end",
  tables: ["success_plans", "milestones"],
  rows: (accountIs) => `
WITH known AS (SELECT account FROM accounts WHERE ${accountIs} AND (EXISTS (SELECT 1 FROM success_plans) OR EXISTS (SELECT 1 FROM milestones))),
plans AS (SELECT account, count(*) AS goals, count(*) FILTER (${REACHED}) AS reached, count(progress) AS measured,
    CASE WHEN count(DISTINCT currency) FILTER (value_minor IS NOT NULL) = 1 THEN CAST(sum(value_minor) AS BIGINT) END AS value_minor,
    any_value(currency) FILTER (value_minor IS NOT NULL) AS currency, count(value_minor) AS valued
  FROM success_plans WHERE ${accountIs} AND ${KNOWN_GOAL} GROUP BY account),
steps AS (SELECT account, count(*) FILTER (done_on ${IN_PERIOD}) AS milestones_done,
    count(*) FILTER (due_on <= CAST($to AS DATE) AND (done_on IS NULL OR done_on > CAST($to AS DATE))) AS milestones_late
  FROM milestones WHERE ${accountIs} GROUP BY account)
SELECT account, coalesce(goals, 0) AS goals, coalesce(reached, 0) AS reached, coalesce(measured, 0) AS measured, value_minor, currency, coalesce(valued, 0) AS valued,
  coalesce(milestones_done, 0) AS milestones_done, coalesce(milestones_late, 0) AS milestones_late, coalesce(goals, 0) AS n
FROM known LEFT JOIN plans USING (account) LEFT JOIN steps USING (account) ORDER BY account`,
  evidence: (accountIs) =>
    `SELECT plan, account, objective, criteria, status, progress, value_minor, currency, created_on, target_on, ${ORIGIN} FROM success_plans t WHERE ${accountIs} AND ${KNOWN_GOAL} ORDER BY account, target_on, plan`,
});
