import { tmpdir } from "node:os";
import { readTable } from "../book/read-table.ts";
import { UserError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { nearest } from "../core/text.ts";
import type { TextTable } from "../domain/churn/frame.ts";

/** A file of customers: where it is, and how a person named it. */
export interface CustomerFile {
  readonly path: string;
  readonly shownAs: string;
  readonly log: Log;
}

/** A file's rows, with the id of each. */
export interface CustomerRows {
  readonly table: TextTable;
  readonly ids: readonly string[];
  /** The id column as the file writes it. */
  readonly id: string;
}

/** Reads a file of customers and its id column. Throws UserError where the column is not named or not there, DataError for an unreadable file. */
export async function readCustomers(file: CustomerFile, id: string | undefined): Promise<CustomerRows> {
  const table = await readTable(file.path, file.shownAs, tmpdir());
  for (const note of table.notes) file.log.warn(`${file.shownAs}: ${note}`);
  const column = columnNamed(table, id, "--id", "the column with the customer's id");
  return { table, ids: column.cells.map((cell, row) => cell?.trim() || `(row ${row + 1})`), id: column.name };
}

/** The column a person means; case does not count. Throws UserError with the nearest names. */
export function columnNamed(table: TextTable, name: string | undefined, option: string, what: string): TextTable["columns"][number] {
  const names = table.columns.map((column) => column.name);
  if (name === undefined)
    throw new UserError({
      code: "column-not-named",
      message: `Name ${what} with ${option}.`,
      allowed: names.slice(0, 30),
      fix: `Add ${option} with one of the file's columns.`,
    });
  const wanted = name.trim().toLowerCase();
  const found =
    table.columns.find((column) => column.name === name) ?? table.columns.find((column) => column.name.trim().toLowerCase() === wanted);
  if (found !== undefined) return found;
  const near = nearest(name, names);
  throw new UserError({
    code: "no-such-column",
    message: `The file has no column "${name}".`,
    found: name,
    allowed: near.length > 0 ? near : names.slice(0, 30),
    fix: near[0] === undefined ? `Name one of the file's columns with ${option}.` : `Did you mean ${near[0]}?`,
  });
}

/** The table without some of its columns. */
export function without(table: TextTable, names: readonly string[]): TextTable {
  return { rows: table.rows, columns: table.columns.filter((column) => !names.includes(column.name)) };
}
