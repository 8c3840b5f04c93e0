import { DataError } from "../../core/errors.ts";
import { statIfAny } from "../../core/files.ts";
import type { Book } from "../book.ts";
import { dayOfMacro } from "../import/sql.ts";
import { SNAPSHOT_SCHEMA, TABLES } from "../schema.ts";
import { type Database, openDatabase, type Selection } from "./database.ts";

/** A snapshot can be read but not changed, and no statement reaches files or the network. */
const READ_ONLY = {
  access_mode: "READ_ONLY",
  enable_external_access: "false",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
};

const FIX = "Run `echo-cs import` to build it anew from the exports.";

/** A book of which anything may be asked. */
export interface OpenedBook extends Book {
  /** The first `limit` rows of one statement that only reads. Throws DuckDB's error. */
  select(sql: string, limit: number): Promise<Selection>;
  /** Stops the statement that runs. */
  interrupt(): void;
  /** The same book where every statement sees only these accounts and the rows joined to them. */
  narrow(owner: string, accounts: readonly string[]): Promise<OpenedBook>;
}

/**
 * Opens a snapshot for reading; several processes may do so at once, also while an import replaces it.
 * Throws DataError `no-snapshot`, `snapshot-corrupt` or `snapshot-schema`.
 */
export async function openBook(snapshotPath: string): Promise<OpenedBook> {
  if ((await statIfAny(snapshotPath)) === undefined) {
    throw new DataError({
      code: "no-snapshot",
      message: "there is no snapshot of the exports yet",
      place: { file: snapshotPath },
      fix: FIX,
    });
  }
  const db = await orCorrupt(snapshotPath, openDatabase(snapshotPath, READ_ONLY));
  try {
    const meta = await orCorrupt(snapshotPath, readMeta(db));
    if (meta.get("schema") !== String(SNAPSHOT_SCHEMA)) {
      throw new DataError({
        code: "snapshot-schema",
        message: "the snapshot was made by another version of the program",
        found: `schema ${meta.get("schema") ?? "none"}`,
        allowed: [`schema ${SNAPSHOT_SCHEMA}`],
        fix: FIX,
        place: { file: snapshotPath },
      });
    }
    const timeZone = meta.get("time_zone") ?? "UTC";
    const [{ name } = { name: "" }] = await db.rows<{ name: string }>("SELECT current_database() AS name");
    await db.run(`${dayOfMacro(timeZone)}; ${wholeTables(name)}; SET lock_configuration = true`);
    const opened: OpenedBook = {
      snapshot: meta.get("snapshot") ?? "",
      timeZone,
      currency: meta.get("currency") ?? "",
      company: meta.get("company") ?? "",
      rows: db.rows,
      columns: db.columns,
      select: db.select,
      interrupt: db.interrupt,
      close: db.close,
      narrow: async (owner, accounts) => {
        await db.run(narrowedViews(name, accounts));
        return { ...opened, owner };
      },
    };
    return opened;
  } catch (error) {
    db.close();
    throw error;
  }
}

function storedIn(database: string): string {
  return `"${database.replaceAll('"', '""')}".main`;
}

/** Tables with the rows of all accounts, whoever's the connection is narrowed to (`all_tickets()`): for what is known of the book and not of an account. */
function wholeTables(database: string): string {
  return ["tickets", "usage", "usage_accounts", "interactions"]
    .map((table) => `CREATE TEMP MACRO all_${table}() AS TABLE FROM ${storedIn(database)}.${table}`)
    .join("; ");
}

/** Views that stand before the tables of the same names: a statement's unqualified names reach the views. */
function narrowedViews(database: string, accounts: readonly string[]): string {
  const stored = storedIn(database);
  const ids = accounts.map((account) => `('${account.replaceAll("'", "''")}')`).join(", ");
  const views = Object.entries(TABLES)
    .filter(([, columns]) => "account" in columns)
    .map(
      ([table]) => `CREATE TEMP VIEW ${table} AS SELECT * FROM ${stored}.${table} WHERE account IN (SELECT account FROM owned_accounts)`,
    );
  return [`CREATE TEMP TABLE owned_accounts AS SELECT * FROM (VALUES ${ids}) AS owned(account)`, ...views].join("; ");
}

async function readMeta(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows<{ key: string; value: string }>("SELECT key, value FROM meta");
  return new Map(rows.map(({ key, value }) => [key, value]));
}

async function orCorrupt<T>(snapshotPath: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new DataError({
      code: "snapshot-corrupt",
      message: "the snapshot cannot be read",
      place: { file: snapshotPath },
      fix: FIX,
      cause,
    });
  }
}
