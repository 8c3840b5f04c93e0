import type { Database } from "../snapshot/database.ts";
import { createTable } from "../create-table.ts";
import { USER_COUNT } from "../user-counts.ts";
import { saysOver } from "../ticket-over.ts";
import { DATA_TABLES, type DataTable, TABLES, type TableName } from "../schema.ts";
import { addAccountTerms } from "./account-terms.ts";
import { dealKindSql } from "./deal-kind.ts";
import type { Joined } from "./join-accounts.ts";
import type { SettledUsage } from "./settle-usage.ts";
import { TEXT_KEY } from "./read-ticket-texts.ts";
import { lastDay } from "./last-day.ts";
import { identifier } from "./sql.ts";
import { together } from "./together.ts";

/** An attached database in memory: what both connections of an import read, for temporary tables are one connection's own. */
const SHARED = "both_connections";

/**
 * Creates the book's tables and fills those of customers' data from the kept rows, each in the order of its columns, so that equal exports give
 * equal tables. Use is by far the most: the accounts are filled at the same time, after what `meanwhile` does.
 */
export async function loadTables<T>(db: Database, joined: Joined, usage: SettledUsage, meanwhile: () => T): Promise<T> {
  for (const table of Object.keys(TABLES)) await db.run(createTable(table as TableName));
  await db.run(`ATTACH ':memory:' AS ${SHARED}; CREATE TABLE ${SHARED}.kept_accounts AS SELECT * FROM kept_accounts`);
  const other = await db.beside();
  const besideUsage = async (): Promise<T> => {
    const result = meanwhile();
    await loadAccounts(other, joined);
    return result;
  };
  const [, result] = await together(loadUsage(db, usage), besideUsage());
  for (const table of DATA_TABLES) if (table !== "accounts" && table !== "usage") await db.run(loadSql(table));
  await closeUndated(db);
  if (joined.fromCompanies) {
    await db.run(`CREATE TEMP VIEW members AS SELECT * FROM ${SHARED}.members`);
    await addAccountTerms(db);
  }
  return result;
}

/** A ticket that its status calls over, and that no day tells of, is so on the last day of which the exports tell; whether it was before, nobody knows. */
async function closeUndated(db: Database): Promise<void> {
  const last = await lastDay(db);
  if (last === null) return;
  await db.run(
    `UPDATE tickets SET over_at = greatest(created_at, utc_of(TIMESTAMP '${last}')) WHERE over_at IS NULL AND ${saysOver("status")}`,
  );
}

async function loadAccounts(db: Database, { accounts, index, fromCompanies }: Joined): Promise<void> {
  await db.run(
    "CREATE TEMP TABLE spine (account VARCHAR, name VARCHAR, domain VARCHAR); CREATE TEMP TABLE members (account VARCHAR, vendor VARCHAR, source_id VARCHAR); CREATE TEMP TABLE keys (account VARCHAR, kind VARCHAR, source VARCHAR, value VARCHAR)",
  );
  await db.append(
    "spine",
    accounts.map(({ account, name, domains }) => [account, name, domains[0] ?? null]),
  );
  await db.append(
    "members",
    accounts.flatMap(({ account, members }) => members.map(({ vendor, id }) => [account, vendor, id])),
  );
  await db.append("keys", index.keys());
  await db.run(`CREATE TABLE ${SHARED}.members AS SELECT * FROM members`);
  await db.run(
    fromCompanies ? LOAD_ACCOUNTS : "INSERT INTO accounts (account, name, domain) SELECT account, name, domain FROM spine ORDER BY account",
  );
  await db.run("INSERT INTO account_keys SELECT account, kind, source, value FROM keys ORDER BY ALL");
}

/** An account known to several sources takes each attribute from the first that has it. */
const LOAD_ACCOUNTS = `INSERT INTO accounts BY NAME
  SELECT m.account, any_value(s.name) AS name, any_value(s.domain) AS domain, ${["csm", "industry", "employees", "city", "country", "lifecycle", "strategic", "churned", "arr_minor"].map((name) => `first(k.${name} ORDER BY k.vendor, k.source_id) FILTER (k.${name} IS NOT NULL) AS ${name}`).join(", ")},
    first(p.account ORDER BY k.vendor, k.source_id) FILTER (p.account <> m.account) AS parent, first(k.currency ORDER BY k.vendor, k.source_id) FILTER (k.arr_minor IS NOT NULL) AS currency, min(k.created_on) AS created_on,
    first(k.file_id ORDER BY k.vendor, k.source_id) AS file_id, first(k.line ORDER BY k.vendor, k.source_id) AS line
  FROM members m JOIN spine s USING (account) JOIN ${SHARED}.kept_accounts k ON k.vendor = m.vendor AND k.source_id = m.source_id
  LEFT JOIN members p ON p.vendor = k.vendor AND p.source_id = k.parent_id
  GROUP BY m.account ORDER BY m.account`;

/** Use is many rows, and looking for the best way to keep each piece of its texts takes longer than keeping them. Sorted by account, they repeat. */
async function loadUsage(db: Database, { adds }: SettledUsage): Promise<void> {
  await db.run(
    `PRAGMA force_compression = 'dictionary'; ${adds ? ADD_UP_USAGE : LOAD_USAGE}; PRAGMA force_compression = 'auto'; ${TELL_OF_USAGE}`,
  );
  const [counted] = await db.rows(`SELECT feature FROM usage_features WHERE feature = '${USER_COUNT}'`);
  if (counted !== undefined) await db.run(`${KEEP_USER_COUNTS}; ${TELL_OF_USAGE}`);
}

/** People told as a number are no events. Of a customer that a file names twice in a week the larger number counts: the two may hold the same people. */
const KEEP_USER_COUNTS = `INSERT INTO user_counts SELECT account, day, max(events), file_id FROM usage WHERE feature = '${USER_COUNT}' AND account IS NOT NULL GROUP BY account, day, file_id ORDER BY account, day, file_id;
DELETE FROM usage WHERE feature = '${USER_COUNT}'; DELETE FROM usage_days; DELETE FROM usage_accounts; DELETE FROM usage_features`;

/** The accounts of references with their places in the order of accounts. */
const PLACED = "(SELECT *, CAST(dense_rank() OVER (ORDER BY account) AS INTEGER) AS place FROM account_of)";

/** Sorted by numbers, which takes half the time that sorting by the texts they stand for does. What the hash leaves out is the same in rows of one account, so equal exports give equal tables. */
const BY_PLACE = `ORDER BY (CAST(coalesce(place, 0) AS UBIGINT) << 20) + CAST(greatest(0, least(1048575, day - DATE '1900-01-01')) AS UBIGINT), hash("user", day, feature, events, file_id)`;

const LOAD_USAGE = `INSERT INTO usage SELECT account, "user", day, feature, events, file_id FROM kept_usage LEFT JOIN ${PLACED} USING (vendor, ref) ${BY_PLACE}`;

const ADD_UP_USAGE = `INSERT INTO usage SELECT account, "user", day, feature, events, file_id FROM
  (SELECT place, account, "user", day, feature, CAST(least(sum(events), 2147483647) AS INTEGER) AS events, file_id FROM kept_usage LEFT JOIN ${PLACED} USING (vendor, ref) GROUP BY ALL) ${BY_PLACE}`;

/** What many questions ask of all use: told once, it spares each of them a look at every row. */
export const TELL_OF_USAGE = `INSERT INTO usage_days SELECT DISTINCT day, file_id FROM usage ORDER BY day, file_id;
INSERT INTO usage_accounts SELECT account, min(day) AS first_on, min(CASE WHEN "user" IS NOT NULL THEN day END) AS first_user_on FROM usage WHERE account IS NOT NULL GROUP BY account ORDER BY account;
INSERT INTO usage_features SELECT feature, min(day) AS first_on FROM usage GROUP BY feature ORDER BY feature`;

/** Revenue that comes back is not below zero: such a price stays to be seen, and becomes no revenue a year. */
const SUBSCRIPTIONS: Readonly<Record<string, string>> = {
  arr_minor: "CASE WHEN k.arr_minor >= 0 THEN k.arr_minor END",
  amount_minor: "coalesce(k.amount_minor, CASE WHEN k.arr_minor < 0 THEN k.arr_minor END)",
};

/** A company's own types of deals become the book's kinds. */
const OPPORTUNITIES: Readonly<Record<string, string>> = { kind: dealKindSql("k") };

/** What triage reads in a ticket's text; a column that an export fills itself keeps what it says. */
const TICKETS: Readonly<Record<string, string>> = {
  over_at: `coalesce(k.solved_at, CASE WHEN ${saysOver("k.status")} THEN k.updated_at END)`,
  about: "coalesce(k.about, r.capability)",
  gap: "coalesce(k.gap, r.gap)",
  intent: "coalesce(k.intent, r.intent)",
  sentiment: "coalesce(k.sentiment, r.sentiment / 100.0)",
  above_support: "coalesce(k.above_support, r.above_support)",
  says_leaving: "coalesce(k.says_leaving, r.says_leaving = 1)",
};
const TICKET_READINGS = `LEFT JOIN ticket_readings r ON r.key = ${TEXT_KEY}`;

const OWN: Readonly<Partial<Record<DataTable, Readonly<Record<string, string>>>>> = {
  subscriptions: SUBSCRIPTIONS,
  tickets: TICKETS,
  opportunities: OPPORTUNITIES,
};

function loadSql(table: DataTable): string {
  const own = OWN[table] ?? {};
  const columns = Object.keys(TABLES[table]).map((name) => own[name] ?? (name === "account" ? "a.account" : `k.${identifier(name)}`));
  return `INSERT INTO ${table} SELECT ${columns.join(", ")} FROM kept_${table} k LEFT JOIN account_of a USING (vendor, ref) ${table === "tickets" ? TICKET_READINGS : ""} ORDER BY ALL`;
}
