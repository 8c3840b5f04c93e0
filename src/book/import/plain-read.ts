import type { Database } from "../snapshot/database.ts";
import type { Adapter } from "./adapter.ts";
import { unblankedCell } from "./cell-guard.ts";
import { cellSql, presentColumns } from "./cell-sql.ts";
import { csvHeader } from "./csv-header.ts";
import { isDiskFull } from "./disk-full.ts";
import { plainDialect } from "./dialect.ts";
import type { ExportFile } from "./export-files.ts";
import { mappingSql } from "./mapping-sql.ts";
import { layoutOf } from "./open-file.ts";
import { plainCsv } from "./read-csv.ts";
import { plainParquet } from "./read-parquet.ts";
import { jsonKeys, plainJson } from "./read-json.ts";
import type { RawTable } from "./raw-table.ts";
import type { FileShape, Recognition } from "./recognise.ts";
import type { ReadSoFar } from "./staged-file.ts";
import { readTextHead } from "./text-head.ts";
import { writeStage, type WrittenStage } from "./write-stage.ts";

/** A file that seems to be plain. */
export interface PlainFile extends Recognition {
  readonly header: ReadSoFar["header"];
  /** Writes its typed rows to a new Parquet file; undefined where a cell, a row or a byte of it asks for care. */
  write(target: string): Promise<WrittenStage | undefined>;
}

/**
 * Looks whether a file of usage is as programs write such files: UTF-8, no stray quotes or short rows, ISO dates, whole numbers, no blanks
 * around cells, nothing to refuse. Such a file is read in one pass from its text to typed rows. Undefined where its beginning shows
 * anything else: then it has to be read with care, which says the same of a plain file but takes several times as long.
 */
export async function openPlain(
  db: Database,
  file: ExportFile,
  recognised: (shape: FileShape) => Recognition | undefined,
  currency: string,
): Promise<PlainFile | undefined> {
  if (file.source !== undefined) return openPlainSource(db, file.absolute, file.source.columns, recognised, currency);
  if (file.sheet !== undefined || !/\.(csv|tsv|txt|json|ndjson|jsonl)$/i.test(file.path)) return undefined;
  const head = await readTextHead(file.absolute, false);
  if (!head.ok || head.encoding !== "utf-8" || /^\s|\uFFFD/.test(head.text)) return undefined;
  const found = await orUndefined(
    head.text.startsWith("{") ? plainLines(db, file, head.text, recognised) : plainTable(file, head.text, recognised),
  );
  return plainFileOf(db, found, currency);
}

/** Looks whether rows pulled from an engine are plain; they are text in columns, without a text to take apart. */
function openPlainSource(
  db: Database,
  absolute: string,
  header: readonly string[],
  recognised: (shape: FileShape) => Recognition | undefined,
  currency: string,
): PlainFile | undefined {
  const recognition = recognised({ format: "table", keys: header });
  return plainFileOf(db, recognition && { ...recognition, ...plainParquet(absolute, header), header: null }, currency);
}

function plainFileOf(db: Database, found: Found | undefined, currency: string): PlainFile | undefined {
  if (found === undefined || !isSimple(found.adapter)) return undefined;
  const { adapter, confidence, header } = found;
  const { columns, source } = oneOfMany(found);
  const raw: RawTable = {
    columns,
    source: guarded(adapter, columns, source),
    line: "NULL",
    rowsIn: 0,
    rejects: [],
    note: null,
    trimmed: true,
  };
  const mapping = mappingSql(adapter, raw, plainDialect(adapter), currency);
  const rows = `(SELECT * REPLACE (CASE WHEN whole THEN ref ELSE error('not plain') END AS ref) FROM (${mapping.view}))`;
  return { adapter, confidence, header, write: (target) => orUndefined(writeStage(db, adapter, mapping, rows, target)) };
}

/** What fails here is read with care, which tells what is wrong. */
async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isDiskFull(error)) throw error;
    return undefined;
  }
}

type Found = Recognition & Pick<RawTable, "columns" | "source"> & Pick<PlainFile, "header">;

/** Rows that are left out one by one, replaced by newer ones or told apart by their place are read with care. */
function isSimple({ table, skip, newest, order, drop, derive = {} }: Adapter): boolean {
  const isPlain = skip === undefined && newest === undefined && order === undefined && drop === undefined;
  const hasPlace = Object.values(derive).some((sql) => /\b(n|line)\b/.test(sql));
  return table === "usage" && isPlain && !hasPlace;
}

async function plainTable(
  file: ExportFile,
  head: string,
  recognised: (shape: FileShape) => Recognition | undefined,
): Promise<Found | undefined> {
  const header = csvHeader(head);
  const recognition = recognised({ format: "table", keys: header.cells });
  return recognition === undefined ? undefined : { ...recognition, ...plainCsv(file.absolute, header), header };
}

async function plainLines(
  db: Database,
  file: ExportFile,
  head: string,
  recognised: (shape: FileShape) => Recognition | undefined,
): Promise<Found | undefined> {
  if (layoutOf(head) !== "newline_delimited") return undefined;
  const keys = await jsonKeys(db, file.absolute, "newline_delimited", file.size);
  const recognition = recognised({ format: "json", keys });
  const json = recognition === undefined ? undefined : plainJson(file.absolute, recognition.adapter, keys);
  return recognition === undefined || json === undefined ? undefined : { ...recognition, ...json, header: null };
}

/**
 * A customer may be named in any of twenty keys, of which most files have one: what the row says is taken from them first, so that
 * one cell is held against what is plain and not each of them.
 */
function oneOfMany({ adapter, columns, source }: Pick<Found, "adapter" | "columns" | "source">): Pick<RawTable, "columns" | "source"> {
  const { any = [], labels, ...others } = adapter.account;
  const raw: RawTable = { columns, source, line: "NULL", rowsIn: 0, rejects: [], note: null, trimmed: true };
  const many = presentColumns(any, raw);
  const elsewhere = [...Object.values(others), ...Object.values(adapter.columns).map(({ from }) => from)].filter(Array.isArray).flat();
  const shared = new Set(presentColumns(elsewhere, raw));
  if (labels !== undefined || many.length < 2 || many.some((column) => shared.has(column))) return { columns, source };
  return {
    columns: new Map([...columns].map(([key, column]) => [key, many.includes(column.column) ? { ...column, column: "named" } : column])),
    source: `(SELECT *, coalesce(${many.map((column) => `nullif(${column}, '')`).join(", ")}) AS named FROM ${source})`,
  };
}

/** The rows with every cell of text held against what is plain; those of other kinds are when they are read. */
function guarded(adapter: Adapter, columns: RawTable["columns"], source: string): string {
  const names = [...new Set([...columns.values()].flatMap(({ column, repeats }) => [column, ...(repeats ?? [])]))];
  const bare: RawTable = { columns, source, line: "NULL", rowsIn: 0, rejects: [], note: null, trimmed: true };
  const typed = Object.values(adapter.columns).filter(({ kind }) => kind === "int" || kind === "day" || kind === "day-or-month");
  const cells = new Set(typed.map((rule) => cellSql(rule, bare)));
  return `(SELECT 0 AS n, ${names.map((name) => (cells.has(name) ? name : `${unblankedCell(name)} AS ${name}`)).join(", ")} FROM ${source})`;
}
