import { DATA_TABLES, type DataTable, TABLES } from "../schema.ts";

/** What the record of an account says of its contract; see account-terms.ts. */
const TERMS = {
  mrr_minor: "BIGINT",
  contract_minor: "BIGINT",
  customer_since: "DATE",
  contract_from: "DATE",
  renewal_on: "DATE",
  seats: "INTEGER",
} as const;

/** Columns that rows carry until they are joined to accounts, beside those of the book. */
const EXTRA: Partial<Record<DataTable, Readonly<Record<string, string>>>> = {
  accounts: { source_id: "VARCHAR", domains: "VARCHAR", parent_id: "VARCHAR", external_id: "VARCHAR", deleted: "BOOLEAN", ...TERMS },
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

/** What a staged row carries beside its targets: line and place in the file, vendor, reference, identity, version, whether it is dropped, and whether a cell of it was left out. */
const CARRIED: Readonly<Record<string, string>> = {
  line: "INTEGER",
  n: "BIGINT",
  vendor: "VARCHAR",
  ref: "VARCHAR",
  teaches: "BOOLEAN",
  identity: "VARCHAR",
  version: "TIMESTAMP",
  dropped: "BOOLEAN",
  partial: "BOOLEAN",
};

/**
 * Events are many: they are neither found by their line nor replaced by newer ones, and what they say of their customer is without the
 * user's addresses (`mail`, or where `mailed` the user's id), of which there are many more. See events.ts.
 */
const CARRIED_BY_USAGE: Readonly<Record<string, string>> = {
  vendor: "VARCHAR",
  ref: "VARCHAR",
  mail: "VARCHAR",
  mailed: "BOOLEAN",
  teaches: "BOOLEAN",
  partial: "BOOLEAN",
};

/** Columns of a table's staged rows, but for the file's number, with their SQL types. */
export function stagedColumns(table: DataTable): Readonly<Record<string, string>> {
  return { ...targetTypes(table), ...(table === "usage" ? CARRIED_BY_USAGE : CARRIED) };
}

/** `CREATE TABLE` of the staged rows of every table. */
export function createStaging(): string {
  return DATA_TABLES.map((table) => {
    const columns = Object.entries(stagedColumns(table)).map(([name, type]) => `"${name}" ${type}`);
    return `CREATE TEMP TABLE staged_${table} (${columns.join(", ")}, file_id INTEGER)`;
  }).join("; ");
}
