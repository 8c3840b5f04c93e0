import { afterAll, beforeAll, expect, it } from "vitest";
import { databaseOf, describeWithPostgres, type TestPostgres, testPostgres } from "../../src/testing/postgres.ts";

describeWithPostgres("a PostgreSQL server for tests", () => {
  let server: TestPostgres;
  beforeAll(async () => void (server = await testPostgres({ own: true, settings: ["work_mem=7MB"] })));
  afterAll(() => server.stop());

  it("gives each test a database of its own, and takes settings", async () => {
    const [one, other] = [await databaseOf(server), await databaseOf(server)];
    await one.query("CREATE TABLE t AS SELECT 1 AS n");
    expect(await one.query("SELECT n FROM t WHERE n = $1", [1])).toEqual([{ n: 1 }]);
    expect(await other.query("SELECT to_regclass('t') AS t")).toEqual([{ t: null }]);
    expect(await other.query("SHOW work_mem")).toEqual([{ work_mem: "7MB" }]);
    await one.drop();
    await expect(one.query("SELECT 1")).rejects.toThrow(/does not exist/);
  });

  it("comes back at the same address with what was committed", async () => {
    const database = await databaseOf(server);
    await database.query("CREATE TABLE t AS SELECT 7 AS n");
    await server.kill();
    await expect(database.query("SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
    await server.restart();
    expect(await database.query("SELECT n FROM t")).toEqual([{ n: 7 }]);
  });
});
