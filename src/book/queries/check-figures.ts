import { metricNamed } from "../../domain/facts/metrics/registry.ts";
import type { Figure } from "../../domain/standards/subject-row.ts";
import { askOnce } from "./ask-once.ts";
import type { QueryContext } from "./query.ts";
import { queryNamed } from "./registry.ts";

/** Values of metrics by account and name. An account without a row has none. */
export type AccountFigures = ReadonlyMap<string, ReadonlyMap<string, Figure>>;

/** Metrics of all accounts in scope, each query asked once: what rules compare, without the bookkeeping of Facts. */
export async function accountFigures(context: QueryContext, names: readonly string[]): Promise<AccountFigures> {
  const figures = new Map<string, Map<string, Figure>>();
  for (const name of names) {
    const metric = metricNamed(name);
    for (const row of await askOnce(queryNamed(metric.query), context)) {
      const account = String(row["account"]);
      const own = figures.get(account) ?? new Map<string, Figure>();
      const currency = row["currency"];
      own.set(name, {
        value: metric.value(row),
        unit: metric.unit,
        currency: typeof currency === "string" ? currency : context.book.currency,
      });
      figures.set(account, own);
    }
  }
  return figures;
}
