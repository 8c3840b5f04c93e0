import { DATA_TABLES, type DataTable, TABLES } from "../schema.ts";

/** Columns that rows carry until they are joined to accounts, beside those of the book. */
const EXTRA: Partial<Record<DataTable, Readonly<Record<string, string>>>> = {
  accounts: { source_id: "VARCHAR", domains: "VARCHAR", parent_id: "VARCHAR", external_id: "VARCHAR", deleted: "BOOLEAN" },
  contacts: { deleted: "BOOLEAN" },
  opportunities: { deleted: "BOOLEAN" },
  tickets: { first_reply_at: "TIMESTAMP", said_at: "TIMESTAMP", said_by: "VARCHAR", deleted: "BOOLEAN" },
  requests: { repository: "VARCHAR", labels: "VARCHAR", resolution: "VARCHAR", pull_request: "VARCHAR" },
  products: { interval: "VARCHAR" },
  releases: { draft: "BOOLEAN", released: "BOOLEAN", repository: "VARCHAR" },
  subscriptions: { items: "VARCHAR" },
  // `told`: the row is no event, but tells (`group`) or lets guess (`user`) the account of its user; see user-accounts.ts.
  usage: { at: "TIMESTAMP", insert_id: "VARCHAR", told: "VARCHAR" },
  interactions: { title: "VARCHAR", cancelled: "BOOLEAN", no_show: "BOOLEAN" },
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

/** `CREATE TABLE` of the staged rows of every table: targets, then file, line, place in the file, vendor, reference, identity, version, and whether it is dropped. */
export function createStaging(): string {
  return DATA_TABLES.map((table) => {
    const targets = Object.entries(targetTypes(table)).map(([name, type]) => `"${name}" ${type}`);
    return `CREATE TEMP TABLE staged_${table} (${targets.join(", ")}, file_id INTEGER, line INTEGER, n BIGINT, vendor VARCHAR, ref VARCHAR, teaches BOOLEAN, identity VARCHAR, version TIMESTAMP, dropped BOOLEAN)`;
  }).join("; ");
}
