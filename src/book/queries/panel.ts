import type { Metric } from "../../domain/facts/metric.ts";
import { metricNamed } from "../../domain/facts/metrics/registry.ts";
import { cellsRead } from "./cells-read.ts";
import { type CellView, cellView, UnreadCell } from "./cell-view.ts";
import { askPanel, type PanelAnswer } from "./panel-statement.ts";
import type { QueryContext } from "./query.ts";

/** The values of some metrics on one day, one for each account of the panel, in its order. */
export interface PanelDay {
  /** Metrics that are numbers; NaN where there is none. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** Metrics that are texts or days; null where there is none. */
  readonly texts: ReadonlyMap<string, readonly (string | null)[]>;
  /** By the names of the queries behind: 1 where one has a row for the account. */
  readonly present: ReadonlyMap<string, ArrayLike<unknown>>;
}

export interface Panel {
  /** Ids of the accounts, sorted. */
  readonly accounts: readonly string[];
  /** In the order of the days asked for. */
  readonly days: readonly PanelDay[];
}

/**
 * Reads metrics of all accounts in scope, on several days counted back from the scope's as-of (the first is 0). The book is asked once: the
 * queries behind the metrics are joined on the account, and only the cells that the metrics read are computed. `queries` are asked only whether they
 * have a row.
 */
export async function readPanel(
  context: QueryContext,
  names: readonly string[],
  daysAgo: readonly number[] = [0],
  queries: readonly string[] = [],
): Promise<Panel> {
  const metrics = [...new Set(names)].map(metricNamed);
  const cells = new Map(queries.map((query) => [query, new Set<string>()]));
  for (const metric of metrics) cells.set(metric.query, new Set([...(cells.get(metric.query) ?? []), ...cellsRead(metric)]));
  for (;;) {
    const answer = await askPanel(context, cells, daysAgo);
    const missing: [query: string, cell: string][] = [];
    const days = daysAgo.map((_, day) => panelDay(answer, metrics, [...cells.keys()], day, missing));
    if (missing.length === 0) return { accounts: answer.accounts, days };
    // A metric may read a cell only where another has a certain value. Then the book is asked once more, with that cell.
    for (const [query, cell] of missing) cells.get(query)?.add(cell);
  }
}

function panelDay(
  answer: PanelAnswer,
  metrics: readonly Metric[],
  queries: readonly string[],
  day: number,
  missing: [query: string, cell: string][],
): PanelDay {
  const numbers = new Map<string, Float64Array>();
  const texts = new Map<string, readonly (string | null)[]>();
  for (const metric of metrics) {
    const cells = answer.cells(metric.query, day);
    const [view, present] = [cellView(cells), cells.get("present")?.values ?? []];
    try {
      if (isText(metric)) texts.set(metric.name, textsOf(metric, view, present));
      else numbers.set(metric.name, numbersOf(metric, view, present));
    } catch (error) {
      if (!(error instanceof UnreadCell) || cells.has(error.cell)) throw error;
      missing.push([metric.query, error.cell]);
    }
  }
  const present = new Map(queries.map((query) => [query, answer.cells(query, day).get("present")?.values ?? []]));
  return { numbers, texts, present };
}

function isText({ unit }: Metric): boolean {
  return unit === "text" || unit === "date" || unit === "tier";
}

function numbersOf(metric: Metric, view: CellView, present: ArrayLike<unknown>): Float64Array {
  const values = new Float64Array(present.length).fill(Number.NaN);
  for (let index = 0; index < present.length; index += 1) {
    if (present[index] !== 1) continue;
    view.at(index);
    const value = metric.value(view.row);
    if (typeof value === "number") values[index] = value;
  }
  return values;
}

function textsOf(metric: Metric, view: CellView, present: ArrayLike<unknown>): (string | null)[] {
  return Array.from(present, (known, index) => {
    if (known !== 1) return null;
    view.at(index);
    const value = metric.value(view.row);
    return value === null ? null : String(value);
  });
}
