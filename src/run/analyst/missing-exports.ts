import type { Unknown } from "../../domain/brief/brief.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import type { Playbook } from "../playbook/playbook.ts";
import { metricsUsed } from "./metrics-used.ts";
import type { Values } from "./values.ts";

/** What could not be looked at because no row of an export belongs to the subject, one entry an export. */
export function missingExports(playbook: Playbook, values: Values): Unknown[] {
  const missing = new Map<string, string[]>();
  for (const name of metricsUsed(playbook)) {
    const metric = METRICS.get(name);
    const measurement = values.measurement(name);
    if (metric === undefined || measurement === undefined || measurement.value !== null || measurement.source.rows > 0) continue;
    missing.set(metric.needs, [...(missing.get(metric.needs) ?? []), metric.title]);
  }
  return [...missing].map(([needs, titles]) => ({ what: `not measured: ${titles.slice(0, 3).join(", ")}${titles.length > 3 ? ` and ${titles.length - 3} more` : ""}`, needs }));
}
