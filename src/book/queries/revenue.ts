import { aggregateQuery } from "./aggregate-query.ts";
import { isNow } from "./last-told-day.ts";
import { START_TOLD } from "./journey-start.ts";
import { ORIGIN } from "./query.ts";
import { PERIOD_ENDS_ON, REPORTED } from "./subscription-terms.ts";
import { back } from "./usage-windows.ts";

/** Columns that the end of a period is reckoned from. */
const TERM = "interval, period_start_at, period_end_at";

/**
 * What the account pays on as-of. A subscription counts from its start to its end, trials not; an end or a cancellation
 * recorded later than as-of is not seen. The renewal is the end of the current period of contracts longer than a month.
 */
export const revenue = aggregateQuery({
  name: "revenue",
  doc: "recurring revenue, seats, plan and renewal date from the subscriptions in force",
  tables: ["subscriptions", "meta"],
  from: (
    accountIs,
  ) => `SELECT account, currency, arr_minor, seats, plan, cancel_reason, coalesce(cancel_at_period_end AND canceled_at IS NULL, false) AS lapses, ${TERM}, day_of(started_at) AS started_on, day_of(ended_at) AS ended_on, day_of(canceled_at) AS canceled_on, day_of(trial_end_at) AS trial_ends_on, coalesce(basis IS NULL OR ${START_TOLD}, true) AS start_told
FROM subscriptions WHERE ${accountIs} AND day_of(started_at) <= ${back(0)}`,
  cells: (ago) => {
    const on = back(ago);
    const begun = `started_on <= ${on}`;
    const onTrial = `coalesce(trial_ends_on > ${on}, false)`;
    const running = `(ended_on IS NULL OR ended_on > ${on})`;
    const inForce = `FILTER (${begun} AND ${running} AND NOT ${onTrial})`;
    const ended = (column: string): string => `CASE WHEN ended_on <= ${on} THEN ${column} END`;
    const nothingRuns = `count(*) FILTER (${begun} AND (${running} OR ${onTrial})) = 0`;
    const periodEnds = PERIOD_ENDS_ON.replaceAll("CAST($as_of AS DATE)", on);
    // Set to lapse, without a word of since when: current state.
    const lapsing = `FILTER (${begun} AND ${running} AND NOT ${onTrial} AND lapses AND ${isNow(on)})`;
    const renewal = `min(${periodEnds}) FILTER (${begun} AND ${running} AND NOT ${onTrial} AND interval <> 'month')`;
    return {
      present: `bool_or(${begun})`,
      arr_minor: `sum(arr_minor) ${inForce}`,
      currency: `min(currency) ${inForce}`,
      currencies: `count(DISTINCT currency) ${inForce}`,
      // Segments have their bounds in the reporting currency.
      reported_arr_minor: `CASE WHEN bool_and(${REPORTED}) ${inForce} THEN sum(arr_minor) ${inForce} END`,
      seats: `sum(seats) ${inForce}`,
      plan: `string_agg(DISTINCT plan, ', ' ORDER BY plan) ${inForce}`,
      renewal_on: renewal,
      days_to_renewal: `${renewal} - (${on})`,
      interval: `max(interval) ${inForce}`,
      // A start reckoned back from a renewal date is nobody's first day as a customer.
      customer_since: `min(started_on) FILTER (${begun} AND start_told AND NOT ${onTrial})`,
      tenure_days: `${on} - min(started_on) FILTER (${begun} AND start_told AND NOT ${onTrial})`,
      trial_until: `CASE WHEN count(*) ${inForce} = 0 THEN max(trial_ends_on) FILTER (${begun} AND ${running} AND ${onTrial}) END`,
      canceled_on: `max(CASE WHEN canceled_on <= ${on} THEN canceled_on END) ${inForce}`,
      lapsing: `count(*) ${lapsing}`,
      lapses_on: `min(${periodEnds}) ${lapsing}`,
      churned_on: `CASE WHEN ${nothingRuns} THEN max(${ended("ended_on")}) FILTER (${begun}) END`,
      churn_reason: `CASE WHEN ${nothingRuns} THEN first(${ended("cancel_reason")} ORDER BY ${ended("ended_on")} DESC, ${ended("cancel_reason")}) FILTER (${begun}) END`,
      in_force: `count(*) ${inForce}`,
      n: `count(*) FILTER (${begun})`,
    };
  },
  evidence: (accountIs) => ({
    sql: `SELECT subscription, account, plan, seats, currency, interval, amount_minor, arr_minor, status, day_of(started_at) AS started_on, ${PERIOD_ENDS_ON} AS period_ends_on, CASE WHEN day_of(canceled_at) <= CAST($as_of AS DATE) THEN day_of(canceled_at) END AS canceled_on, CASE WHEN ${isNow("CAST($as_of AS DATE)")} THEN cancel_at_period_end END AS cancel_at_period_end, CASE WHEN day_of(ended_at) <= CAST($as_of AS DATE) THEN day_of(ended_at) END AS ended_on, ${ORIGIN}
FROM subscriptions t WHERE ${accountIs} AND day_of(started_at) <= CAST($as_of AS DATE) ORDER BY account, subscription`,
  }),
});
