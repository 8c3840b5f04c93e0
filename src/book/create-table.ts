import { type TableName, TABLES } from "./schema.ts";
import type { Column } from "./table-columns.ts";

/** `CREATE TABLE` statement of one table. */
export function createTable(table: TableName): string {
  const columns = Object.entries(TABLES[table] as Record<string, Column>).map(([name, column]) => `"${name}" ${column.type}`);
  return `CREATE TABLE ${table} (${columns.join(", ")})`;
}
