import { basename } from "node:path";
import { DataError } from "../core/errors.ts";
import { statIfAny } from "../core/files.ts";
import { randomIds } from "../core/ids.ts";
import { count } from "../core/text.ts";
import type { Adapter } from "./import/adapter.ts";
import { type ExportFile, formatFault, UNREADABLE } from "./import/export-files.ts";
import { openFile } from "./import/open-file.ts";
import type { RawTable } from "./import/raw-table.ts";
import { scratchBeside } from "./import/scratch.ts";
import { identifier } from "./import/sql.ts";
import { unpacked } from "./import/unpack.ts";
import { type Database, openDatabase } from "./snapshot/database.ts";

/** A file as a table of text, whatever it is about. Rows are in the order of the file, names of columns differ. */
export interface TableOfText {
  readonly columns: readonly { readonly name: string; readonly cells: readonly (string | null)[] }[];
  readonly rows: number;
  /** What the reader should know: rows refused, sheets left out, another encoding. */
  readonly notes: readonly string[];
}

/**
 * Reads CSV of any delimiter, JSON, XLSX or Parquet (also zipped) as text, the way an import does. `scratch` is a folder for temporary files.
 * Throws DataError where there is no such file or it cannot be read.
 */
export async function readTable(path: string, shownAs: string, scratch: string): Promise<TableOfText> {
  const stats = await statIfAny(path);
  if (stats === undefined || stats.isDirectory())
    throw new DataError({
      code: "no-file",
      message: stats === undefined ? `There is no file ${shownAs}.` : `${shownAs} is a folder.`,
      place: { file: shownAs },
      fix: "Name a file.",
    });
  const temporary = scratchBeside(`${scratch}/echo-cs-table-${randomIds.unique()}`);
  const file: ExportFile = {
    path: basename(path),
    absolute: path,
    size: stats.size,
    modifiedMs: stats.mtimeMs,
    refused: formatFault(path, stats.size),
  };
  const db = await openDatabase(":memory:");
  try {
    let found: TableOfText | undefined;
    const others: string[] = [];
    let fault: string | undefined;
    for await (const part of unpacked([file], temporary)) {
      const read = found === undefined ? await orReason(part, () => readPart(db, part)) : part.path;
      if (typeof read !== "string") found = read;
      else if (found === undefined) fault ??= read;
      else others.push(read);
    }
    if (found === undefined) throw unreadable(shownAs, fault ?? "it is empty");
    return others.length === 0 ? found : { ...found, notes: [...found.notes, `only the first part was read, not ${others.join(", ")}`] };
  } finally {
    db.close();
    await temporary.clear();
  }

  async function readPart(database: Database, part: ExportFile): Promise<TableOfText | string> {
    if (part.refused !== null) return part.refused;
    const opened = await openFile(database, part, temporary);
    if ("reason" in opened) return opened.reason;
    return tableOf(database, await opened.read(everyField(opened.shape.keys)));
  }
}

async function orReason(part: ExportFile, read: () => Promise<TableOfText | string>): Promise<TableOfText | string> {
  try {
    return await read();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `${UNREADABLE}: ${(message.split("\n")[0] ?? "").replaceAll(part.absolute, part.path).slice(0, 200)}`;
  }
}

/** Reading JSON goes by an adapter: this one takes every field that holds a value. */
function everyField(keys: readonly string[]): Adapter {
  const leaves = keys.filter((key) => !key.includes("[]") && !keys.some((other) => other.startsWith(`${key}.`)));
  return {
    name: "table",
    vendor: "",
    title: "table",
    table: "accounts",
    format: "json",
    recognise: { required: [], optional: [] },
    columns: Object.fromEntries(leaves.map((key) => [key, { from: [key], kind: "text" as const }])),
    account: {},
    required: [],
    identity: [],
  };
}

async function tableOf(db: Database, raw: RawTable): Promise<TableOfText> {
  const entries = [...raw.columns.values()].map(({ header, column }, index) => ({
    name: header === "" ? `column ${index + 1}` : header,
    column,
  }));
  const rows = await db.rows<Record<string, string | null>>(
    `SELECT ${entries.map(({ column }) => identifier(column)).join(", ")} FROM raw ORDER BY rowid`,
  );
  const refused =
    raw.rejects.length === 0
      ? []
      : [
          `${count(raw.rejects.length, "row")} left out, the first at line ${raw.rejects[0]?.line ?? 0}: expected ${raw.rejects[0]?.reason ?? ""}`,
        ];
  return {
    columns: entries.map(({ name, column }) => ({ name, cells: rows.map((row) => row[column] ?? null) })),
    rows: rows.length,
    notes: [...(raw.note === null ? [] : [raw.note]), ...refused],
  };
}

function unreadable(file: string, reason: string): DataError {
  return new DataError({
    code: "unreadable-table",
    message: `${file} cannot be read: ${reason}.`,
    place: { file },
    fix: "Give a CSV with a header line, an XLSX, JSON, NDJSON or Parquet file.",
  });
}
