import type { FactValue, Measurement } from "../../../src/domain/facts/fact.ts";
import { metricNamed } from "../../../src/domain/facts/metrics/registry.ts";
import { hash } from "../../../src/core/ids.ts";
import type { Playbook } from "../../../src/run/playbook/playbook.ts";
import { readPlaybook } from "../../../src/run/playbook/load-playbooks.ts";

export const AS_OF = "2026-11-20";

/** A measurement of a real metric; a value of null says that `rows` rows did not give one. */
export function measured(name: string, value: FactValue, rows = 12): Measurement {
  const metric = metricNamed(name);
  const subject = metric.about === "book" ? ({ book: "all" } as const) : { account: "acme" };
  return {
    key: hash(name, 12),
    snapshot: "s1",
    metric: name,
    subject,
    value,
    unit: metric.unit,
    window: { from: AS_OF, to: AS_OF },
    asOf: AS_OF,
    formula: metric.formula,
    source: { query: metric.query, params: { as_of: AS_OF }, tables: [name.includes("ticket") ? "tickets" : "usage"], rows },
    ...(value === null ? { reason: "the export does not say" } : {}),
  };
}

/** The key of a metric's measurement, as a slot of a keyed template holds it. */
export function slot(name: string, style?: string): string {
  return `{#${hash(name, 12)}${style === undefined ? "" : `|${style}`}}`;
}

/** A playbook from its body alone. */
export function playbook(body: string, head = "about: account"): Playbook {
  return readPlaybook(`---\nplaybook: mini\ntitle: A small one\nintent: churn\n${head}\n---\n${body}`, "mini.md");
}

/** One finding of a playbook. */
export function finding(id: string, fields: Readonly<Record<string, string>>): string {
  const all = { kind: "cause", cause: "adoption", when: "arr > 0", severity: "medium", say: `Of ${id}.`, ...fields };
  const kept = Object.entries(all).filter(([key, value]) => value !== "" && !(key === "cause" && all.kind !== "cause"));
  return [`### ${id}`, ...kept.map(([key, value]) => `- ${key}: ${value}`), ""].join("\n");
}
