import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { databaseOf, describeWithPostgres, type TestDatabase, type TestPostgres, testPostgres } from "../../../src/testing/postgres.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";
import { ACCOUNTS, at, contents, workspaceOf } from "./warehouse.ts";

const ready = (name: string): string => readFileSync(join(ROOT, "references/warehouse", `${name}.sql`), "utf8");

interface Event {
  readonly account: string;
  readonly user: string;
  readonly name: string;
  readonly at: Date;
}

/** Events of five accounts over ten days, at all hours, the same ones each time. */
const EVENTS: readonly Event[] = Array.from({ length: 1500 }, (_, i) => {
  const user = (i * 7919) % 23;
  const name = ["Report Exported", "Login", "Workflow Run", 'It\'s "odd"'][(i * 31) % 4] ?? "";
  return {
    account: `a${1 + (user % 5)}`,
    user: `u${user}`,
    name,
    at: new Date(Date.UTC(2026, 10, 1) + ((i * 104_729) % (10 * 86_400)) * 1000),
  };
});

/** Events by account, user, day and feature, counted without SQL; days as they are in Berlin, which is an hour ahead in November. */
function counted(events: readonly Event[], withUsers: boolean, hoursAhead: number): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { account, user, name, at: instant } of events) {
    const day = new Date(instant.getTime() + hoursAhead * 3_600_000).toISOString().slice(0, 10);
    const key = [account, ...(withUsers ? [user] : []), day, name].join("|");
    totals[key] = (totals[key] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(totals).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describeWithPostgres("ready SQL for raw events", () => {
  let server: TestPostgres;
  let db: TestDatabase;
  const folders: string[] = [];

  beforeAll(async () => {
    server = await testPostgres();
    db = await databaseOf(server);
    await db.query(
      "CREATE TABLE accounts AS SELECT 'a' || i AS id, 'A' || i AS name, 'a' || i || '.test' AS domain FROM generate_series(1, 5) i",
    );
    await db.query("CREATE TABLE events (account_id text, user_id text, event text, occurred_at timestamptz)");
    const rows = JSON.stringify(
      EVENTS.map(({ account, user, name, at: occurred }) => ({ account_id: account, user_id: user, event: name, occurred_at: occurred })),
    );
    await db.query("INSERT INTO events SELECT * FROM json_populate_recordset(NULL::events, $1)", [rows]);
    await db.query("INSERT INTO events VALUES (NULL, 'visitor', 'Login', '2026-11-05 10:00+00')");
    const users = "(SELECT DISTINCT user_id, account_id FROM events WHERE account_id IS NOT NULL) u";
    await db.query("CREATE SCHEMA product");
    await db.query(
      `CREATE TABLE product.tracks AS SELECT user_id, event AS event_text, lower(event) AS event, occurred_at AS "timestamp", occurred_at AS received_at FROM events WHERE account_id IS NOT NULL`,
    );
    await db.query(
      `CREATE TABLE product.groups AS SELECT user_id, account_id AS group_id, timestamptz '2026-10-02' AS received_at FROM ${users} UNION ALL SELECT 'u3', 'a1', '2026-09-01'`,
    );
    await db.query(
      `CREATE TABLE posthog_events AS SELECT md5(row_number() OVER ()::text) AS uuid, event, jsonb_build_object('$groups', jsonb_build_object('company', account_id)) AS properties, user_id AS distinct_id, occurred_at AS "timestamp" FROM events`,
    );
    await db.query(
      `INSERT INTO posthog_events SELECT * FROM posthog_events WHERE distinct_id = 'u1' UNION ALL SELECT 'p', '$pageview', '{"$groups": {"company": "a1"}}', 'u1', '2026-11-02'`,
    );
    await db.query(`CREATE TABLE user_accounts AS SELECT user_id, account_id FROM ${users}`);
    await db.query("CREATE SCHEMA atomic");
    await db.query(
      `CREATE TABLE atomic.events AS SELECT user_id, CASE WHEN event = 'Login' THEN event ELSE 'event' END AS event_name, CASE WHEN event <> 'Login' THEN event END AS se_action, occurred_at AT TIME ZONE 'UTC' AS collector_tstamp, occurred_at AT TIME ZONE 'UTC' AS derived_tstamp FROM events`,
    );
    await db.query("INSERT INTO atomic.events SELECT user_id, 'page_ping', NULL, collector_tstamp, derived_tstamp FROM atomic.events");
    await db.query(
      "CREATE TABLE ga4_events AS SELECT user_id, event AS event_name, (extract(epoch FROM occurred_at) * 1000000)::bigint AS event_timestamp FROM events",
    );
    await db.query("INSERT INTO ga4_events SELECT user_id, 'session_start', event_timestamp FROM ga4_events");
  });
  afterAll(async () => {
    await db.drop();
    await server.stop();
    folders.forEach(removeFolder);
  });

  const pulled = async (folder: string, withUsers: boolean): Promise<Record<string, number>> => {
    const names = new Map([1, 2, 3, 4, 5].map((i) => [`a${i}`, `a${i}`]));
    const { usage = [] } = await contents(folder);
    const totals = (usage as { account: string; user: string | null; day: string; feature: string; events: number }[]).map(
      ({ account, user, day, feature, events }): [string, number] => [
        [names.get(account) ?? account, ...(withUsers ? [user] : []), day, feature].join("|"),
        events,
      ],
    );
    return Object.fromEntries(totals.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const imported = async (name: string, timeZone: string): Promise<string> => {
    const folder = workspaceOf(`${ACCOUNTS}\nusage: {table: usage, env: WAREHOUSE_URL, file: usage.sql, watermark: day}`, {
      "usage.sql": ready(name),
    });
    folders.push(folder);
    const yaml = readFileSync(join(folder, "echo.yaml"), "utf8");
    const { writeFiles } = await import("../../../src/testing/temp-workspace.ts");
    writeFiles(folder, { "echo.yaml": `timezone: ${timeZone}\n${yaml}` });
    expect(await at(folder, db, ["import"])).toMatchObject({ exit: 0 });
    return folder;
  };

  it.each([
    ["usage-from-events", false],
    ["active-users-from-events", true],
    ["usage-from-segment", true],
    ["usage-from-posthog", true],
    ["usage-from-snowplow", true],
    ["usage-from-ga4", true],
  ])("%s counts what there is, by the company's days", async (name, withUsers) => {
    const folder = await imported(name, "Europe/Berlin");
    expect(await pulled(folder, withUsers)).toEqual(counted(EVENTS, withUsers, 1));
  });

  it("counts whole days when it is asked for the newest only", async () => {
    const folder = await imported("usage-from-events", "America/Phoenix");
    await db.query("INSERT INTO events VALUES ('a1', 'u5', 'Login', '2026-11-09 20:00+00'), ('a1', 'u5', 'Login', '2026-11-12 01:00+00')");
    const late = [9, 11].map((day): Event => ({ account: "a1", user: "u5", name: "Login", at: new Date(Date.UTC(2026, 10, day, 12)) }));
    try {
      const { stdout } = await at(folder, db, ["import"]);
      expect(stdout).toContain("asked from 2026-11-07 on");
      expect(await pulled(folder, false)).toEqual(counted([...EVENTS, ...late], false, -7));
    } finally {
      await db.query("DELETE FROM events WHERE occurred_at > '2026-11-12' OR (user_id = 'u5' AND occurred_at = '2026-11-09 20:00+00')");
    }
  });

  it("comes with a role that reads what it is given and nothing else", async () => {
    const role = `reader_${db.name.slice(-10)}`;
    await db.query("CREATE SCHEMA analytics");
    await db.query("CREATE TABLE analytics.events AS TABLE events; ");
    await db.query("CREATE TABLE analytics.accounts AS TABLE accounts");
    await db.query("CREATE SCHEMA crm");
    await db.query(
      `CREATE TABLE crm.accounts AS SELECT id, name, domain AS website, 'Dana' AS owner_name, 'Retail' AS industry, timestamptz '2026-01-02' AS created_at, id = 'a5' AS is_deleted FROM accounts`,
    );
    await db.query(ready("role").replaceAll("echo_reader", role));
    await db.query(`ALTER ROLE ${role} PASSWORD 'test-password'`);
    const url = new URL(db.url);
    url.username = role;
    const folder = workspaceOf(
      `crm_accounts: {table: accounts, env: WAREHOUSE_URL, file: accounts.sql}\nusage: {table: usage, env: WAREHOUSE_URL, file: usage.sql}\nhidden: {table: accounts, env: WAREHOUSE_URL, sql: SELECT id, name, domain FROM accounts}`.replace(
        "sql: SELECT id, name, domain FROM accounts",
        'sql: "SELECT id, name, domain FROM public.accounts"',
      ),
      {
        "usage.sql": ready("usage-from-events").replace("FROM events", "FROM analytics.events"),
        "accounts.sql": ready("accounts-and-contracts"),
      },
    );
    folders.push(folder);
    try {
      const check = await at(folder, { url: url.href }, ["sources", "--check", "usage"]);
      expect([check.exit, check.stdout]).toEqual([0, expect.stringContaining(`the role ${role} may write to no table`)]);
      const denied = await at(folder, { url: url.href }, ["import", "--source", "hidden"]);
      expect([denied.exit, denied.stderr]).toEqual([1, expect.stringContaining("permission denied")]);
      expect((await at(folder, db, ["import", "--source", "crm_accounts"])).stdout).toMatch(
        /source:crm_accounts +accounts-table +100 % +4 +4/,
      );
    } finally {
      await db.query(`DROP OWNED BY ${role}`);
      await db.query(`DROP ROLE ${role}`);
    }
  });
});
