import { stableJson } from "../../core/json.ts";
import type { Cells, Metric } from "../../domain/facts/metric.ts";
import { metricNamed } from "../../domain/facts/metrics/registry.ts";
import type { Figure } from "../../domain/standards/subject-row.ts";
import { askOnce } from "./ask-once.ts";
import { BASE_QUERIES } from "./base-queries.ts";
import { health, lazyHealthCells } from "./health.ts";
import { readPanel } from "./panel.ts";
import type { QueryContext } from "./query.ts";
import { queryNamed } from "./registry.ts";
import { remembered } from "./remembered.ts";

/** The value of a metric of an account; undefined where the query behind has no row for it. */
export type AccountFigures = (account: string, metric: string) => Figure | undefined;

const KNOWN = remembered<Promise<AccountFigures>>();

/**
 * Metrics of all accounts in scope, each query asked once: what rules compare, without the bookkeeping of Facts. The metrics must be about accounts;
 * a figure is worked out when it is asked for.
 */
export function accountFigures(context: QueryContext, names: readonly string[]): Promise<AccountFigures> {
  const asked = [...new Set(names)].sort();
  return KNOWN(context, stableJson([asked, context.scope]), () => readFigures(context, asked.map(metricNamed)));
}

async function readFigures(context: QueryContext, metrics: readonly Metric[]): Promise<AccountFigures> {
  // An amount needs the currency of its row, which a panel does not give.
  const byRow = new Set(
    metrics.flatMap(({ query, unit }) => (unit === "money" || BASE_QUERIES.get(query)?.part === undefined ? [query] : [])),
  );
  const inPanel = metrics.filter(({ query }) => !byRow.has(query));
  const [fromPanel, ...rows] = await Promise.all([
    panelFigures(context, inPanel),
    ...[...byRow].map(async (query) => [query, await rowsOf(query, context)] as const),
  ]);
  const rowsByQuery = new Map(rows);
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  return (account, name) => {
    const metric = byName.get(name);
    const rowOf = rowsByQuery.get(metric?.query ?? "");
    if (metric === undefined || rowOf === undefined) return fromPanel(account, name);
    const row = rowOf(account);
    if (row === undefined) return undefined;
    const currency = metric.unit === "money" ? row["currency"] : null;
    return { value: metric.value(row), unit: metric.unit, currency: typeof currency === "string" ? currency : context.book.currency };
  };
}

async function rowsOf(query: string, context: QueryContext): Promise<(account: string) => Cells | undefined> {
  if (query === health.name) return lazyHealthCells(context);
  const rows = new Map((await askOnce(queryNamed(query), context)).map((row) => [String(row["account"]), row]));
  return (account) => rows.get(account);
}

/** Read by columns, only the cells that the metrics look at: for many accounts it costs a fraction of whole rows. */
async function panelFigures(context: QueryContext, metrics: readonly Metric[]): Promise<AccountFigures> {
  if (metrics.length === 0) return () => undefined;
  const {
    accounts,
    days: [day],
  } = await readPanel(
    context,
    metrics.map(({ name }) => name),
  );
  const rowOf = new Map(accounts.map((account, row) => [account, row]));
  const byName = new Map(
    metrics.map(({ name, query, unit }) => {
      const [present, numbers] = [day?.present.get(query), day?.numbers.get(name)];
      let texts: readonly (string | null)[] | undefined;
      const figure = (row: number): Figure | undefined => {
        if (present?.[row] !== 1) return undefined;
        if (numbers === undefined) texts ??= day?.texts.get(name) ?? [];
        const value = texts === undefined ? (numbers?.[row] ?? null) : (texts[row] ?? null);
        return { value: Number.isNaN(value) ? null : value, unit, currency: context.book.currency };
      };
      return [name, figure];
    }),
  );
  return (account, name) => {
    const row = rowOf.get(account);
    return row === undefined ? undefined : byName.get(name)?.(row);
  };
}
