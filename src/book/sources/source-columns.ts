import { PLAIN } from "../import/adapters/plain.ts";
import type { Adapter } from "../import/adapter.ts";
import { type FileShape, headerKey, nearestAdapter, recognise, type Recognition } from "../import/recognise.ts";
import { nearestColumns } from "../mapping/nearest-name.ts";
import type { DataTable } from "../schema.ts";

/** A column of a source's SQL that the table does not have, and the names that may be meant, best first. */
export interface StrangeColumn {
  readonly name: string;
  readonly meant: readonly string[];
}

/** What keeps columns from being rows of a table. */
export interface ColumnFaults {
  readonly strange: readonly StrangeColumn[];
  /** Groups of which one has to be there: `account|company|…`. */
  readonly missing: readonly string[];
  /** Names that stand there twice. */
  readonly repeated: readonly string[];
}

/** The declaration that types the rows of a source: the table's own, with amounts in cents where the columns are called so. */
export function sourceAdapters(table: DataTable, columns: readonly string[]): readonly Adapter[] {
  const isMinor = columns.some((column) => column.toLowerCase().endsWith("_minor"));
  const own = PLAIN.filter((adapter) => adapter.table === table && adapter.format === "table");
  const fitting = own.filter(({ name }) => own.length === 1 || name.endsWith("-minor") === isMinor);
  // The table is named outright: no column can show another.
  return fitting.map((adapter) => ({ ...adapter, recognise: { ...adapter.recognise, excluded: [] } }));
}

/** How a source's rows are read: by its table's declaration. */
export function recogniseSource(table: DataTable, shape: FileShape): Recognition | undefined {
  const found = recognise(shape, sourceAdapters(table, shape.keys));
  return found === undefined ? undefined : { ...found, confidence: 1 };
}

/** Holds a query's columns against what the table may hold; `extra` is a column that is there for another reason. */
export function columnFaults(table: DataTable, columns: readonly string[], extra: string | undefined): ColumnFaults {
  const allowed = allowedColumns(table, columns);
  const known = new Set(allowed.map(headerKey));
  const strange = columns
    .filter((name) => name !== extra && !known.has(headerKey(name)))
    .map((name) => ({ name, meant: nearestColumns(table, name, allowed) }));
  const near = nearestAdapter({ format: "table", keys: columns }, sourceAdapters(table, columns));
  const [adapter] = sourceAdapters(table, columns);
  const isWhole = recogniseSource(table, { format: "table", keys: columns }) !== undefined;
  return {
    strange,
    missing: isWhole ? [] : (near?.missing ?? adapter?.recognise.required ?? []),
    repeated: [...new Set(columns.filter((name, index) => columns.findIndex((other) => headerKey(other) === headerKey(name)) < index))],
  };
}

/** Every name that a column of the table may have, the book's own first. */
function allowedColumns(table: DataTable, columns: readonly string[] = []): readonly string[] {
  const [adapter] = sourceAdapters(table, columns);
  if (adapter === undefined) return [];
  const { account } = adapter;
  const references = [account.any, account.id, account.email, account.domain].flatMap((names) => names ?? []);
  const own = Object.values(adapter.columns).flatMap(({ from }) => from);
  return [...new Set([...references, ...own, ...(adapter.newest?.from ?? [])])];
}

/** One name of each column of the table, for messages. */
export function mainColumns(table: DataTable): readonly string[] {
  const [adapter] = sourceAdapters(table, []);
  if (adapter === undefined) return [];
  return [
    ...new Set([...(adapter.account.any ?? []).slice(0, 1), ...Object.values(adapter.columns).flatMap(({ from }) => from.slice(0, 1))]),
  ];
}

/** The columns that tell one row of a table from another, of those that are there: a newer row replaces the older one of the same. */
export function keyColumns(table: DataTable, columns: readonly string[]): readonly string[] {
  const [adapter] = sourceAdapters(table, columns);
  if (adapter === undefined) return [];
  const present = (names: readonly string[]): string[] =>
    columns.filter((column) => names.some((name) => headerKey(name) === headerKey(column)));
  const of = (target: string): string[] => present(adapter.columns[target]?.from ?? []);
  if (table === "usage") {
    const { account } = adapter;
    const customer = present([account.any, account.id, account.domain].flatMap((names) => names ?? []));
    return [...new Set([...customer, ...of("user"), ...of("day"), ...of("feature"), ...of("insert_id")])];
  }
  const [id, ...more] = adapter.identity;
  return id !== undefined && more.length === 0 ? of(id) : [];
}
