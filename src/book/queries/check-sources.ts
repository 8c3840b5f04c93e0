import { type CheckSql, DAY } from "./check-sql.ts";

interface Source {
  readonly table: string;
  readonly id: string;
  readonly day: string;
  /** Column with an e-mail address, by whose domain a missing match can be added. */
  readonly email?: string;
}

const SOURCES: readonly Source[] = [
  { table: "contacts", id: "contact", day: "last_activity_on", email: "email" },
  { table: "interactions", id: "interaction", day: "on_day", email: "attendees" },
  { table: "invoices", id: "invoice", day: "day_of(issued_at)" },
  { table: "opportunities", id: "opportunity", day: "day_of(created_at)" },
  { table: "subscriptions", id: "subscription", day: "day_of(started_at)" },
  { table: "surveys", id: "survey", day: "day_of(answered_at)", email: "email" },
  { table: "tickets", id: "ticket", day: "day_of(created_at)", email: "requester_email" },
  { table: "usage", id: `"user"`, day: "day" },
];

/** Tables with rows: how many belong to no account, and when they end. */
export const checkSources: CheckSql = () => `SELECT * FROM (${SOURCES.map(source).join("\nUNION ALL ")}) WHERE rows > 0 ORDER BY subject`;

function source({ table, id, day, email }: Source): string {
  const unjoined = "account IS NULL";
  const first = table === "usage" ? "NULL" : `arg_min(line, (file_id, line)) FILTER (${unjoined})`;
  const place = table === "usage" ? `min(file_id) FILTER (${unjoined})` : `arg_min(file_id, (file_id, line)) FILTER (${unjoined})`;
  const domain =
    email === undefined
      ? "NULL"
      : `(SELECT domain FROM (SELECT nullif(regexp_extract(${email}, '@([^;>]+)', 1), '') AS domain, count(*) AS times FROM ${table} WHERE ${unjoined} AND coalesce(${day} <= ${DAY}, true) GROUP BY domain) WHERE domain IS NOT NULL ORDER BY times DESC, domain LIMIT 1)`;
  return `SELECT NULL AS account, '${table}' AS subject, (SELECT f.file FROM files f WHERE f.file_id = place) AS file, line, NULL AS currency, '${table}' AS source, rows, rows_without_account, first_id, top_domain, ends_on, ${DAY} - ends_on AS days_behind
FROM (SELECT coalesce(${place}, max(file_id)) AS place, ${first} AS line, count(*) AS rows, count(*) FILTER (${unjoined}) AS rows_without_account, CAST(min(${id}) FILTER (${unjoined}) AS VARCHAR) AS first_id, ${domain} AS top_domain, max(${day}) FILTER (${day} <= ${DAY}) AS ends_on
FROM ${table} WHERE coalesce(${day} <= ${DAY}, true))`;
}
