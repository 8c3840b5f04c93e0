import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import { databaseOf, type TestDatabase, type TestPostgres, testPostgres } from "../../../src/testing/postgres.ts";
import { runCli } from "../../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";

/**
 * For a `describe`: a database of its own for each test, filled with usage of so many days, and workspaces that are removed with it. Before a
 * test has begun there is no database.
 */
export function warehouseOfEachTest(days?: number): { readonly db: TestDatabase; readonly workspace: typeof workspaceOf } {
  let server: TestPostgres | undefined;
  let database: TestDatabase | undefined;
  const folders: string[] = [];
  const current = (): TestDatabase => {
    if (database === undefined) throw new Error("no test runs yet");
    return database;
  };
  beforeAll(async () => void (server = await testPostgres()));
  afterAll(() => server?.stop());
  beforeEach(async () => {
    if (server === undefined) throw new Error("the server has not started");
    database = await databaseOf(server);
    await fill(database, days);
  });
  afterEach(async () => {
    await database?.drop();
    folders.splice(0).forEach(removeFolder);
  });
  const db: TestDatabase = {
    get url() {
      return current().url;
    },
    get name() {
      return current().name;
    },
    query: (sql, values) => current().query(sql, values),
    drop: () => current().drop(),
  };
  const workspace: typeof workspaceOf = (sources, files) => {
    const folder = workspaceOf(sources, files);
    folders.push(folder);
    return folder;
  };
  return { db, workspace };
}

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
