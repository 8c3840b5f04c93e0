import { readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { databaseOf, describeWithPostgres, testPostgres } from "../../../src/testing/postgres.ts";
import { removeFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";
import { ACCOUNTS, at, contents, fill, workspaceOf } from "./warehouse.ts";
import { warehouseOfEachTest } from "./warehouse-of-each-test.ts";

const usage = (sql: string, more = ""): string => `usage: {table: usage, env: WAREHOUSE_URL, sql: ${JSON.stringify(sql)}${more}}`;

describeWithPostgres("a source that fails", () => {
  const { db, workspace } = warehouseOfEachTest(4);
  /** Another user's address of the same database. */
  const as = (user: string, password: string): { url: string } => {
    const url = new URL(db.url);
    [url.username, url.password] = [user, password];
    return { url: url.href };
  };

  it("has its columns explained, with aliases to paste", async () => {
    const folder = workspace(usage("SELECT account_id AS acount, day AS dt, feature, events AS event_count FROM usage_by_day"));
    const { exit, stderr } = await at(folder, db, ["import"]);
    expect(exit).toBe(1);
    expect(stderr).toContain("ource usage: its SQL gives columns that the table usage does not have");
    expect(stderr).toContain("acount AS account");
    expect(stderr).toContain("event_count AS events");
    const lacking = workspace(usage("SELECT account_id, feature, events FROM usage_by_day"));
    expect((await at(lacking, db, ["import"])).stderr).toMatch(/rows of usage need columns[\s\S]*allowed day or date/);
    const twice = workspace(usage("SELECT account_id, day, day, feature, events FROM usage_by_day"));
    expect((await at(twice, db, ["import"])).stderr).toContain("the same column twice");
    const mark = workspace(usage("SELECT account_id, day::text AS day, feature, events FROM usage_by_day", ", watermark: day"));
    expect((await at(mark, db, ["import"])).stderr).toContain('its watermark "day" is no date, time or whole number');
  });

  it("has the engine's words and the place in its SQL told, in a file and in echo.yaml", async () => {
    const sql = "-- é🦆 first line\nSELECT account_id, day, feature,\n  evnts AS events\nFROM usage_by_day WHERE day >= :since";
    const inFile = workspace("usage: {table: usage, env: WAREHOUSE_URL, file: warehouse/usage.sql}", { "warehouse/usage.sql": sql });
    const told = await at(inFile, db, ["import"]);
    expect([told.exit, told.stderr]).toEqual([1, expect.stringContaining("warehouse/usage.sql:3:3")]);
    expect(told.stderr).toContain('column "evnts" does not exist');
    const inYaml = workspace(usage("SELECT account_id, day, feature, 1/0 AS events FROM usage_by_dya"));
    expect((await at(inYaml, db, ["import"])).stderr).toContain("sources.usage.sql:1:53");
    const divided = workspace(usage("SELECT account_id, day, feature, 1/(events - events) AS events FROM usage_by_day"));
    expect((await at(divided, db, ["import"])).stderr).toContain("division by zero");
    for (const statement of ["DELETE FROM accounts", "SELECT 1; DROP TABLE accounts", "COPY accounts TO PROGRAM 'true'"]) {
      const refused = await at(workspace(usage(statement)), db, ["import"]);
      expect([refused.exit, refused.stderr]).toEqual([1, expect.stringContaining("has to be one SELECT")]);
    }
    expect((await at(workspace("usage: {table: usage, env: WAREHOUSE_URL, file: ../../etc/passwd}"), db, ["import"])).stderr).toMatch(
      /there is no file|no file of the workspace/,
    );
  });

  it("cannot write, whatever its SQL calls", async () => {
    await db.query(
      "CREATE FUNCTION writes() RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO accounts VALUES ('x', 'x', 'x'); RETURN 1; END $$",
    );
    for (const via of ["copy", "cursor"]) {
      const folder = workspace(usage("SELECT account_id, day, feature, writes() AS events FROM usage_by_day", `, via: ${via}`));
      const { exit, stderr } = await at(folder, db, ["import"]);
      expect([exit, stderr]).toEqual([1, expect.stringContaining("the SQL writes, and the session may only read")]);
    }
    expect(await db.query("SELECT count(*)::int AS n FROM accounts")).toEqual([{ n: 5 }]);
  });

  it("is told apart by whose fault it is: rights, password, time, address", async () => {
    const role = `reader_${db.name.slice(-12)}`;
    await db.query(`CREATE ROLE ${role} LOGIN PASSWORD 'geheim&/@1'`);
    try {
      const folder = workspace(usage("SELECT account_id, day, feature, events FROM usage_by_day"));
      const denied = await at(folder, as(role, "geheim&/@1"), ["import"]);
      expect([denied.exit, denied.stderr]).toEqual([1, expect.stringContaining("permission denied for table usage_by_day")]);
      expect(denied.stderr).toContain("echo-cs sources --sql role");
      const wrong = await at(folder, as(role, "falsch&/@1"), ["import"]);
      expect([wrong.exit, wrong.stderr]).toEqual([1, expect.stringContaining("does not let this user in")]);
      expect(denied.stderr + wrong.stderr).not.toMatch(/geheim|falsch/);
    } finally {
      await db.query(`DROP ROLE ${role}`);
    }
    const slow = workspace(usage("SELECT account_id, day, feature, events FROM usage_by_day, pg_sleep(20)", ", statement_timeout: 1s"));
    const late = await at(slow, db, ["import"]);
    expect([late.exit, late.stderr]).toEqual([5, expect.stringContaining("statement timeout")]);
    const nobody = await at(slow, { url: "postgresql://u:geheim@127.0.0.1:1/d" }, ["import"]);
    expect([nobody.exit, nobody.stderr]).toEqual([5, expect.stringContaining("could not be reached")]);
    expect(nobody.stderr + nobody.stdout).not.toContain("geheim");
    const named = await at(slow, { url: "postgresql://u:geheim@no-such-host.invalid:1/d" }, ["import"]);
    expect([named.exit, named.stderr.includes("geheim")]).toEqual([5, false]);
  });

  it("leaves the old snapshot, or with --keep-going the rows of its last pull and their age", async () => {
    const folder = workspace(`${ACCOUNTS}\n${usage("SELECT account_id, day, feature, events FROM usage_by_day")}`);
    await at(folder, db, ["import"]);
    const before = await contents(folder);
    const gone = { url: "postgresql://u:p@127.0.0.1:1/d" };
    expect((await at(folder, gone, ["import"], "2026-11-24T12:00:00Z")).exit).toBe(5);
    expect(await contents(folder)).toEqual(before);
    writeFiles(folder, { "exports/tickets.csv": "ticket,account,subject,created_at,status\n1,a1,Hello,2026-11-03,open\n" });
    const kept = await at(folder, gone, ["import", "--keep-going"], "2026-11-24T12:00:00Z");
    expect([kept.exit, kept.stdout]).toEqual([3, expect.stringMatching(/could not be reached[\s\S]*those of 2 days ago/)]);
    const after = await contents(folder);
    expect([after["usage"]?.length, after["tickets"]?.length]).toEqual([before["usage"]?.length, 1]);
    const never = workspace(ACCOUNTS, { "exports/accounts.csv": "id,name,domain\n1,One,one.test\n" });
    const without = await at(never, gone, ["import", "--keep-going"]);
    expect([without.exit, without.stdout]).toEqual([3, expect.stringContaining("never pulled, so the book is without it")]);
  });

  it("shows its password nowhere: not in what is printed, nor in what is kept", async () => {
    const role = `r_${db.name.slice(-12)}`;
    const secret = "s3cr3t&/@:pw";
    await db.query(`CREATE ROLE ${role} LOGIN SUPERUSER PASSWORD '${secret}'`);
    try {
      const folder = workspace(`${ACCOUNTS}\n${usage("SELECT account_id, day, feature, events FROM usage_by_day")}`);
      const runs = [];
      for (const argv of [
        ["import"],
        ["import", "--json"],
        ["sources"],
        ["sources", "--json"],
        ["sources", "--check", "usage"],
        ["config"],
        ["doctor"],
      ])
        runs.push(await at(folder, as(role, secret), argv));
      const printed = runs.map(({ stdout, stderr }) => stdout + stderr).join("\n");
      const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
        .join("\n");
      for (const form of [secret, encodeURIComponent(secret), "s3cr3t"]) {
        expect(printed).not.toContain(form);
        expect(kept).not.toContain(form);
      }
      writeFiles(folder, { "echo.yaml": `sources:\n  u: {table: usage, url: "postgresql://me:${secret}@h/d", sql: SELECT 1}\n` });
      const inFile = await at(folder, db, ["import"]);
      expect([inFile.exit, inFile.stderr]).toEqual([1, expect.stringContaining("holds a password: write the URL as ${NAME}")]);
      expect(inFile.stderr).not.toContain("s3cr3t");
    } finally {
      await db.query(`DROP ROLE ${role}`);
    }
  });

  it("has cells that cannot be read refused with its name and their row, and hostile text as text", async () => {
    const escape = "chr(27) || '[2J' || chr(7)";
    const sql = `SELECT * FROM (VALUES ('a1', '2026-11-01', 'ok', '3'), ('a2', 'soon', 'x', '1'), ('a3', '2026-11-02', '=cmd|calc', '2'), ('a4', '2026-11-03', ${escape} || 'q";''', '4'), ('a5', '2026-11-04', E'two\\nlines', 'many'), ('a1', '2026-11-05', encode('\\x00ff'::bytea, 'escape'), '1')) t(account_id, day, feature, events)`;
    const folder = workspace(`${ACCOUNTS}\n${usage(sql)}`);
    const { exit, stdout, stderr } = await at(folder, db, ["import", "--json"]);
    expect([exit, stderr.includes("\u001B")]).toEqual([0, false]);
    const { files, rejects } = JSON.parse(stdout) as { files: { file: string }[]; rejects: object[] };
    expect(files[1]).toMatchObject({ file: "source:usage", rows_in: 6, rows_out: 5, rejected: 1, cells_dropped: 1 });
    expect(rejects).toEqual([
      expect.objectContaining({ file: "source:usage", line: 3, column: "day", value: "soon", refused: "row" }),
      expect.objectContaining({ file: "source:usage", line: 6, column: "events", value: "many", refused: "cell" }),
    ]);
    const { usage: rows } = await contents(folder);
    expect(rows?.map((row) => "feature" in row && row.feature).sort()).toEqual(
      ["\\000\\377", "=cmd|calc", "ok", "two\nlines", "\u001B[2J\u0007q\";'"].sort(),
    );
  });

  it("may hold a cell of ten million characters, which stays text", async () => {
    await db.query(
      "CREATE TABLE tickets AS SELECT 1 AS ticket, 'a1' AS account, 'Big' AS subject, repeat('wort ', 2000000) AS description, date '2026-11-02' AS created_at",
    );
    const source = "support: {table: tickets, env: WAREHOUSE_URL, sql: SELECT * FROM tickets}";
    const folder = workspace(`${ACCOUNTS}\n${source}`);
    expect((await at(folder, db, ["import"])).exit).toBe(0);
    const { tickets } = await contents(folder);
    expect(String(tickets?.[0] !== undefined && "description" in tickets[0] && tickets[0].description).length).toBeGreaterThan(9_999_990);
  });
});

describeWithPostgres("a server that goes away", () => {
  it("changes nothing when it is killed in the middle of a pull, and the next pull is whole", async () => {
    const server = await testPostgres({ own: true });
    const db = await databaseOf(server);
    await fill(db, 4);
    const slowly =
      "SELECT account_id, day, feature, events + length(pg_sleep(0.01)::text) AS events FROM usage_by_day, generate_series(1, :n) i";
    const folder = workspaceOf(`${ACCOUNTS}\n${usage(slowly.replace(":n", "1"))}`);
    try {
      expect((await at(folder, db, ["import"])).exit).toBe(0);
      const before = [await contents(folder), stateOf(folder)];
      writeFiles(folder, { "echo.yaml": `sources:\n${`${ACCOUNTS}\n${usage(slowly.replace(":n", "400"))}`.replaceAll(/^/gm, "  ")}\n` });
      const pulling = at(folder, db, ["import"]);
      await wait(1500);
      await server.kill();
      const cut = await pulling;
      expect([cut.exit, cut.stderr]).toEqual([5, expect.stringContaining("the connection broke")]);
      expect([await contents(folder), stateOf(folder)]).toEqual(before);
      expect(readdirSync(join(folder, ".echo", "sources")).filter((name) => name.includes("draft"))).toEqual([]);
      await server.restart();
      // What a killed process left a while ago goes with the next pull.
      writeFiles(folder, { ".echo/sources/usage.0a1b2c3d.draft.csv": "half a row" });
      utimesSync(join(folder, ".echo/sources/usage.0a1b2c3d.draft.csv"), 1, 1);
      writeFiles(folder, { "echo.yaml": `sources:\n${`${ACCOUNTS}\n${usage(slowly.replace(":n", "2"))}`.replaceAll(/^/gm, "  ")}\n` });
      expect((await at(folder, db, ["import"])).exit).toBe(0);
      expect((await contents(folder))["files"]).toMatchObject([{}, { rows_in: 120 }]);
      expect(readdirSync(join(folder, ".echo", "sources")).filter((name) => name.includes("draft"))).toEqual([]);
    } finally {
      removeFolder(folder);
      await server.stop();
    }
  });
});

function stateOf(folder: string): readonly unknown[] {
  const sources = join(folder, ".echo", "sources");
  return readdirSync(sources)
    .filter((name) => !name.startsWith("accounts"))
    .map((name) => [name, statSync(join(sources, name)).mtimeMs]);
}
