import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { databaseOf, type TestDatabase, type TestPostgres, testPostgres } from "../../../src/testing/postgres.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";
import { fill, workspaceOf } from "./warehouse.ts";

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
