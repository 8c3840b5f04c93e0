import { UserError } from "../../../core/errors.ts";
import { nearest } from "../../../core/text.ts";
import type { Metric } from "../metric.ts";
import { AHEAD_METRICS } from "./ahead-metrics.ts";
import { ACCOUNT_ID } from "./account-id.ts";
import { ACCOUNT_METRICS } from "./account-metrics.ts";
import { BILLING_METRICS } from "./billing-metrics.ts";
import { BOOK_ACCOUNT_METRICS } from "./book-account-metrics.ts";
import { BOOK_METRICS } from "./book-metrics.ts";
import { CUSTOMER_METRICS } from "./customer-metrics.ts";
import { CONTACT_METRICS } from "./contact-metrics.ts";
import { GAP_METRICS } from "./gap-metrics.ts";
import { HEALTH_METRICS } from "./health-metrics.ts";
import { JOURNEY_METRICS } from "./journey-metrics.ts";
import { MOOD_METRICS } from "./mood-metrics.ts";
import { MOVEMENT_METRICS } from "./movement-metrics.ts";
import { NPS_BEFORE_METRICS } from "./nps-before-metrics.ts";
import { PERIOD_METRICS } from "./period-metrics.ts";
import { PEOPLE_METRICS } from "./people-metrics.ts";
import { PROGRAMME_METRICS } from "./programme-metrics.ts";
import { QUARTER_METRICS } from "./quarter-metrics.ts";
import { REVIEW_METRICS } from "./review-metrics.ts";
import { TICKET_METRICS } from "./ticket-metrics.ts";
import { USAGE_METRICS } from "./usage-metrics.ts";

/** Every metric by name. */
export const METRICS: ReadonlyMap<string, Metric> = new Map(
  [
    ...ACCOUNT_METRICS,
    ...CUSTOMER_METRICS,
    ...USAGE_METRICS,
    ...PEOPLE_METRICS,
    ...CONTACT_METRICS,
    ...TICKET_METRICS,
    ...MOOD_METRICS,
    ...GAP_METRICS,
    ...BILLING_METRICS,
    ...HEALTH_METRICS,
    ...JOURNEY_METRICS,
    ...BOOK_ACCOUNT_METRICS,
    ...BOOK_METRICS,
    ...NPS_BEFORE_METRICS,
    ...PROGRAMME_METRICS,
    ...PERIOD_METRICS,
    ...MOVEMENT_METRICS,
    ...AHEAD_METRICS,
    ...QUARTER_METRICS,
    ...REVIEW_METRICS,
    ACCOUNT_ID,
  ].map((metric) => [metric.name, metric]),
);

/** The metric called `name`. Throws UserError that lists the nearest names. */
export function metricNamed(name: string): Metric {
  const metric = METRICS.get(name);
  if (metric !== undefined) return metric;
  const near = nearest(name, [...METRICS.keys()]);
  throw new UserError({
    code: "unknown-metric",
    message: `There is no metric "${name}".`,
    found: name,
    allowed: near.length > 0 ? near : [...METRICS.keys()],
    fix: "Use one of the metrics named here.",
  });
}
