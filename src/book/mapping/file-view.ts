import { removeAny } from "../../core/files.ts";
import { randomIds } from "../../core/ids.ts";
import { count } from "../../core/text.ts";
import { countRaw, RAW_ROWS, type RawTable } from "../import/raw-table.ts";
import { headerKey } from "../import/recognise.ts";
import { identifier, literal } from "../import/sql.ts";
import { type Database, openDatabase } from "../snapshot/database.ts";

/** A database of its own that reaches neither files nor the network: the statement sees the one file and nothing else. */
const ALONE = { enable_external_access: "false", autoinstall_known_extensions: "false", autoload_known_extensions: "false" };

/** Column of `file` with the line of a row; a result that keeps it keeps the lines. */
const LINE = "line_number";

/** Place of a row in the statement's result; no name that somebody would give a column of their own. */
const PLACE = identifier("place in the result (ECHO)");

/**
 * The rows that one SELECT makes of a file, as the new `raw`. The statement runs in another database that holds the file's rows as the
 * table `file` (columns of text, named by the headers, and line_number). Returns DuckDB's reason where the statement does not run.
 */
export async function fileView(
  db: Database,
  raw: RawTable,
  sql: string,
): Promise<{ readonly raw: RawTable } | { readonly reason: string }> {
  const path = await besides(db);
  try {
    await copyOut(db, raw, path);
    const reason = await runAlone(path, sql);
    return reason === undefined ? { raw: await copyBack(db, raw, path) } : { reason };
  } finally {
    await removeAny(path);
    await removeAny(`${path}.wal`);
  }
}

/** Beside the snapshot's draft, named so that what a killed import leaves is cleared away with it. */
async function besides(db: Database): Promise<string> {
  const [own] = await db.rows<{ path: string }>("SELECT path FROM duckdb_databases() WHERE database_name = current_database()");
  return `${own?.path ?? ""}.${randomIds.unique().slice(0, 8)}.draft`;
}

async function copyOut(db: Database, raw: RawTable, path: string): Promise<void> {
  const columns = [...raw.columns.values()].map(({ header, column }) => `${column} AS ${identifier(header)}`);
  const line = raw.columns.has(headerKey(LINE)) ? [] : [`${raw.line} AS ${LINE}`];
  await db.run(`ATTACH ${literal(path)} AS alone`);
  try {
    await db.run(`CREATE TABLE alone.file AS SELECT ${[...columns, ...line].join(", ")} FROM ${raw.source} ORDER BY n`);
  } finally {
    await db.run("DETACH alone");
  }
}

async function runAlone(path: string, sql: string): Promise<string | undefined> {
  const alone = await openDatabase(path, ALONE);
  try {
    await alone.run("SET lock_configuration = true");
    const statement = sql.trim().replace(/;\s*$/, "");
    await alone.check(statement);
    await alone.run(`CREATE TABLE result AS SELECT row_number() OVER () - 1 AS ${PLACE}, * FROM (${statement}\n)`);
    return undefined;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
  } finally {
    alone.close();
  }
}

async function copyBack(db: Database, before: RawTable, path: string): Promise<RawTable> {
  const rowsBefore = await countRaw(db);
  await db.run(`ATTACH ${literal(path)} AS alone (READ_ONLY)`);
  try {
    const described = await db.rows<{ column_name: string }>(`DESCRIBE SELECT * EXCLUDE (${PLACE}) FROM alone.result`);
    const names = described.map(({ column_name: name }) => name);
    const select = names.map((name, index) => `CAST(${identifier(name)} AS VARCHAR) AS c${index}`);
    await db.run(`CREATE OR REPLACE TEMP TABLE raw AS SELECT ${select.join(", ")} FROM alone.result ORDER BY ${PLACE}`);
    const line = names.indexOf(LINE);
    const rows = await countRaw(db);
    return {
      columns: new Map(names.map((header, index) => [headerKey(header), { header, column: `c${index}` }])),
      source: RAW_ROWS,
      line: line < 0 ? "NULL" : `TRY_CAST(c${line} AS BIGINT)`,
      rowsIn: rows + before.rejects.length,
      rejects: before.rejects,
      note: [before.note, `the sql of echo.yaml made ${count(rows, "row")} of ${rowsBefore.toLocaleString("en-US")}`]
        .filter((note) => note !== null)
        .join("; "),
    };
  } finally {
    await db.run("DETACH alone");
  }
}
