import { clean, list } from "../../core/text.ts";
import { mappedRows } from "../mapping/mapped-rows.ts";
import type { FileMapping } from "../mapping/file-mapping.ts";
import type { Database } from "../snapshot/database.ts";
import { ADAPTERS } from "./adapters.ts";
import type { Locale } from "./dialect.ts";
import type { ExportFile } from "./export-files.ts";
import { mapRows } from "./map-rows.ts";
import { openFile, type OpenedFile } from "./open-file.ts";
import type { RawTable, Reject } from "./raw-table.ts";
import { type Scratch, scratchBeside } from "./scratch.ts";
import { type FileShape, nearestAdapter, recognise, type Recognition } from "./recognise.ts";

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

/** What a file is taken for that echo.yaml says to leave alone. */
export const SKIPPED = "skipped";

/**
 * Reads one file into the staged tables: as its mapping says, else as what its header shows it to be. Never throws for what is in the file:
 * then the outcome says why it was not read.
 */
export async function readFile(
  db: Database,
  file: ExportFile,
  fileId: number,
  locale: Locale,
  scratch: Scratch,
  mapping?: FileMapping,
): Promise<FileOutcome> {
  if (mapping?.table === null) return { ...notRead(null, "as echo.yaml says"), takenFor: SKIPPED, confidence: 1 };
  if (file.refused !== null) return notRead(null, file.refused);
  let hash: string | null = null;
  const temporary = scratchBeside(scratch.path(""));
  try {
    const opened = await openFile(db, file, temporary);
    hash = opened.scan.hash;
    if ("reason" in opened) return notRead(hash, opened.reason);
    const read = await rowsOf(db, file, opened, mapping);
    return "reason" in read ? notRead(hash, read.reason) : await stage(db, read.raw, read, hash, fileId, locale);
  } catch (error) {
    return notRead(hash, `it could not be read: ${reasonOf(error, file)}`);
  } finally {
    await temporary.clear();
  }
}

/** Rows in `raw` with the adapter that types them. */
type Read = (Recognition & { readonly raw: RawTable }) | { readonly reason: string };

async function rowsOf(db: Database, file: ExportFile, { shape, read }: OpenedFile, mapping: FileMapping | undefined): Promise<Read> {
  if (mapping !== undefined) return mappedRows(db, mapping, file.path, shape, read);
  const recognition = recognise(shape, ADAPTERS);
  return recognition === undefined ? { reason: unknownHeader(shape) } : { ...recognition, raw: await read(recognition.adapter) };
}

async function stage(
  db: Database,
  raw: RawTable,
  { adapter, confidence }: Recognition,
  hash: string | null,
  fileId: number,
  locale: Locale,
): Promise<FileOutcome> {
  const mapped = await mapRows(db, adapter, raw, fileId, locale);
  const rejects = [...raw.rejects, ...mapped.rejects];
  const notes = [raw.note, mapped.note, raw.rowsIn === 0 ? "it holds no rows" : null].filter((note) => note !== null);
  return {
    hash,
    takenFor: adapter.name,
    confidence,
    rowsIn: raw.rowsIn - mapped.skipped,
    kept: mapped.kept,
    rejected: raw.rowsIn - mapped.skipped - mapped.kept,
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
    .replaceAll(/[^\s"']*\.[0-9a-f]{8}\.draft[^\s"']*/g, file.path)
    .slice(0, 200);
}
