import { openDatabase } from "../src/book/snapshot/database.ts";
import { createTable } from "../src/book/create-table.ts";
import { TELL_OF_USAGE } from "../src/book/import/load-tables.ts";
import { SNAPSHOT_SCHEMA, type TableName, TABLES } from "../src/book/schema.ts";

/** The last day of the made-up book. */
export const LAST_DAY = "2026-11-20";

/** Account `a` of the range as text, and a number 0…n−1 that looks random but is always the same. */
const ACCOUNT = "'acct-' || lpad(CAST(a AS VARCHAR), 6, '0')";
const pick = (n: number, ...of: readonly (string | number)[]): string => `CAST(hash(${of.join(", ")}) % ${n} AS INTEGER)`;
const ago = (days: string): string => `CAST(DATE '${LAST_DAY}' - ${days} AS TIMESTAMP)`;

/**
 * Writes a snapshot of made-up accounts with every table that a health model reads: a row of use for each account and day, four
 * contacts, a subscription, two invoices, three tickets, two surveys and five meetings each. The same numbers every time.
 */
export async function writeHealthBook(file: string, accounts: number, days: number): Promise<void> {
  const db = await openDatabase(file);
  try {
    for (const table of Object.keys(TABLES) as TableName[]) await db.run(createTable(table));
    // In the order in which an import writes.
    for (const sql of statements(accounts, days)) await db.run(sql.includes("SELECT") ? `${sql} ORDER BY ALL` : sql);
    await db.run(`${TELL_OF_USAGE}; CHECKPOINT`);
  } finally {
    db.close();
  }
}

function statements(accounts: number, days: number): string[] {
  const each = (table: string, columns: string, times: number): string =>
    `INSERT INTO ${table} BY NAME SELECT ${ACCOUNT} AS account, ${columns}, 1 AS file_id FROM range(${accounts}) x(a), range(${times}) y(i)`;
  const features = ["Login", "Dashboard", "Report", "Export", "Workflow", "Import", "Alert", "Search", "Share", "Comment", "Audit", "API"];
  return [
    `INSERT INTO meta VALUES ('schema', '${SNAPSHOT_SCHEMA}'), ('snapshot', 'bench'), ('time_zone', 'UTC'), ('currency', 'USD'), ('company', 'Bench')`,
    each("accounts", `'Account ' || a AS name, ${ago("700")} AS created_on`, 1),
    `INSERT INTO usage BY NAME SELECT ${ACCOUNT} AS account, 'u' || ${pick(8, "a", "d")} || '@' || ${ACCOUNT} || '.example' AS "user", DATE '${LAST_DAY}' - CAST(d AS INTEGER) AS day,
       list_extract([${features.map((name) => `'${name}'`).join(", ")}], 1 + ${pick(features.length, "a", "d", 3)}) AS feature, 1 + ${pick(9, "a", "d", 4)} AS events, 1 AS file_id
     FROM range(${days}) y(d), range(${accounts}) x(a)`,
    each(
      "contacts",
      `'c' || a || '-' || i AS contact, 'Person ' || i AS name, 'u' || i || '@' || ${ACCOUNT} || '.example' AS email, CASE i WHEN 0 THEN 'champion' WHEN 1 THEN 'decision maker' ELSE '' END AS role, CASE WHEN ${pick(20, "a", "i", 5)} = 0 THEN CAST(${ago("45")} AS DATE) END AS left_on`,
      4,
    ),
    each(
      "subscriptions",
      `'s' || a AS subscription, 'Pro' AS plan, 8 + ${pick(40, "a", 6)} AS seats, 'USD' AS currency, 'year' AS interval, 500000 + 1000 * ${pick(20_000, "a", 7)} AS arr_minor, 'active' AS status, ${ago("700")} AS started_at, ${ago(`CAST(${pick(365, "a", 8)} AS INTEGER)`)} AS period_start_at, ${ago(`CAST(${pick(365, "a", 8)} AS INTEGER)`)} + INTERVAL 1 YEAR AS period_end_at`,
      1,
    ),
    each(
      "invoices",
      `'i' || a || '-' || i AS invoice, 'N-' || a || '-' || i AS number, 'USD' AS currency, 100000 AS total_minor, 100000 AS due_minor, 'open' AS status, ${ago("CAST(30 + 90 * i AS INTEGER)")} AS issued_at, ${ago("CAST(15 + 90 * i AS INTEGER)")} AS due_at, CASE WHEN ${pick(12, "a", "i", 9)} > 0 THEN ${ago("CAST(12 + 90 * i AS INTEGER)")} END AS paid_at`,
      2,
    ),
    each(
      "tickets",
      `'t' || a || '-' || i AS ticket, 'Export ' || ${pick(100, "a", "i", 10)} || ' does not finish' AS subject, 'We run it every morning and it stops at ' || ${pick(100, "a", "i", 11)} || ' %. Please have a look, our team waits for it' || CASE WHEN ${pick(40, "a", "i", 12)} = 0 THEN '. This is unacceptable.' ELSE '.' END AS description, 'solved' AS status, 'normal' AS priority, CASE ${pick(9, "a", "i", 13)} WHEN 0 THEN 'bad' WHEN 1 THEN 'good' END AS satisfaction, ${ago(`CAST(${pick(180, "a", "i", 14)} AS INTEGER)`)} AS created_at, 30 + ${pick(600, "a", "i")} AS first_reply_minutes`,
      3,
    ),
    each(
      "surveys",
      `'v' || a || '-' || i AS survey, CASE i WHEN 0 THEN 'nps' ELSE 'csat' END AS kind, CASE i WHEN 0 THEN ${pick(11, "a", 15)} ELSE 1 + ${pick(5, "a", 16)} END AS score, ${ago(`CAST(${pick(200, "a", "i", 17)} AS INTEGER)`)} AS answered_at`,
      2,
    ),
    each(
      "interactions",
      `'m' || a || '-' || i AS interaction, list_extract(['check-in', 'qbr', 'training', 'check-in', 'kickoff'], CAST(1 + i AS INTEGER)) AS kind, CASE WHEN ${pick(10, "a", "i", 18)} = 0 THEN 'no-show' ELSE 'held' END AS status, CAST(${ago(`CAST(${pick(200, "a", "i", 19)} AS INTEGER)`)} AS DATE) AS on_day`,
      5,
    ),
  ];
}
