import { UserError } from "../../../core/errors.ts";
import { nearest } from "../../../core/text.ts";
import type { Metric } from "../metric.ts";
import { ACCOUNT_METRICS } from "./account-metrics.ts";
import { BOOK_METRICS } from "./book-metrics.ts";
import { HEALTH_METRICS } from "./health-metrics.ts";
import { RELATIONSHIP_METRICS } from "./relationship-metrics.ts";
import { SERVICE_METRICS } from "./service-metrics.ts";
import { USAGE_METRICS } from "./usage-metrics.ts";

/** Every metric by name. */
export const METRICS: ReadonlyMap<string, Metric> = new Map(
  [...ACCOUNT_METRICS, ...USAGE_METRICS, ...RELATIONSHIP_METRICS, ...SERVICE_METRICS, ...HEALTH_METRICS, ...BOOK_METRICS].map((metric) => [
    metric.name,
    metric,
  ]),
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
