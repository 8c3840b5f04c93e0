import { journeyStarts } from "./journey-start.ts";
import { ORIGIN, sqlQuery } from "./query.ts";
import { rowEnd } from "./row-end.ts";
import { phraseList } from "./sql-literals.ts";

const DAY = "CAST($as_of AS DATE)";

/** The dates of an account's onboarding, as far as the exports show them. */
export const journeyDates = sqlQuery({
  name: "journey-dates",
  doc: "start, kickoff, first use, training, first value, check-in and review of each account's onboarding",
  tables: ["accounts", "subscriptions", "opportunities", "interactions", "usage", "milestones"],
  rows: (accountIs, knowledge) => {
    const isLogin = `coalesce(feature IN (${phraseList(knowledge.loginEvents)}), false)`;
    const isValue =
      knowledge.firstValueEvents.length === 0
        ? `NOT ${isLogin}`
        : `coalesce(feature IN (${phraseList(knowledge.firstValueEvents)}), false)`;
    return {
      sql: `
WITH started AS ${journeyStarts(accountIs)},
held AS (SELECT account, kind, on_day FROM interactions WHERE ${accountIs} AND status = 'held' AND on_day <= ${DAY}),
met AS (
  SELECT account, min(on_day) FILTER (kind = 'training' AND on_day >= start_on) AS training_on, min(on_day) FILTER (on_day > start_on + 30 AND on_day <= start_on + 90) AS mid_check_in_on,
    min(on_day) FILTER (kind IN ('qbr', 'executive-review') AND on_day >= start_on + 30) AS review_on
  FROM held JOIN started USING (account) GROUP BY account
), steps AS (
  SELECT account, count(*) AS steps, count(*) FILTER (done_on IS NULL OR done_on > ${DAY}) AS steps_open, string_agg(name, chr(10) ORDER BY due_on, name) FILTER (done_on IS NULL OR done_on > ${DAY}) AS steps_missing
  FROM milestones JOIN started USING (account) WHERE due_on <= start_on + 45 AND due_on >= start_on - 60 GROUP BY account
), used AS (
  SELECT account, min(began_on) AS first_use_on, min(began_on) FILTER (${isValue}) AS first_value_on FROM (
    SELECT account, feature, CASE WHEN base_on > day AND base_on <= ends_on THEN base_on ELSE day END AS began_on
    FROM (SELECT account, feature, day, ${rowEnd("day", `day <= ${DAY}`)} AS ends_on FROM usage WHERE ${accountIs} AND day <= ${DAY})
    LEFT JOIN started USING (account) WHERE base_on IS NULL OR kickoff_on IS NOT NULL OR ends_on >= base_on
  ) GROUP BY account
)
SELECT account, ${DAY} AS as_of, created_on, subscribed_on, contract_on, won_on, kickoff_on, first_use_on, training_on, first_value_on, mid_check_in_on, review_on,
  (SELECT min(on_day) FROM interactions WHERE on_day <= ${DAY}) AS meetings_begin, (SELECT min(day) FROM usage_days WHERE day <= ${DAY}) AS usage_begins, NOT EXISTS (SELECT 1 FROM usage_features WHERE first_on <= ${DAY} AND NOT ${isLogin}) AS logins_only, coalesce(steps, 0) AS steps, coalesce(steps_open, 0) AS steps_open, steps_missing, 1 AS n
FROM started LEFT JOIN met USING (account) LEFT JOIN used USING (account) LEFT JOIN steps USING (account) ORDER BY account`,
    };
  },
  evidence: (accountIs) => ({
    sql: `SELECT 'meeting' AS what, account, kind AS detail, on_day, ${ORIGIN} FROM interactions t WHERE ${accountIs} AND status = 'held' AND on_day <= ${DAY}
UNION ALL SELECT CASE WHEN basis IS NULL THEN 'subscription' ELSE 'contract' END, account, subscription, day_of(started_at), ${ORIGIN} FROM subscriptions t WHERE ${accountIs} AND day_of(started_at) <= ${DAY}
UNION ALL SELECT 'deal won', account, name, close_on, ${ORIGIN} FROM opportunities t WHERE ${accountIs} AND won AND kind = 'new' AND close_on <= ${DAY} ORDER BY account, on_day, what, detail`,
  }),
});
