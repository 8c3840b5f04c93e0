import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { databaseOf, describeWithPostgres, type TestDatabase, type TestPostgres, testPostgres } from "../../../src/testing/postgres.ts";
import { runCli, runJson } from "../../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";
import { ACCOUNTS, at, fill, workspaceOf } from "./warehouse.ts";

const SHIPPED = readdirSync(join(ROOT, "references/warehouse")).map((name) => name.replace(".sql", ""));
const widest = (text: string): number => Math.max(...text.split("\n").map((line) => [...line].length));

describe("ready SQL", () => {
  const folder = tempFolder();
  afterAll(() => removeFolder(folder));

  it("is listed, each with a sentence, and printed as it is to be saved", async () => {
    const listed = await runCli(["sources", "--sql"], { cwd: folder, width: 80 });
    for (const name of SHIPPED) expect(listed.stdout).toContain(`\n${name}\n  `.slice(name === SHIPPED[0] ? 1 : 0));
    expect(listed.stdout.includes("\n  \n")).toBe(false);
    const ready = await runJson<{ name: string; sql: string }[]>(["sources", "--sql"], { cwd: folder });
    expect(ready.map(({ name }) => name)).toEqual([...SHIPPED].sort());
    const one = await runCli(["sources", "--sql", "role"], { cwd: folder });
    expect(one.stdout).toBe(ready.find(({ name }) => name === "role")?.sql);
    const odd = await runCli(["sources", "--sql", "usage-from-segmnt"], { cwd: folder });
    expect([odd.exit, odd.stderr]).toEqual([1, expect.stringContaining("Did you mean usage-from-segment")]);
    expect((await runCli(["sources", "--sql", "../health/specialist"], { cwd: folder })).exit).toBe(1);
  });

  it("of the workspace goes before the shipped", async () => {
    writeFiles(folder, {
      "echo.yaml": "",
      "references/warehouse/role.sql": "-- Ours.\nSELECT 1\n",
      "references/warehouse/ours.sql": "-- Another.\n",
    });
    expect((await runCli(["sources", "--sql", "role"], { cwd: folder })).stdout).toBe("-- Ours.\nSELECT 1\n");
    expect((await runCli(["sources", "--sql"], { cwd: folder })).stdout).toContain("ours\n  Another.");
    expect((await runCli(["sources"], { cwd: folder })).stdout).toContain("names no sources");
  });
});

describeWithPostgres("sources", () => {
  let server: TestPostgres;
  let db: TestDatabase;
  const folder = workspaceOf(`${ACCOUNTS}
broken: {table: usages, env: OTHER_URL, sql: SELECT 1}
odd: {table: usage, env: WAREHOUSE_URL, sql: "SELECT account_id, day AS dt, feature, events FROM usage_by_day"}`);

  beforeAll(async () => {
    server = await testPostgres();
    db = await databaseOf(server);
    await fill(db, 3);
  });
  afterAll(async () => {
    await db.drop();
    await server.stop();
    removeFolder(folder);
  });

  it("are listed with what is known of them and what is wrong, without asking an engine", async () => {
    const before = await at(folder, db, ["sources"]);
    expect(before.stdout).toMatch(/accounts +accounts +127\.0\.0\.1:\d+\/echo_\w+…? +never/);
    expect(before.stdout).toContain('source broken: the book has no table "usages". Did you mean usage?');
    await at(folder, db, ["import", "--source", "accounts"]);
    const lines = await runJson<{ source: string; rows: number | null; age_hours: number | null; problem: object | null }[]>(["sources"], {
      cwd: folder,
      env: { WAREHOUSE_URL: db.url },
      now: "2026-11-22T12:30:00Z",
    });
    expect(lines.map(({ source, rows, age_hours: age, problem }) => [source, rows, age, problem === null])).toEqual([
      ["accounts", 5, 3, true],
      ["broken", null, null, false],
      ["odd", null, null, true],
    ]);
    for (const width of [60, 80, 100]) {
      for (const argv of [["sources"], ["sources", "--check", "accounts"], ["sources", "--sql"]]) {
        const { stdout } = await runCli(argv, { cwd: folder, env: { WAREHOUSE_URL: db.url }, width });
        expect(widest(stdout), argv.join(" ")).toBeLessThanOrEqual(width === 60 && argv.length === 1 ? 76 : width);
      }
    }
  });

  it("are looked at one by one: columns, rows, role, and what is wrong", async () => {
    const good = await at(folder, db, ["sources", "--check", "accounts"]);
    expect([good.exit, good.stdout]).toEqual([
      0,
      expect.stringMatching(/answers: PostgreSQL \d+[\s\S]*may only read[\s\S]*superuser[\s\S]*First 5 rows:[\s\S]*a1 +Company 1/),
    ]);
    const odd = await at(folder, db, ["sources", "--check", "odd"]);
    expect([odd.exit, odd.stdout]).toEqual([2, expect.stringContaining("dt AS date")]);
    const unknown = await at(folder, db, ["sources", "--check", "acounts"]);
    expect([unknown.exit, unknown.stderr]).toEqual([1, expect.stringContaining("Did you mean accounts?")]);
    const none = await at(folder, { url: "" }, ["sources", "--check", "accounts"]);
    expect([none.exit, none.stderr]).toEqual([1, expect.stringContaining("export WAREHOUSE_URL=postgresql://")]);
  });

  it("are a part of doctor", async () => {
    interface Doctor {
      readonly checks: readonly { readonly name: string; readonly status: string; readonly detail: string; readonly fix: string | null }[];
    }
    const told = await at(folder, db, ["doctor", "--online", "--json"]);
    const parsed = JSON.parse(told.stdout) as Doctor | Doctor["checks"];
    const checks = "checks" in parsed ? parsed.checks : parsed;
    expect(checks.filter(({ name }) => name.startsWith("source")).map(({ name, status, detail }) => [name, status, detail])).toEqual([
      ["source accounts", "warn", expect.stringMatching(/answers, read-only; pulled .* superuser/)],
      ["source broken", "fail", expect.stringContaining('no table "usages"')],
      ["source odd", "fail", expect.stringContaining("gives columns that the table usage does not have")],
    ]);
  });
});
