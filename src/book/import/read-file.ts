import { removeAny } from "../../core/files.ts";
import { clean, list } from "../../core/text.ts";
import type { FileMapping } from "../mapping/file-mapping.ts";
import { mappedRows } from "../mapping/mapped-rows.ts";
import { mappingAdapter } from "../mapping/mapping-adapter.ts";
import type { Database } from "../snapshot/database.ts";
import type { Adapter } from "./adapter.ts";
import { ADAPTERS } from "./adapters.ts";
import type { Locale } from "./dialect.ts";
import { isDiskFull } from "./disk-full.ts";
import { type ExportFile, UNREADABLE } from "./export-files.ts";
import { type FileDigest, fileDigest } from "./file-digest.ts";
import { type Mapped, mapRows } from "./map-rows.ts";
import { openFile, type OpenedFile } from "./open-file.ts";
import { openPlain } from "./plain-read.ts";
import type { RawTable } from "./raw-table.ts";
import { recogniseSource } from "../sources/source-columns.ts";
import { type FileShape, nearestAdapter, recognise, type Recognition } from "./recognise.ts";
import { type Scratch, scratchBeside } from "./scratch.ts";
import { pathLiteral } from "./sql.ts";
import type { FileOutcome, ReadSoFar, StagedFile, StagedRows } from "./staged-file.ts";
import { unreadColumns } from "./unread-columns.ts";
import type { WrittenStage } from "./write-stage.ts";

/** What a file is taken for that echo.yaml says to leave alone. */
export const SKIPPED = "skipped";

/** What reading a file needs beside the file. */
export interface Reader {
  readonly db: Database;
  readonly locale: Locale;
  readonly scratch: Scratch;
  /** A new path for a Parquet file of rows. */
  readonly newPart: () => string;
}

/**
 * Reads one file into typed rows: as its mapping says, else as what its header shows it to be. Never throws for what is in the file:
 * then the outcome says why it was not read.
 */
export async function readFile(reader: Reader, file: ExportFile, mapping?: FileMapping): Promise<StagedFile> {
  if (mapping?.table === null) return staged(file, { ...notRead(null, "as echo.yaml says"), takenFor: SKIPPED, confidence: 1 });
  if (file.refused !== null) return staged(file, notRead(null, file.refused));
  let hash: string | null = null;
  const temporary = scratchBeside(reader.scratch.path(""));
  try {
    const plain = await plainFile(reader, file, mapping);
    if (plain !== undefined) return plain;
    const opened = await openFile(reader.db, file, temporary);
    hash = file.source?.digest ?? opened.scan.hash;
    if ("reason" in opened) return staged(file, notRead(hash, opened.reason));
    const read = await rowsOf(reader.db, file, opened, mapping);
    if ("reason" in read) return staged(file, notRead(hash, read.reason));
    const { mapped, rows } = await stageRows(reader, read.raw, read.adapter);
    const { appendable } = opened;
    const unread = mapping === undefined ? unreadColumns(opened.shape, read) : null;
    const goesOn = appendable !== undefined && mapping === undefined && mapped.plain && endsAlone(read.raw);
    return staged(
      file,
      outcomeOf(read.raw, mapped, read, hash, unread),
      rows,
      goesOn ? { ...appendable, adapter: read.adapter.name } : null,
    );
  } catch (error) {
    if (isDiskFull(error)) throw error;
    return { ...staged(file, notRead(hash, `${UNREADABLE}: ${reasonOf(error, file)}`)), settled: false };
  } finally {
    await temporary.clear();
  }
}

/** The quick way, for large files as programs write them. */
async function plainFile(
  { db, locale, newPart }: Reader,
  file: ExportFile,
  mapping: FileMapping | undefined,
): Promise<StagedFile | undefined> {
  if (mapping?.entry.sql !== undefined) return undefined;
  const plain = await openPlain(db, file, (shape) => recognised(file, shape, mapping), locale.currency);
  if (plain === undefined) return undefined;
  const target = newPart();
  const [written, { hash, bytes, endsLine }] = await Promise.all([plain.write(target), digestOf(file)]);
  if (written === undefined || written.rows === 0) {
    await removeAny(target);
    return undefined;
  }
  const { adapter, header } = plain;
  const raw = { rowsIn: written.rows, rejects: [], note: null };
  const mapped = { kept: written.rows, skipped: 0, cells: 0, rejects: [], note: [adapter.note ?? []].flat().join("; ") || null };
  const soFar = endsLine && mapping === undefined ? { bytes, header, adapter: adapter.name } : null;
  return staged(file, outcomeOf(raw, mapped, plain, hash), await stagedRows(db, adapter, target, written), soFar);
}

/** What a source holds is told by its rows, not by the bytes of the file that they are kept in. */
async function digestOf({ absolute, source }: ExportFile): Promise<Pick<FileDigest, "hash" | "bytes" | "endsLine">> {
  return source === undefined ? fileDigest(absolute) : { hash: source.digest, bytes: 0, endsLine: false };
}

/** True where rows stand for themselves, so that those below them can be read without them. */
export function endsAlone({ line, note }: RawTable): boolean {
  return line !== "NULL" && note === null;
}

/** Types what was read and keeps it as Parquet. */
export async function stageRows(
  { db, locale, newPart }: Reader,
  raw: RawTable,
  adapter: Adapter,
): Promise<{ readonly mapped: Mapped; readonly rows: StagedRows | null }> {
  const target = newPart();
  const mapped = await mapRows(db, adapter, raw, locale, target);
  if (mapped.kept > 0) return { mapped, rows: await stagedRows(db, adapter, target, { rows: mapped.kept, same: mapped.same }) };
  await removeAny(target);
  return { mapped, rows: null };
}

async function stagedRows(db: Database, { table }: Adapter, part: string, { rows, same }: WrittenStage): Promise<StagedRows> {
  const told =
    table === "usage" &&
    !("told" in same) &&
    (await db.rows(`SELECT 1 AS n FROM read_parquet(${pathLiteral(part)}) WHERE told IS NOT NULL LIMIT 1`)).length > 0;
  return { table, rows, told, same, parts: [part] };
}

function staged(file: ExportFile, outcome: FileOutcome, rows: StagedRows | null = null, soFar: ReadSoFar | null = null): StagedFile {
  const { path, size, modifiedMs, refused } = file;
  return { path, size, modifiedMs, refused, outcome, staged: rows, soFar, settled: true };
}

/** Rows in `raw` with the adapter that types them. */
type Read = (Recognition & { readonly raw: RawTable }) | { readonly reason: string };

async function rowsOf(db: Database, file: ExportFile, { shape, read }: OpenedFile, mapping: FileMapping | undefined): Promise<Read> {
  if (mapping !== undefined) return mappedRows(db, mapping, file.path, shape, read);
  const recognition = recognised(file, shape, mapping);
  return recognition === undefined ? { reason: unknownHeader(shape) } : { ...recognition, raw: await read(recognition.adapter) };
}

/** What a file's header or its mapping shows it to be. */
function recognised(file: ExportFile, shape: FileShape, mapping: FileMapping | undefined): Recognition | undefined {
  if (file.source !== undefined) return recogniseSource(file.source.table, shape);
  if (mapping === undefined) return recognise(shape, ADAPTERS);
  const made = mapping.table === null ? undefined : mappingAdapter(mapping, mapping.table, file.path, shape);
  return made === undefined || "fault" in made ? undefined : { adapter: made.adapter, confidence: mapping.entry.confidence ?? 1 };
}

function outcomeOf(
  raw: Pick<RawTable, "rowsIn" | "rejects" | "note">,
  mapped: Pick<Mapped, "kept" | "skipped" | "cells" | "rejects" | "note">,
  { adapter, confidence }: Recognition,
  hash: string | null,
  unread: string | null = null,
): FileOutcome {
  const notes = [raw.note, mapped.note, unread, raw.rowsIn === 0 ? "it holds no rows" : null].filter((note) => note !== null);
  return {
    hash,
    takenFor: adapter.name,
    confidence,
    rowsIn: raw.rowsIn - mapped.skipped,
    kept: mapped.kept,
    rejected: raw.rowsIn - mapped.skipped - mapped.kept,
    cells: mapped.cells,
    rejects: [...raw.rejects, ...mapped.rejects],
    note: notes.join("; ") || null,
  };
}

function notRead(hash: string | null, note: string): FileOutcome {
  return { hash, takenFor: null, confidence: null, rowsIn: 0, kept: 0, rejected: 0, cells: 0, rejects: [], note };
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
