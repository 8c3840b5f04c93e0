import { DATA_TABLES, type DataTable, TABLES } from "../schema.ts";

/** SQL of the day a row of a table is about; null where rows have none. */
export const DAY_OF: Readonly<Record<DataTable, string | null>> = {
  accounts: "created_on",
  contacts: "last_activity_on",
  subscriptions: "day_of(started_at)",
  invoices: "day_of(issued_at)",
  usage: "day",
  tickets: "day_of(created_at)",
  surveys: "day_of(answered_at)",
  interactions: "on_day",
  opportunities: "coalesce(day_of(created_at), close_on)",
  stage_changes: "day_of(changed_at)",
  success_plans: "created_on",
  milestones: "coalesce(done_on, due_on)",
  products: null,
  requests: "day_of(created_at)",
  releases: "released_on",
  churn_events: "churned_on",
};

/** One row a file: `file`, and the first and last day that its kept rows are about. */
export const FILE_SPANS = `SELECT file_id, min(first) AS first, max(last) AS last FROM (${DATA_TABLES.flatMap((table) => {
  const day = DAY_OF[table];
  return day === null
    ? []
    : [`SELECT file_id, CAST(min(${day}) AS DATE) AS first, CAST(max(${day}) AS DATE) AS last FROM ${table} GROUP BY file_id`];
}).join(" UNION ALL ")}) GROUP BY file_id`;

/** One row a table: `name`, `n` rows, `accounts` they belong to (null where they belong to none), first and last day. */
export const TABLE_COVERAGE = DATA_TABLES.map((table, index) => {
  const day = DAY_OF[table] ?? "NULL";
  const accounts = "account" in TABLES[table] ? "count(DISTINCT account)" : "NULL";
  return `SELECT ${index} AS place, '${table}' AS name, count(*) AS n, ${accounts} AS accounts, CAST(min(${day}) AS DATE) AS first, CAST(max(${day}) AS DATE) AS last FROM ${table}`;
}).join(" UNION ALL ");
