import type { Book } from "./book.ts";
import { DATA_TABLES } from "./schema.ts";

/** The data tables that hold at least one row. */
export async function tablesWithRows(book: Book): Promise<ReadonlySet<string>> {
  const rows = await book.rows<{ name: string; filled: boolean }>(
    DATA_TABLES.map((table) => `SELECT '${table}' AS name, EXISTS (SELECT 1 FROM ${table}) AS filled`).join(" UNION ALL "),
  );
  return new Set(rows.filter(({ filled }) => filled).map(({ name }) => name));
}
