import {
  type DuckDBConnection,
  DuckDBDateValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  JSDuckDBValueConverter,
} from "@duckdb/node-api";
import type { Params, Row, SqlValue } from "../book.ts";
import { bindParams } from "./bind-params.ts";
import { plainValue, safeNumber } from "./plain-value.ts";

/** Runs one statement and returns its rows as plain JSON values (see Book). Throws DuckDB's error, and InternalError for whole numbers beyond 2^53. */
export async function readRows(connection: DuckDBConnection, sql: string, params: Params): Promise<Row[]> {
  const statement = await connection.prepare(sql);
  try {
    bindParams(statement, params);
    const result = await statement.run();
    const [names, readers] = [result.columnNames(), result.columnTypes().map(readerOf)];
    const rows: Record<string, SqlValue>[] = [];
    for (const chunk of await result.fetchAllChunks()) {
      const columns = names.map((name, index) => ({ name, vector: chunk.getColumnVector(index), read: readers[index] ?? readNull }));
      // The number of rows is a call into the engine: once a chunk, not once a row.
      for (let item = 0, count = chunk.rowCount; item < count; item += 1) {
        const row: Record<string, SqlValue> = {};
        for (const { name, vector, read } of columns) {
          const value = vector.getItem(item);
          row[name] = value === null ? null : read(value);
        }
        rows.push(row);
      }
    }
    return rows;
  } finally {
    statement.destroySync();
  }
}

type Reader = (value: DuckDBValue) => SqlValue;

/** How a column is read. The kinds that nearly all columns are take a short way; what they come to is what plainValue makes of the engine's own reading. */
function readerOf(type: DuckDBType): Reader {
  const careful: Reader = (value) =>
    plainValue(JSDuckDBValueConverter(value, type, JSDuckDBValueConverter), type.typeId === DuckDBTypeId.DATE);
  if (PLAIN.has(type.typeId))
    return (value) => (typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : careful(value));
  if (type.typeId === DuckDBTypeId.BIGINT || type.typeId === DuckDBTypeId.HUGEINT)
    return (value) => (typeof value === "bigint" ? safeNumber(value) : careful(value));
  return type.typeId === DuckDBTypeId.DATE ? dayReader(careful) : careful;
}

const PLAIN: ReadonlySet<DuckDBTypeId> = new Set([DuckDBTypeId.BOOLEAN, DuckDBTypeId.INTEGER, DuckDBTypeId.DOUBLE, DuckDBTypeId.VARCHAR]);

/** The same few days occur over and over: each is written out once. */
function dayReader(careful: Reader): Reader {
  const written = new Map<number, SqlValue>();
  return (value) => {
    if (!(value instanceof DuckDBDateValue)) return careful(value);
    const known = written.get(value.days) ?? careful(value);
    written.set(value.days, known);
    return known;
  };
}

function readNull(): null {
  return null;
}
