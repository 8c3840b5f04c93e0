import { setImmediate } from "node:timers/promises";
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDateValue,
  type DuckDBPreparedStatement,
  DuckDBTypeId,
  type DuckDBValue,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { InternalError } from "../../core/errors.ts";
import type { Params, SqlValue } from "../book.ts";
import type { Column, Columns } from "../columns.ts";

/** Runs one statement and returns its answer by columns. Throws DuckDB's error, and InternalError for whole numbers beyond 2^53. */
export async function readColumns(connection: DuckDBConnection, sql: string, params: Params): Promise<Columns> {
  const statement = await connection.prepare(sql);
  try {
    bind(statement, params);
    const result = await statement.run();
    const [names, types] = [result.columnNames(), result.columnTypes()];
    const chunks = await result.fetchAllChunks();
    const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
    const columns = new Map<string, Column>();
    for (const [index, name] of names.entries()) {
      columns.set(name, columnOf(chunks, index, types[index]?.typeId, rows));
      // A statement that waits is started in between: the engine works on it while the values of this one are read.
      await setImmediate();
    }
    return { rows, columns };
  } finally {
    statement.destroySync();
  }
}

function bind(statement: DuckDBPreparedStatement, params: Params): void {
  for (let index = 1; index <= statement.parameterCount; index += 1) {
    const value = params[statement.parameterName(index)];
    if (value !== undefined) statement.bindValue(index, value);
  }
}

const NUMBERS: ReadonlySet<DuckDBTypeId | undefined> = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.FLOAT,
]);

function columnOf(chunks: readonly DuckDBDataChunk[], index: number, type: DuckDBTypeId | undefined, rows: number): Column {
  if (type === DuckDBTypeId.DATE) return { kind: "day", values: fill(chunks, index, rows, dayNumber) };
  if (type === DuckDBTypeId.DOUBLE) return { kind: "number", values: doubles(chunks, index, rows) };
  if (NUMBERS.has(type)) return { kind: "number", values: fill(chunks, index, rows, plainNumber) };
  return { kind: "other", values: others(chunks, index) };
}

function fill(chunks: readonly DuckDBDataChunk[], index: number, rows: number, toNumber: (value: DuckDBValue) => number): Float64Array {
  const values = new Float64Array(rows);
  let at = 0;
  for (const chunk of chunks) {
    // The number of rows is a call into the engine: once a chunk, not once a value.
    const [vector, count] = [chunk.getColumnVector(index), chunk.rowCount];
    for (let item = 0; item < count; item += 1, at += 1) values[at] = toNumber(vector.getItem(item));
  }
  return values;
}

/** As fill, for the type of most columns: what the engine holds is copied as it lies, not value by value. */
function doubles(chunks: readonly DuckDBDataChunk[], index: number, rows: number): Float64Array {
  const values = new Float64Array(rows);
  let at = 0;
  for (const { chunk, rowCount } of chunks) {
    const vector = duckdb.data_chunk_get_vector(chunk, index);
    const bytes = duckdb.vector_get_data(vector, rowCount * Float64Array.BYTES_PER_ELEMENT);
    values.set(new Float64Array(bytes.buffer, bytes.byteOffset, rowCount), at);
    clearNulls(values.subarray(at, at + rowCount), vector);
    at += rowCount;
  }
  return values;
}

/** Makes NaN of what the engine marks as null: a bit of 0 in its validity, of which there is none where all values are known. */
function clearNulls(values: Float64Array, vector: duckdb.Vector): void {
  const validity: Uint8Array | null = duckdb.vector_get_validity(vector, Math.ceil(values.length / 64) * 8);
  if (validity === null) return;
  for (let item = 0; item < values.length; item += 1) if ((((validity[item >> 3] ?? 0) >> (item & 7)) & 1) === 0) values[item] = Number.NaN;
}

function others(chunks: readonly DuckDBDataChunk[], index: number): SqlValue[] {
  const values: SqlValue[] = [];
  for (const chunk of chunks) {
    const [vector, count] = [chunk.getColumnVector(index), chunk.rowCount];
    for (let item = 0; item < count; item += 1) values.push(otherValue(vector.getItem(item)));
  }
  return values;
}

function plainNumber(value: DuckDBValue): number {
  if (typeof value === "number") return value;
  if (value === null) return Number.NaN;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new InternalError({ code: "unsafe-integer", message: "a whole number is too large to be shown exactly", found: String(value) });
}

function dayNumber(value: DuckDBValue): number {
  return value instanceof DuckDBDateValue ? value.days : Number.NaN;
}

/** Texts and flags; values of other types are of no use to those who read by columns and come as text. */
function otherValue(value: DuckDBValue): SqlValue {
  return value === null || typeof value === "string" || typeof value === "boolean" ? value : String(value);
}
