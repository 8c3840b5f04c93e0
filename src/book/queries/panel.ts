import { InternalError } from "../../core/errors.ts";
import type { FactValue } from "../../domain/facts/fact.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import { metricNamed } from "../../domain/facts/metrics/registry.ts";
import { askOnce } from "./ask-once.ts";
import { BASE_QUERIES } from "./base-queries.ts";
import type { Query, QueryContext } from "./query.ts";

/** The values of some metrics for every account in scope: account → metric → value. Each query is asked once. */
export type Panel = ReadonlyMap<string, ReadonlyMap<string, FactValue>>;

/** Reads a panel. Accounts come in the order of their ids; a metric without a row for an account is absent from its map. */
export async function readPanel(context: QueryContext, metrics: readonly string[]): Promise<Panel> {
  const wanted = [...new Set(metrics)].map(metricNamed);
  const answers = new Map<string, Cells[]>();
  for (const query of new Set(wanted.map((metric) => metric.query))) answers.set(query, await askOnce(baseQuery(query), context));
  const panel = new Map<string, Map<string, FactValue>>();
  for (const metric of wanted) {
    for (const row of answers.get(metric.query) ?? []) {
      const account = String(row["account"]);
      const values = panel.get(account) ?? new Map<string, FactValue>();
      values.set(metric.name, metric.value(row));
      panel.set(account, values);
    }
  }
  return new Map([...panel].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function baseQuery(name: string): Query {
  const query = BASE_QUERIES.get(name);
  if (query === undefined)
    throw new InternalError({ code: "no-base-query", message: `The query "${name}" reads no table, so no panel can be made of it.` });
  return query;
}
