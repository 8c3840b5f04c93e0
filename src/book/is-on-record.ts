import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";
import { DATA_TABLES, type DataTable, type TableName, TABLES } from "./schema.ts";
import { DAY_OF } from "./snapshot/row-times.ts";

/** An open book never changes, so each table is asked about once a day looked at. */
const ANSWERS = new WeakMap<Book, Map<string, Promise<boolean>>>();

/** True where each of the tables that hold an account's history has a row of some account, none dated after `asOf`. */
export async function isOnRecord(book: Book, tables: readonly TableName[], asOf: Day): Promise<boolean> {
  const wanted = DATA_TABLES.filter((table) => table !== "accounts" && tables.includes(table) && "account" in TABLES[table]);
  const found = await Promise.all(wanted.map((table) => hasRow(book, table, asOf)));
  return found.length > 0 && found.every(Boolean);
}

function hasRow(book: Book, table: DataTable, asOf: Day): Promise<boolean> {
  const answers = ANSWERS.get(book) ?? new Map<string, Promise<boolean>>();
  ANSWERS.set(book, answers);
  const key = `${table} ${asOf}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const asked = ask(book, table, asOf);
  answers.set(key, asked);
  return asked;
}

async function ask(book: Book, table: DataTable, asOf: Day): Promise<boolean> {
  const day = DAY_OF[table];
  const upTo = day === null ? "" : ` AND coalesce(${day} <= CAST($as_of AS DATE), true)`;
  const rows = await book.rows(
    `SELECT 1 AS one FROM ${table} WHERE account IS NOT NULL${upTo} LIMIT 1`,
    day === null ? {} : { as_of: asOf },
  );
  return rows.length > 0;
}
