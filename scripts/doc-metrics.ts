import { existsSync } from "node:fs";
import type { Metric } from "../src/domain/facts/metric.ts";
import { METRICS } from "../src/domain/facts/metrics/registry.ts";
import { table } from "./doc-tables.ts";
import { rootPath } from "./root.ts";

/** Every metric, in groups by the export that it needs: those of one account, then those of the book. */
export function metricTables(): string {
  return [section("Of one account", "account"), section("Of the whole book", "book")].join("\n\n");
}

function section(title: string, about: Metric["about"]): string {
  const metrics = [...METRICS.values()].filter((metric) => metric.about === about);
  const needs = [...new Set(metrics.map((metric) => metric.needs))];
  const groups = needs.map((need) => `### Needs ${need}\n\n${metricTable(metrics.filter((metric) => metric.needs === need))}`);
  return [`## ${title}`, ...groups].join("\n\n");
}

function metricTable(metrics: readonly Metric[]): string {
  const rows = metrics.map(({ name, title, unit, formula, query, words }) => [
    `\`${name}\``,
    title,
    unit,
    formula,
    `[${query}](../${sourceOf(query)})`,
    words.length === 0 ? "anything" : words.join(", "),
  ]);
  return table(
    ["Name", "What", "Unit", "Formula", "Source", "May be called"],
    rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|"))),
  );
}

/** The file that asks the metric's question; those of a period are made by one for all. */
function sourceOf(query: string): string {
  const own = `src/book/queries/${query}.ts`;
  return existsSync(rootPath(own)) ? own : "src/book/queries/period-query.ts";
}
