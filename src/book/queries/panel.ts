import { InternalError } from "../../core/errors.ts";
import type { Metric } from "../../domain/facts/metric.ts";
import { cellOf, numbersBehind } from "../../domain/facts/metrics/cells.ts";
import { metricNamed } from "../../domain/facts/metrics/registry.ts";
import { BASE_QUERIES } from "./base-queries.ts";
import { cellsRead } from "./cells-read.ts";
import { type CellView, cellView, UnreadCell } from "./cell-view.ts";
import { accountIds, askPanel, type CellColumns, type PanelAnswer } from "./panel-statement.ts";
import type { QueryContext } from "./query.ts";

/** The values of some metrics on one day, one for each account of the panel, in its order. */
export interface PanelDay {
  /** Metrics that are numbers; NaN where there is none. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** Metrics that are texts or days; null where there is none. They are written out when they are first asked for. */
  readonly texts: { get(metric: string): readonly (string | null)[] | undefined };
  /** Metrics that are days, as numbers counted from 1970-01-01; NaN where there is none. */
  readonly days: ReadonlyMap<string, Float64Array>;
  /** By the names of the queries behind: 1 where one has a row for the account. */
  readonly present: ReadonlyMap<string, Uint8Array>;
}

export interface Panel {
  /** Ids of the accounts, sorted. */
  readonly accounts: readonly string[];
  /** In the order of the days asked for. */
  readonly days: readonly PanelDay[];
}

/**
 * Reads metrics of all accounts in scope, on several days counted back from the scope's as-of (the first is 0). All days are asked for at once: the
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
  const asked = [...new Set([...queries, ...metrics.map((metric) => metric.query)])];
  const large = asked.filter((query) => BASE_QUERIES.get(query)?.tables.includes("usage") === true);
  // In two halves, so that the values of one are worked out while the book works on the other.
  const halves = [large, asked.filter((query) => !large.includes(query))].filter((half) => half.length > 0);
  const [accounts, ...parts] = await Promise.all([
    accountIds(context),
    ...halves.map((half) =>
      partOfPanel(
        context,
        half,
        metrics.filter(({ query }) => half.includes(query)),
        daysAgo,
      ),
    ),
  ]);
  for (const { rows } of parts)
    if (rows !== accounts.length)
      throw new InternalError({ code: "panel-rows", message: `a panel of ${accounts.length} accounts has ${rows} rows` });
  return { accounts, days: daysAgo.map((_, day) => joinDays(parts.map(({ days }) => days[day]))) };
}

interface PanelPart {
  readonly rows: number;
  readonly days: readonly PanelDay[];
}

async function partOfPanel(
  context: QueryContext,
  queries: readonly string[],
  metrics: readonly Metric[],
  daysAgo: readonly number[],
): Promise<PanelPart> {
  const cells = new Map(queries.map((query) => [query, new Set<string>()]));
  for (const metric of metrics) for (const cell of cellsRead(metric)) cells.get(metric.query)?.add(cell);
  for (;;) {
    const answer = await askPanel(context, cells, daysAgo);
    const missing: [query: string, cell: string][] = [];
    const days = daysAgo.map((_, day) => panelDay(answer, metrics, queries, day, missing));
    if (missing.length === 0) return { rows: answer.rows, days };
    // A metric may read a cell only where another has a certain value. Then the book is asked once more, with that cell.
    for (const [query, cell] of missing) cells.get(query)?.add(cell);
  }
}

function joinDays(parts: readonly (PanelDay | undefined)[]): PanelDay {
  return {
    numbers: new Map(parts.flatMap((part) => [...(part?.numbers ?? [])])),
    texts: { get: (metric) => parts.map((part) => part?.texts.get(metric)).find((texts) => texts !== undefined) },
    days: new Map(parts.flatMap((part) => [...(part?.days ?? [])])),
    present: new Map(parts.flatMap((part) => [...(part?.present ?? [])])),
  };
}

function panelDay(
  answer: PanelAnswer,
  metrics: readonly Metric[],
  queries: readonly string[],
  day: number,
  missing: [query: string, cell: string][],
): PanelDay {
  const numbers = new Map<string, Float64Array>();
  const days = new Map<string, Float64Array>();
  const texts = new Map<string, () => readonly (string | null)[]>();
  const present = new Map(queries.map((query) => [query, answer.present(query, day)]));
  for (const metric of metrics) {
    const [cells, known] = [answer.cells(metric.query, day), present.get(metric.query) ?? new Uint8Array()];
    const column = cells.get(cellOf(metric.value) ?? "");
    const copied = column === undefined || column.kind === "other" ? undefined : { kind: column.kind, values: column.values };
    try {
      if (copied?.kind === "day") {
        days.set(metric.name, whereOne(copied.values, known));
        texts.set(
          metric.name,
          once(() => textsOf(metric, cellView(cells), known)),
        );
      } else if (isText(metric)) {
        const written = textsOf(metric, cellView(cells), known);
        texts.set(metric.name, () => written);
      } else
        numbers.set(metric.name, whereOne(copied?.values ?? computed(metric, cells) ?? numbersOf(metric, cellView(cells), known), known));
    } catch (error) {
      if (!(error instanceof UnreadCell) || cells.has(error.cell)) throw error;
      missing.push([metric.query, error.cell]);
    }
  }
  return { numbers, texts: { get: (metric) => texts.get(metric)?.() }, days, present };
}

/** The values where `flags` are 1, NaN elsewhere. Where all are, it is the array given: there may be a hundred thousand. */
export function whereOne(values: Float64Array, flags: Uint8Array): Float64Array {
  if (!flags.includes(0)) return values;
  const kept = new Float64Array(values.length);
  for (let index = 0; index < kept.length; index += 1) kept[index] = flags[index] === 1 ? (values[index] ?? Number.NaN) : Number.NaN;
  return kept;
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: work() }).value;
}

function isText({ unit }: Metric): boolean {
  return unit === "text" || unit === "date" || unit === "tier";
}

/** The values of a metric that is computed of numbers alone, from whole columns: several times faster than row by row. Undefined where it is not. */
function computed({ value }: Metric, cells: CellColumns): Float64Array | undefined {
  const behind = numbersBehind(value);
  if (behind === undefined) return undefined;
  const columns = behind.cells.flatMap((name) => {
    const column = cells.get(name);
    return column?.kind === "number" ? [column.values] : [];
  });
  if (columns.length < behind.cells.length) return undefined;
  const [{ compute }, [first, second, third, fourth]] = [behind, columns];
  const of = (column: Float64Array | undefined, row: number): number => column?.[row] ?? Number.NaN;
  const values = new Float64Array(first?.length ?? 0);
  for (let row = 0; row < values.length; row += 1) values[row] = compute(of(first, row), of(second, row), of(third, row), of(fourth, row));
  return values;
}

function numbersOf(metric: Metric, view: CellView, present: Uint8Array): Float64Array {
  const values = new Float64Array(present.length).fill(Number.NaN);
  for (let index = 0; index < present.length; index += 1) {
    if (present[index] !== 1) continue;
    view.at(index);
    const value = metric.value(view.row);
    if (typeof value === "number") values[index] = value;
  }
  return values;
}

function textsOf(metric: Metric, view: CellView, present: Uint8Array): (string | null)[] {
  return Array.from(present, (known, index) => {
    if (known !== 1) return null;
    view.at(index);
    const value = metric.value(view.row);
    return value === null ? null : String(value);
  });
}
