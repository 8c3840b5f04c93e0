import { join } from "node:path";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import type { TestDatabase } from "../../../src/testing/postgres.ts";
import { runCli } from "../../../src/testing/run-cli.ts";
import { tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";

/** A new workspace whose echo.yaml holds these sources; `files` are others of it. */
export function workspaceOf(sources: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = tempFolder();
  writeFiles(folder, { "echo.yaml": `sources:\n${sources.replaceAll(/^/gm, "  ")}\n`, ...files });
  return folder;
}

/** Runs a command in the workspace with the database's address in WAREHOUSE_URL. */
export const at = (folder: string, { url }: Pick<TestDatabase, "url">, argv: readonly string[], now = "2026-11-22T09:00:00Z") =>
  runCli(argv, { cwd: folder, env: { WAREHOUSE_URL: url }, now });

/** The rows of every table of a snapshot, as stored; without the columns named. */
export async function contents(folder: string, without: readonly string[] = []): Promise<Record<string, readonly object[]>> {
  const db = await openDatabase(join(folder, ".echo", "book.duckdb"), { access_mode: "READ_ONLY" });
  try {
    const tables = await db.rows<{ name: string }>("SELECT table_name AS name FROM duckdb_tables() ORDER BY 1");
    const found: Record<string, readonly object[]> = {};
    for (const { name } of tables) {
      const rows = await db.rows(`SELECT * FROM "${name}"`);
      found[name] = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !without.includes(column))));
    }
    return found;
  } finally {
    db.close();
  }
}

export const ACCOUNTS = `accounts:
  table: accounts
  env: WAREHOUSE_URL
  sql: SELECT id, name, domain FROM accounts`;

/** Accounts, and a usage table of so many days. */
export async function fill({ query }: TestDatabase, days = 20): Promise<void> {
  await query(
    `CREATE TABLE accounts AS SELECT 'a' || i AS id, 'Company ' || i AS name, 'company' || i || '.test' AS domain FROM generate_series(1, 5) i`,
  );
  await query(
    `CREATE TABLE usage_by_day AS SELECT 'a' || a AS account_id, date '2026-11-01' + d AS day, 'feature ' || f AS feature, (a * 7 + d * 3 + f) AS events
     FROM generate_series(1, 5) a, generate_series(0, ${days - 1}) d, generate_series(1, 3) f`,
  );
}
