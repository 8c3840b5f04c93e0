import { csvLine } from "../../app/csv-line.ts";
import type { SqlResult } from "../../app/sql.ts";
import type { SqlValue } from "../../book/book.ts";
import { clean, oneLine } from "../../core/text.ts";
import { cut } from "./cut.ts";
import { table } from "./table.ts";

export type SqlFormat = "table" | "csv" | "json" | "ndjson";

const WIDEST_CELL = 60;

/** Rows as text. In CSV no cell is a formula or a control code; JSON and NDJSON hold values as they are, the table shortens long ones. */
export function renderSql(result: SqlResult, format: SqlFormat): string {
  const { columns, rows } = result;
  switch (format) {
    case "csv":
      return [
        columns,
        ...rows.map((row) =>
          row.map((value) => (typeof value === "boolean" ? String(value) : typeof value === "string" ? clean(value) : value)),
        ),
      ]
        .map(csvLine)
        .join("");
    case "json":
      return `${JSON.stringify(
        rows.map((row) => record(columns, row)),
        null,
        2,
      )}\n`;
    case "ndjson":
      return rows.map((row) => `${JSON.stringify(record(columns, row))}\n`).join("");
    default:
      return asTable(result);
  }
}

function record(columns: readonly string[], row: readonly SqlValue[]): Readonly<Record<string, SqlValue>> {
  return Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]));
}

function asTable({ columns, rows }: SqlResult): string {
  if (rows.length === 0) return `${columns.map(cell).join("  ")}\n(no rows)\n`;
  const right = columns.flatMap((_, index) => (rows.every((row) => row[index] === null || typeof row[index] === "number") ? [index] : []));
  return `${table(
    columns.map(cell),
    rows.map((row) => row.map(cell)),
    right,
  )}\n`;
}

/** A value for the eye: on one line, without control codes, not wider than a screen can take. */
function cell(value: SqlValue): string {
  if (value === null) return "";
  return cut(oneLine(String(value)), WIDEST_CELL);
}
