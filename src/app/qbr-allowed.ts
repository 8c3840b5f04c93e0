import { QUARTER_METRICS } from "../domain/facts/metrics/quarter-metrics.ts";
import { REVIEW_METRICS } from "../domain/facts/metrics/review-metrics.ts";

/** What is measured on the last day of the quarter under review. */
export const AT_END = [
  "seats",
  "seat_utilisation",
  "feature_adoption",
  "logins_per_user_week",
  "nps_last",
  "nps_last_on",
  "nps_recent",
  "csat_mean_180d",
] as const;

/** What is measured on as-of: the state in which the meeting finds the customer. */
export const NOW = [
  "account_name",
  "csm_name",
  "customer_since",
  "plan",
  "industry",
  "champion_name",
  "decider_name",
  "last_meeting_on",
  "last_review_on",
  "open_tickets",
  "open_urgent_tickets",
  "logins_last_30d",
  "logins_prior_30d",
  "logins_change_30d",
  "active_users_30d",
  "active_users_prior_30d",
  "active_users_change_30d",
] as const;

/** What the customer said last, measured on as-of: an older answer in a deck would contradict the one who gave a newer. */
export const SINCE = ["nps_last", "nps_last_on", "nps_recent"] as const satisfies readonly (typeof AT_END)[number][];

/** What only an internal review tells. */
export const INTERNAL = [
  "health_score",
  "health_tier",
  "health_model",
  "health_coverage",
  "health_change_30d",
  "weakest_input",
  "arr",
  "segment",
  "renewal_on",
  "days_to_renewal",
  "renewal_talks",
  "gap_capability",
  "gap_accounts",
  "gap_arr",
  "gap_account_names",
] as const;

/** Every metric of a quarter. */
export const OF_QUARTER: readonly string[] = [...QUARTER_METRICS, ...REVIEW_METRICS].map(({ name }) => name);

/**
 * The metrics that a customer may read. What is not named here never reaches a customer's deck, whatever a template or the playbook of
 * points asks for.
 */
export const CUSTOMER_METRICS: ReadonlySet<string> = new Set<string>([...OF_QUARTER, ...AT_END, ...NOW]);
