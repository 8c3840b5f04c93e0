import { DATA_TABLES, type DataTable, TABLES } from "../schema.ts";

/** Columns that rows carry until they are joined to accounts, beside those of the book. */
const EXTRA: Partial<Record<DataTable, Readonly<Record<string, string>>>> = {
  accounts: { source_id: "VARCHAR", domains: "VARCHAR", parent_id: "VARCHAR" },
  usage: { at: "TIMESTAMP", insert_id: "VARCHAR" },
};

/** Filled in by import itself. */
const OWN = new Set(["account", "file_id", "line"]);

/** Target columns of a table that an adapter can map, with their SQL types. */
export function targetTypes(table: DataTable): Readonly<Record<string, string>> {
  const columns = Object.entries(TABLES[table])
    .filter(([name]) => !OWN.has(name))
    .map(([name, { type }]) => [name, type] as const);
  return { ...Object.fromEntries(columns), ...EXTRA[table] };
}

/** `CREATE TABLE` of the staged rows of every table: targets, then file, line, place in the file, vendor, reference, identity, version. */
export function createStaging(): string {
  return DATA_TABLES.map((table) => {
    const targets = Object.entries(targetTypes(table)).map(([name, type]) => `"${name}" ${type}`);
    return `CREATE TEMP TABLE staged_${table} (${targets.join(", ")}, file_id INTEGER, line INTEGER, n BIGINT, vendor VARCHAR, ref VARCHAR, teaches BOOLEAN, identity VARCHAR, version TIMESTAMP)`;
  }).join("; ");
}
