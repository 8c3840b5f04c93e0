import { parseJson } from "../../core/json.ts";
import { clean, list } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import type { Adapter } from "./adapter.ts";
import { ADAPTERS } from "./adapters.ts";
import { csvHeader } from "./csv-header.ts";
import type { ExportFile } from "./export-files.ts";
import { mapRows } from "./map-rows.ts";
import type { RawTable, Reject } from "./raw-table.ts";
import { readCsv } from "./read-csv.ts";
import { jsonKeys, type JsonLayout, readJson } from "./read-json.ts";
import { parquetHeader, readParquet } from "./read-parquet.ts";
import { type FileShape, nearestAdapter, recognise, type Recognition } from "./recognise.ts";
import { type Scan, scanFile } from "./scan-file.ts";
import { readTextHead } from "./text-head.ts";

/** What became of one file. */
export interface FileOutcome {
  readonly hash: string | null;
  readonly takenFor: string | null;
  readonly confidence: number | null;
  readonly rowsIn: number;
  readonly kept: number;
  readonly rejected: number;
  readonly rejects: readonly Reject[];
  readonly note: string | null;
}

/** Reads one file into the staged tables. Never throws for what is in the file: then the outcome says why it was not read. */
export async function readFile(db: Database, file: ExportFile, fileId: number, currency: string): Promise<FileOutcome> {
  if (file.refused !== null) return notRead(null, file.refused);
  let hash: string | null = null;
  try {
    const opened = await open(db, file);
    hash = opened.scan.hash;
    return "reason" in opened
      ? notRead(hash, opened.reason)
      : await stage(db, await opened.read(), opened.recognition, hash, fileId, currency);
  } catch (error) {
    return notRead(hash, `it could not be read: ${reasonOf(error, file)}`);
  }
}

/** A file whose format is known, ready to be read, or the reason why it is not. */
type Opened =
  | { readonly scan: Scan; readonly recognition: Recognition; readonly read: () => Promise<RawTable> }
  | { readonly scan: Scan; readonly reason: string };

async function open(db: Database, file: ExportFile): Promise<Opened> {
  const gzipped = /\.gz$/i.test(file.path);
  if (/\.parquet$/i.test(file.path)) return openParquet(db, file);
  const head = await readTextHead(file.absolute, gzipped);
  if (!head.ok) return { scan: await scanFile(file.absolute, false, null), reason: head.reason };
  const start = head.text.trimStart().slice(0, 1);
  if (start === "{" || start === "[") return openJson(db, file, gzipped, layoutOf(head.text));
  const header = csvHeader(head.text);
  const scan = await scanFile(file.absolute, gzipped, header.delimiter);
  return recognised({ format: "table", keys: header.cells }, scan, () => readCsv(db, file.absolute, header, scan));
}

async function openParquet(db: Database, file: ExportFile): Promise<Opened> {
  const scan = await scanFile(file.absolute, false, null);
  const header = await parquetHeader(db, file.absolute);
  return recognised({ format: "table", keys: header }, scan, () => readParquet(db, file.absolute, header));
}

async function openJson(db: Database, file: ExportFile, gzipped: boolean, layout: JsonLayout): Promise<Opened> {
  const scan = await scanFile(file.absolute, gzipped, null);
  const keys = await jsonKeys(db, file.absolute, layout, scan.textBytes);
  return recognised({ format: "json", keys }, scan, (adapter) => readJson(db, file.absolute, layout, adapter, keys, scan));
}

function recognised(shape: FileShape, scan: Scan, read: (adapter: Adapter) => Promise<RawTable>): Opened {
  const recognition = recognise(shape, ADAPTERS);
  return recognition === undefined ? { scan, reason: unknownHeader(shape) } : { scan, recognition, read: () => read(recognition.adapter) };
}

/** An array; one object a line; or objects written over several lines. */
function layoutOf(head: string): JsonLayout {
  const text = head.trimStart();
  if (text.startsWith("[")) return "array";
  const end = text.indexOf("\n");
  if (end < 0) return "unstructured";
  return parseJson(text.slice(0, end)).ok ? "newline_delimited" : "unstructured";
}

async function stage(
  db: Database,
  raw: RawTable,
  { adapter, confidence }: Recognition,
  hash: string | null,
  fileId: number,
  currency: string,
): Promise<FileOutcome> {
  const mapped = await mapRows(db, adapter, raw, fileId, currency);
  const rejects = [...raw.rejects, ...mapped.rejects];
  const notes = [raw.note, mapped.note, raw.rowsIn === 0 ? "it holds no rows" : null].filter((note) => note !== null);
  return {
    hash,
    takenFor: adapter.name,
    confidence,
    rowsIn: raw.rowsIn,
    kept: mapped.kept,
    rejected: raw.rowsIn - mapped.kept,
    rejects,
    note: notes.join("; ") || null,
  };
}

function notRead(hash: string | null, note: string): FileOutcome {
  return { hash, takenFor: null, confidence: null, rowsIn: 0, kept: 0, rejected: 0, rejects: [], note };
}

const SHOWN_KEYS = 8;

function unknownHeader(shape: FileShape): string {
  const shown = shape.keys.slice(0, SHOWN_KEYS).map((key) => clean(key).slice(0, 40));
  const more = shape.keys.length > SHOWN_KEYS ? `, … (${shape.keys.length})` : "";
  const near = nearestAdapter(shape, ADAPTERS);
  const hint =
    near === undefined
      ? ""
      : `; nearest is ${near.adapter.title}, which would need ${list(near.missing.map((header) => header.split("|").join(" or ")))}`;
  return `unknown ${shape.format === "table" ? "header" : "keys"}: ${shown.join(", ")}${more}${hint}`;
}

/** DuckDB's first line, without the place on this machine. */
function reasonOf(error: unknown, file: ExportFile): string {
  const message = error instanceof Error ? error.message : String(error);
  return clean(message.split("\n")[0] ?? "")
    .replaceAll(file.absolute, file.path)
    .slice(0, 200);
}
