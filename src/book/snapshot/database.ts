import { DuckDBInstance, type DuckDBConnection, type DuckDBPreparedStatement, type JS, StatementType } from "@duckdb/node-api";
import { InternalError } from "../../core/errors.ts";
import type { Params, Row, SqlValue } from "../book.ts";
import type { Columns } from "../columns.ts";
import { readColumns } from "./read-columns.ts";

/** One DuckDB database and a connection to it. */
export interface Database {
  /** Another connection, whose statements run at the same time. It sees the same tables, but for temporary ones. Closed with the first. */
  beside(): Promise<Database>;
  /** Runs one or several statements; the result, if any, is dropped. */
  run(sql: string): Promise<void>;
  /** Runs one statement and returns its rows as plain JSON values (see Book). Parameters the statement does not name are ignored. */
  rows<T extends object = Row>(sql: string, params?: Params): Promise<T[]>;
  /** Runs one statement as `rows` does and returns its answer by columns. */
  columns(sql: string, params?: Params): Promise<Columns>;
  /** Throws where `sql` is not exactly one statement that reads (SELECT, FROM, WITH, SHOW, DESCRIBE, …) and can be prepared. */
  check(sql: string): Promise<void>;
  /** Runs one statement that reads, and returns at most `limit` of its rows, in order, by place of the column. Throws as `check` does. */
  select(sql: string, limit: number): Promise<Selection>;
  /** Adds rows to a table whose columns are all VARCHAR or BIGINT (numbers go in as BIGINT). */
  append(table: string, rows: Iterable<readonly (string | number | null)[]>): Promise<void>;
  /** Stops the statement that runs, which then throws. */
  interrupt(): void;
  close(): void;
}

/** The beginning of a result. Values as in Book, but whole numbers beyond 2^53 as text. */
export interface Selection {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
  /** True where there are rows beyond the limit. */
  readonly more: boolean;
}

/** Opens a database file (made where missing, unless read-only). Throws DuckDB's own error. */
export async function openDatabase(path: string, options: Record<string, string> = {}): Promise<Database> {
  const instance = await DuckDBInstance.create(path, options);
  const connections: DuckDBConnection[] = [];
  const connect = async (): Promise<DuckDBConnection> => {
    const connection = await instance.connect();
    connections.push(connection);
    await connection.run("SET TimeZone = 'UTC'");
    return connection;
  };
  const close = (): void => {
    for (const connection of connections) connection.closeSync();
    instance.closeSync();
  };
  const on = (connection: DuckDBConnection): Database => ({
    beside: async () => on(await connect()),
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async <T extends object>(sql: string, params: Params = {}) => (await readRows(connection, sql, params)) as T[],
    columns: (sql, params = {}) => readColumns(connection, sql, params),
    check: async (sql) => (await prepareReading(connection, sql)).destroySync(),
    select: (sql, limit) => select(connection, sql, limit),
    append: (table, rows) => append(connection, table, rows),
    interrupt: () => connection.interrupt(),
    close,
  });
  return on(await connect());
}

async function prepareReading(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new Error(`expected one statement, found ${statements.count}`);
  const statement = await statements.prepare(0);
  if (statement.statementType === StatementType.SELECT || statement.statementType === StatementType.EXPLAIN) return statement;
  statement.destroySync();
  throw new Error("expected a statement that only reads, such as SELECT");
}

async function select(connection: DuckDBConnection, sql: string, limit: number): Promise<Selection> {
  const statement = await prepareReading(connection, sql);
  try {
    const reader = await statement.streamAndReadUntil(limit + 1);
    const columns = reader.columnNames();
    const isDate = reader.columnTypes().map((type) => String(type) === "DATE");
    const rows = reader.getRowsJS().map((row) => row.map((value, index) => shown(value, isDate[index] === true)));
    return { columns, rows: rows.slice(0, limit), more: rows.length > limit };
  } finally {
    statement.destroySync();
  }
}

/** Like `plain`, for results of which nothing is known beforehand. */
function shown(value: JS, isDate: boolean): SqlValue {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (value === null || typeof value !== "object" || value instanceof Date) return plain(value, isDate);
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
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
    const columns = reader.columnNames().map((name, index) => ({ name, isDate: String(reader.columnType(index)) === "DATE" }));
    return reader.getRowsJS().map((values) => {
      const row: Record<string, SqlValue> = {};
      for (const [index, { name, isDate }] of columns.entries()) row[name] = plain(values[index] ?? null, isDate);
      return row;
    });
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

/** As many rows are handed over at once. */
const APPENDED = 50_000;

async function append(connection: DuckDBConnection, table: string, rows: Iterable<readonly (string | number | null)[]>): Promise<void> {
  const all = [...rows];
  for (let start = 0; start < all.length; start += APPENDED) {
    const some = all.slice(start, start + APPENDED);
    const columns = (some[0] ?? []).map((_, column) => columnText(some.map((row) => row[column] ?? null)));
    const texts = columns.filter((text) => text !== undefined);
    if (texts.length === columns.length) await appendTexts(connection, table, texts);
    else await appendCells(connection, table, some);
  }
}

/** Between the values of a column, and in place of one that is null: letters that no export has between its own. */
const BETWEEN = "\u001E";
const NULL = "\u001C";

/** The values of a column as one text, which crosses to the engine many times faster than each of them; undefined where they have such letters. */
function columnText(values: readonly (string | number | null)[]): string | undefined {
  const text = values.map((value) => value ?? NULL).join(BETWEEN);
  let between = 0;
  for (let at = text.indexOf(BETWEEN); at >= 0; at = text.indexOf(BETWEEN, at + 1)) between += 1;
  return between === values.length - 1 && !text.includes("\0") && !values.includes(NULL) ? text : undefined;
}

async function appendTexts(connection: DuckDBConnection, table: string, texts: readonly string[]): Promise<void> {
  const columns = texts.map((_, index) => `unnest(string_split($${index + 1}, '${BETWEEN}')) AS c${index}`);
  const cells = texts.map((_, index) => `nullif(c${index}, '${NULL}')`);
  await connection.run(`INSERT INTO temp.main.${table} SELECT ${cells.join(", ")} FROM (SELECT ${columns.join(", ")})`, [...texts]);
}

async function appendCells(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly (string | number | null)[])[],
): Promise<void> {
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
