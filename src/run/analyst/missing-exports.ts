import type { Unknown } from "../../domain/brief/brief.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import type { Playbook } from "../playbook/playbook.ts";
import { metricsUsed } from "./metrics-used.ts";
import type { Values } from "./values.ts";

const NAMED = 3;
/** Tables that no export fills. */
const BOOKKEEPING: ReadonlySet<string> = new Set(["meta"]);

/**
 * What could not be looked at because no row belongs to the subject, one entry an export. `present` holds the tables that have rows:
 * an export that is there but says nothing about this account is told apart from one that is missing. Of an account that has left, or is no
 * customer, nothing is expected: no export would change what is known of it today.
 */
export function missingExports(playbook: Playbook, values: Values, present: ReadonlySet<string>): Unknown[] {
  if (playbook.about === "account" && (values.of("churned_on") !== null || values.of("is_customer") === 0)) return [];
  const missing = new Map<string, { titles: string[]; there: boolean }>();
  for (const name of metricsUsed(playbook)) {
    const metric = METRICS.get(name);
    const measurement = values.measurement(name);
    if (metric === undefined || measurement === undefined || measurement.value !== null || measurement.source.rows > 0) continue;
    const known = missing.get(metric.needs) ?? {
      titles: [],
      there: metric.needsHistory === undefined && measurement.source.tables.every((table) => BOOKKEEPING.has(table) || present.has(table)),
    };
    missing.set(metric.needs, { ...known, titles: [...known.titles, metric.title] });
  }
  return [...missing].flatMap(([needs, { titles, there }]): Unknown[] => {
    const what = `${titles.slice(0, NAMED).join(", ")}${titles.length > NAMED ? " and others" : ""}`;
    return there
      ? [{ what: `the exports hold no row ${playbook.about === "book" ? "" : "of this account "}for: ${what}` }]
      : [{ what: `not measured: ${what}`, needs }];
  });
}
