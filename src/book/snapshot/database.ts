import { DuckDBInstance, type DuckDBConnection, type JS } from "@duckdb/node-api";
import { InternalError } from "../../core/errors.ts";
import type { Params, Row, SqlValue } from "../book.ts";

/** One DuckDB database and one connection to it. */
export interface Database {
  /** Runs one or several statements; the result, if any, is dropped. */
  run(sql: string): Promise<void>;
  /** Runs one statement and returns its rows as plain JSON values (see Book). Parameters the statement does not name are ignored. */
  rows<T extends object = Row>(sql: string, params?: Params): Promise<T[]>;
  /** Adds rows to a table whose columns are all VARCHAR or BIGINT (numbers go in as BIGINT). */
  append(table: string, rows: Iterable<readonly (string | number | null)[]>): Promise<void>;
  close(): void;
}

/** Opens a database file (made where missing, unless read-only). Throws DuckDB's own error. */
export async function openDatabase(path: string, options: Record<string, string> = {}): Promise<Database> {
  const instance = await DuckDBInstance.create(path, options);
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async <T extends object>(sql: string, params: Params = {}) => (await readRows(connection, sql, params)) as T[],
    append: (table, rows) => append(connection, table, rows),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function readRows(connection: DuckDBConnection, sql: string, params: Params): Promise<Row[]> {
  const statement = await connection.prepare(sql);
  try {
    for (let index = 1; index <= statement.parameterCount; index += 1) {
      const name = statement.parameterName(index);
      const value = params[name];
      if (value !== undefined) statement.bindValue(index, value);
    }
    const reader = await statement.runAndReadAll();
    const dates = new Set(reader.columnNames().flatMap((name, index) => (String(reader.columnType(index)) === "DATE" ? [name] : [])));
    return reader
      .getRowObjectsJS()
      .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value, dates.has(name))])));
  } finally {
    statement.destroySync();
  }
}

function plain(value: JS, isDate: boolean): SqlValue {
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "bigint") return safeNumber(value);
  if (value instanceof Date) return isDate ? value.toISOString().slice(0, 10) : value.toISOString().replace(".000Z", "Z");
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? safeNumber(inner) : inner));
}

/** Money in minor units and counts stay below 2^53; a value above it would be printed wrong, so it is a bug to meet one. */
function safeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new InternalError({ code: "unsafe-integer", message: "a whole number is too large to be shown exactly", found: String(value) });
  }
  return number;
}

async function append(connection: DuckDBConnection, table: string, rows: Iterable<readonly (string | number | null)[]>): Promise<void> {
  const appender = await connection.createAppender(table, "main", "temp");
  for (const row of rows) {
    for (const value of row) {
      if (value === null) appender.appendNull();
      else if (typeof value === "number") appender.appendBigInt(BigInt(value));
      else appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
}
