import { type CheckSql, DAY, FILE } from "./check-sql.ts";
import { DEAL_IS_CLOSED, DEAL_IS_KNOWN } from "./deal-state.ts";

const EARLY = "regexp_matches(lower(coalesce(stage, '')), 'appointment|qualif|prospect|discover|lead|identif|new|open')";

/** The opportunities open on as-of, with what the account has said of its problems. Stage, amount and owner are current state. */
export const checkOpportunities: CheckSql = () => `
WITH open AS (
  SELECT *, coalesce(day_of(created_at), ${DAY}) AS created_on FROM opportunities
  WHERE account IS NOT NULL AND ${DEAL_IS_KNOWN} AND NOT ${DEAL_IS_CLOSED}
), said AS (
  SELECT account, day_of(created_at) AS on_day FROM tickets WHERE account IS NOT NULL
  UNION ALL SELECT account, day_of(created_at) FROM requests WHERE account IS NOT NULL
  UNION ALL SELECT account, day_of(answered_at) FROM surveys WHERE account IS NOT NULL AND trim(coalesce(comment, '')) <> ''
  UNION ALL SELECT account, on_day FROM interactions WHERE account IS NOT NULL AND status = 'held' AND kind <> 'email' AND trim(coalesce(notes, '')) <> ''
), problems AS (SELECT o.account, o.opportunity, count(*) AS problems FROM open o JOIN said s ON s.account = o.account AND s.on_day <= ${DAY} AND s.on_day > o.created_on - 180 GROUP BY ALL),
owners AS (SELECT account, min(csm) AS csm FROM accounts GROUP BY account)
SELECT t.account, t.opportunity AS subject, ${FILE}, t.line, t.currency, coalesce(t.name, t.opportunity) AS opportunity, t.kind, t.stage, ${EARLY} AS early_stage, t.amount_minor AS amount, t.owner, t.close_on,
  greatest(${DAY} - t.close_on, 0) AS days_past_close, coalesce(problems, 0) AS problems,
  CASE WHEN csm IS NULL THEN 'a success manager who drives' WHEN t.owner IS NULL THEN 'a seller who closes' WHEN lower(t.owner) = lower(csm) THEN 'a seller other than its success manager' END AS missing_role
FROM open t LEFT JOIN problems USING (account, opportunity) LEFT JOIN owners USING (account) ORDER BY t.account, subject`;
