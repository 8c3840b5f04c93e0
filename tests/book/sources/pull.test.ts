import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWithPostgres } from "../../../src/testing/postgres.ts";
import { runJson } from "../../../src/testing/run-cli.ts";
import { writeFiles } from "../../../src/testing/temp-workspace.ts";
import { ACCOUNTS, at, contents } from "./warehouse.ts";
import { warehouseOfEachTest } from "./warehouse-of-each-test.ts";

const USAGE = `usage:
  table: usage
  env: WAREHOUSE_URL
  sql: SELECT account_id, day, feature, events FROM usage_by_day`;

interface Told {
  readonly changed: boolean;
  readonly files: readonly { file: string; taken_for: string; rows_in: number; rows_out: number; rejected: number }[];
  readonly sources: readonly {
    source: string;
    state: string;
    via: string;
    rows_sent: number;
    rows: number;
    since: string | null;
    note: string;
  }[];
}

describeWithPostgres("import from a warehouse", () => {
  const { db, workspace } = warehouseOfEachTest();
  const told = (folder: string, flags: readonly string[] = [], now = "2026-11-22T09:00:00Z"): Promise<Told> =>
    runJson<Told>(["import", ...flags], { cwd: folder, env: { WAREHOUSE_URL: db.url }, now });

  it("takes rows as it takes the same rows from files", async () => {
    await db.query(
      `CREATE TABLE subscriptions (subscription text, account text, product text, arr_minor bigint, currency text, started_at timestamptz, "interval" text)`,
    );
    await db.query(
      `INSERT INTO subscriptions VALUES ('s1', 'a1', 'Suite', 1234500, 'eur', '2026-01-05 10:00:00+02', 'year'), ('s2', 'a2', NULL, 990, 'EUR', '2026-02-01', 'year')`,
    );
    await db.query(`CREATE TABLE tickets (ticket int, account text, subject text, description text, created_at timestamptz, tags text)`);
    await db.query(`INSERT INTO tickets VALUES (1, 'a1', 'Line
break, "quotes"', 'Ünïcödé 🦆', '2026-11-03 08:30:00+01', 'x;y'), (2, 'a3', 'Second', '', '2026-11-04', NULL)`);
    const folder = workspace(`${ACCOUNTS}
${USAGE}
subscriptions: {table: subscriptions, env: WAREHOUSE_URL, sql: SELECT * FROM subscriptions}
support: {table: tickets, url: "\${WAREHOUSE_URL}", sql: "SELECT * FROM tickets;"}`);
    const report = await told(folder);
    const usage = await db.query("SELECT concat_ws(',', account_id, day, feature, events) AS line FROM usage_by_day");
    const twin = workspace("{}", {
      "exports/accounts.csv": `id,name,domain\n${[1, 2, 3, 4, 5].map((i) => `a${i},Company ${i},company${i}.test`).join("\n")}\n`,
      "exports/usage.csv": `account_id,day,feature,events\n${usage.map(({ line }) => String(line)).join("\n")}\n`,
      "exports/subscriptions.csv": `subscription,account,product,arr_minor,currency,started_at,interval\ns1,a1,Suite,1234500,eur,2026-01-05 08:00:00+00,year\ns2,a2,,990,EUR,2026-02-01,year\n`,
      "exports/tickets.csv": `ticket,account,subject,description,created_at,tags\n1,a1,"Line\nbreak, ""quotes""",Ünïcödé 🦆,2026-11-03T07:30:00Z,x;y\n2,a3,Second,,2026-11-04,\n`,
    });
    await told(twin);
    const rows = async (which: string): Promise<object> => {
      const { accounts, usage: use, tickets, subscriptions } = await contents(which, ["file_id", "line"]);
      return { accounts, tickets, subscriptions, usage: use?.map((row) => JSON.stringify(row)).sort() };
    };
    expect(await rows(folder)).toEqual(await rows(twin));
    expect(report.files).toMatchObject([
      { file: "source:accounts", taken_for: "accounts-table", rows_in: 5, rows_out: 5, rejected: 0 },
      { file: "source:subscriptions", taken_for: "subscriptions-table-minor", rows_out: 2 },
      { file: "source:support", taken_for: "tickets-table", rows_out: 2 },
      { file: "source:usage", taken_for: "usage-table", rows_in: 300, rows_out: 300 },
    ]);
    const { tickets } = await contents(folder);
    expect(tickets?.map((ticket) => "line" in ticket && ticket.line)).toEqual([1, 2]);
  });

  it("gives the same snapshot by COPY and through a cursor, in whatever order the engine has its rows", async () => {
    const made: object[] = [];
    const ways: string[] = [];
    for (const [via, order] of [
      ["copy", "random()"],
      ["cursor", "random()"],
      ["copy", "1, 2, 3"],
    ]) {
      const folder = workspace(`${ACCOUNTS} ORDER BY ${order}\n  via: ${via}\n${USAGE} ORDER BY ${order}\n  via: ${via}`);
      const { sources } = await told(folder);
      ways.push(sources[1]?.via ?? "");
      made.push(await contents(folder));
    }
    expect(ways).toEqual(["copy", "cursor", "copy"]);
    expect(made[1]).toEqual(made[0]);
    expect(made[2]).toEqual(made[0]);
  });

  it("asks only for what is new since the watermark, and ends where a whole pull ends", async () => {
    const sources = `${ACCOUNTS}\n${USAGE}\n  watermark: day`;
    const folder = workspace(sources);
    await told(folder);
    // In the window: more events, a new row, one gone.
    await db.query("UPDATE usage_by_day SET events = 999 WHERE day = '2026-11-19' AND account_id = 'a2'");
    await db.query("DELETE FROM usage_by_day WHERE day = '2026-11-20' AND account_id = 'a3'");
    await db.query("INSERT INTO usage_by_day VALUES ('a1', '2026-11-21', 'feature 1', 4), ('a4', '2026-11-18', 'late', 1)");
    const second = await told(folder);
    expect(second.sources[1]).toMatchObject({ state: "pulled", since: "2026-11-17", rows_sent: 59, rows: 299 });
    const whole = workspace(sources);
    await told(whole);
    expect(await contents(folder)).toEqual(await contents(whole));
    // Older than the window: seen by a whole pull alone.
    await db.query("UPDATE usage_by_day SET events = 1000 WHERE day = '2026-11-02' AND account_id = 'a2' AND feature = 'feature 1'");
    expect((await told(folder)).sources[1]?.state).toBe("unchanged");
    expect((await told(folder, ["--full"])).sources[1]).toMatchObject({ state: "pulled", since: null, rows_sent: 299 });
  });

  it("replaces a changed record by its id, and keeps the rest", async () => {
    await db.query(
      `CREATE TABLE tickets AS SELECT i AS ticket, 'a' || (1 + i % 5) AS account, 'Subject ' || i AS subject, timestamptz '2026-10-01' + i * interval '1 hour' AS created_at, timestamptz '2026-10-01' + i * interval '1 day' AS updated_at FROM generate_series(1, 30) i`,
    );
    const source = `${ACCOUNTS}\nsupport:\n  table: tickets\n  env: WAREHOUSE_URL\n  sql: SELECT * FROM tickets\n  watermark: updated_at\n  overlap: 12h`;
    const folder = workspace(source);
    await told(folder);
    await db.query("UPDATE tickets SET subject = 'Changed', updated_at = '2026-11-02 01:02:03.456789+00' WHERE ticket IN (3, 30)");
    const again = await told(folder);
    expect(again.sources[1]).toMatchObject({ since: "2026-10-30T12:00:00.000Z", rows_sent: 2, rows: 30 });
    const whole = workspace(source);
    await told(whole);
    expect(await contents(folder)).toEqual(await contents(whole));
    const { tickets } = await contents(folder);
    expect(tickets?.filter((ticket) => "subject" in ticket && ticket.subject === "Changed")).toHaveLength(2);
  });

  it("says what is unchanged, and leaves the snapshot as it is", async () => {
    const folder = workspace(`${ACCOUNTS}\n${USAGE} ORDER BY random()`);
    await told(folder);
    const before = statSync(join(folder, ".echo", "book.duckdb")).mtimeMs;
    const again = await told(folder, [], "2026-11-23T09:00:00Z");
    expect(statSync(join(folder, ".echo", "book.duckdb")).mtimeMs).toBe(before);
    // What a pull wrote that was killed before it was done is not the source's.
    writeFiles(folder, { ".echo/sources/usage.0123456789abcdef.parquet": "half of it" });
    const rows = await contents(folder);
    expect((await told(folder, ["--no-sources", "--force"])).files[1]).toMatchObject({ rows_out: 300 });
    expect(await contents(folder)).toEqual(rows);
    expect([again.changed, ...again.sources.map(({ state }) => state)]).toEqual([false, "unchanged", "unchanged"]);
    await db.query("DELETE FROM usage_by_day WHERE events > 60");
    await told(folder);
    expect(readdirSync(join(folder, ".echo", "sources")).map((name) => name.replace(/[0-9a-f]{16}/, "DIGEST"))).toEqual([
      "accounts.DIGEST.parquet",
      "accounts.json",
      "usage.DIGEST.parquet",
      "usage.json",
    ]);
  });

  it("asks no engine but in `import`, and there only those that it is told to", async () => {
    const folder = workspace(`${ACCOUNTS}\n${USAGE}`);
    const early = await at(folder, db, ["health"]);
    expect(early.stderr).toContain("nothing has been pulled yet from accounts and usage");
    expect(early.stderr).toContain("Run `echo-cs import`");
    await told(folder);
    await db.query("INSERT INTO usage_by_day VALUES ('a1', '2026-11-21', 'new', 4)");
    const health = await at(folder, { url: "postgresql://u:p@127.0.0.1:1/nowhere" }, ["health", "--all", "--json"]);
    expect([health.exit, (JSON.parse(health.stdout) as unknown[]).length]).toEqual([0, 5]);
    const none = await told(folder, ["--no-sources"]);
    expect(none.sources.map(({ state }) => state)).toEqual(["not-asked", "not-asked"]);
    expect((await told(folder, ["--source", "accounts"])).sources.map(({ state }) => state)).toEqual(["unchanged", "not-asked"]);
    expect((await told(folder, ["--source", "usage"])).sources.map(({ state }) => state)).toEqual(["not-asked", "pulled"]);
    const odd = await at(folder, db, ["import", "--source", "usagee"]);
    expect([odd.exit, odd.stderr.includes("Did you mean usage?")]).toEqual([1, true]);
  });

  it("pulls again in full where the SQL, the columns or the engine are others, and forgets a source that is no more", async () => {
    const folder = workspace(`${ACCOUNTS}\n${USAGE}\n  watermark: day`);
    await told(folder);
    writeFiles(folder, {
      "echo.yaml": `sources:\n${`${ACCOUNTS}\n${USAGE} WHERE account_id <> 'a1'\n  watermark: day`.replaceAll(/^/gm, "  ")}\n`,
    });
    expect((await told(folder)).sources[1]).toMatchObject({ since: null, rows: 240 });
    await db.query("ALTER TABLE accounts ADD COLUMN csm text DEFAULT 'Dana'");
    writeFiles(folder, { "echo.yaml": `sources:\n${ACCOUNTS.replace("domain", "domain, csm").replaceAll(/^/gm, "  ")}\n` });
    const alone = await told(folder);
    expect(alone.files.map(({ file }) => file)).toEqual(["source:accounts"]);
    expect((await contents(folder))["accounts"]?.[0]).toMatchObject({ csm: "Dana" });
  });
});
