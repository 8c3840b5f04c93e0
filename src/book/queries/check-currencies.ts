import { type CheckSql, DAY } from "./check-sql.ts";

const AMOUNTS = [
  { table: "subscriptions", amount: "arr_minor", day: "day_of(started_at)" },
  { table: "invoices", amount: "coalesce(total_minor, due_minor)", day: "day_of(issued_at)" },
  { table: "opportunities", amount: "amount_minor", day: "day_of(created_at)" },
] as const;

/** Every currency in every table with amounts; `none` for amounts without one. */
export const checkCurrencies: CheckSql = () => `
SELECT NULL AS account, source || ' ' || code AS subject, (SELECT f.file FROM files f WHERE f.file_id = place) AS file, line, code AS currency, source, rows, code = (SELECT value FROM meta WHERE key = 'currency') AS reported
FROM (${AMOUNTS.map(
  ({ table, amount, day }) =>
    `SELECT '${table}' AS source, coalesce(currency, 'none') AS code, count(*) AS rows, arg_min(file_id, (file_id, line)) AS place, arg_min(line, (file_id, line)) AS line FROM ${table} WHERE ${amount} <> 0 AND coalesce(${day} <= ${DAY}, true) GROUP BY code`,
).join(" UNION ALL ")}) ORDER BY subject`;
