/** Tables whose newest row in the whole book can tell how old an input's data is: it ends where the export ends. */
export const FRESHNESS_TABLES = ["usage", "tickets", "surveys", "interactions", "invoices"] as const;
export type FreshnessTable = (typeof FRESHNESS_TABLES)[number];

/** True for the name of a table whose age an input may be judged by. */
export function isFreshnessTable(name: string): name is FreshnessTable {
  return FRESHNESS_TABLES.some((table) => table === name);
}
