import type { DuckDBPreparedStatement } from "@duckdb/node-api";
import type { Params } from "../book.ts";

/** Gives a statement its parameters by name; those that it does not name are ignored. */
export function bindParams(statement: DuckDBPreparedStatement, params: Params): void {
  for (let index = 1; index <= statement.parameterCount; index += 1) {
    const value = params[statement.parameterName(index)];
    if (value !== undefined) statement.bindValue(index, value);
  }
}
