import { type CheckSql, DAY, FILE, IN_FORCE } from "./check-sql.ts";
import { PERIOD_ENDS_ON } from "./subscription-terms.ts";

/** Subscriptions that had begun by as-of, and what is wrong with their dates. */
export const checkSubscriptions: CheckSql = () => `
WITH known AS (
  SELECT *, day_of(started_at) AS started_on, ${PERIOD_ENDS_ON} AS period_ends_on, CASE WHEN day_of(ended_at) <= ${DAY} THEN day_of(ended_at) END AS ended_on, ${IN_FORCE} AS in_force
  FROM subscriptions WHERE account IS NOT NULL AND day_of(started_at) <= ${DAY}
), twice AS (
  SELECT a.subscription, a.account, min(b.subscription) AS other FROM known a JOIN known b ON a.account = b.account AND a.subscription <> b.subscription AND a.product IS NOT NULL AND a.product = b.product AND coalesce(a.plan, '') = coalesce(b.plan, '')
    AND a.in_force AND b.in_force AND a.seats IS NOT DISTINCT FROM b.seats AND a.arr_minor IS NOT DISTINCT FROM b.arr_minor GROUP BY ALL
)
SELECT t.account, t.subscription AS subject, ${FILE}, t.line, t.currency, t.subscription, t.in_force, t.started_on, t.period_ends_on AS ends_on, coalesce(t.interval, '') = 'month' AS monthly,
  CASE WHEN t.ended_on < t.started_on THEN 'ended on ' || CAST(t.ended_on AS VARCHAR) || ', before it began on ' || CAST(t.started_on AS VARCHAR)
    WHEN t.period_ends_on < day_of(t.period_start_at) THEN 'has a period that ends before it begins'
    WHEN t.in_force AND t.period_ends_on < ${DAY} THEN 'counts as in force, though its period ended on ' || CAST(t.period_ends_on AS VARCHAR)
    WHEN twice.other IS NOT NULL THEN 'is in force beside its twin ' || twice.other END AS date_fault
FROM known t LEFT JOIN twice USING (account, subscription) ORDER BY t.account, subject`;
