import { execFile, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { describe } from "vitest";

const SCRIPT = fileURLToPath(new URL("../../scripts/test-postgres.sh", import.meta.url));
const run = promisify(execFile);

/** A running PostgreSQL server, for a test. Its superuser is in `url`. */
export interface TestPostgres {
  readonly url: string;
  /** Stops the server and removes its data; a server that is shared by all tests goes on. */
  stop(): Promise<void>;
  /** Stops it as a crash would. Only for a server of one's own. */
  kill(): Promise<void>;
  /** Stops it as a crash would, if it runs, and starts it again under the same address. Only for a server of one's own. */
  restart(): Promise<void>;
}

/** A database of a test's own on a server. */
export interface TestDatabase {
  readonly url: string;
  readonly name: string;
  /** Runs one statement as the superuser and returns its rows. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Cuts every connection to it and removes it. */
  drop(): Promise<void>;
}

/**
 * The server that ECHO_TEST_PG_URL names, else a new one (under a second). `own` asks for a new one in any case, for tests that stop it or need
 * `settings` (lines of postgresql.conf). One that was started here ends with this process at the latest.
 */
export async function testPostgres({ own = false, settings = [] as readonly string[] } = {}): Promise<TestPostgres> {
  const shared = process.env["ECHO_TEST_PG_URL"];
  const refuse = (): Promise<void> => Promise.reject(new Error("this server is shared by all tests: ask for one of your own"));
  if (shared !== undefined && !own && settings.length === 0)
    return { url: shared, stop: () => Promise.resolve(), kill: refuse, restart: refuse };
  const env = { ...process.env, ECHO_TEST_PG_SETTINGS: settings.join("\n") };
  const { stdout } = await run(SCRIPT, ["start", String(process.pid)], { env });
  const said = (name: string): string => new RegExp(`^export ${name}=(.*)$`, "m").exec(stdout)?.[1] ?? "";
  const act = (what: string) => async (): Promise<void> => void (await run(SCRIPT, [what, said("ECHO_TEST_PG_DATA")]));
  return { url: said("ECHO_TEST_PG_URL"), stop: act("stop"), kill: act("kill"), restart: act("restart") };
}

/** A new and empty database on the server. */
export async function databaseOf(server: TestPostgres): Promise<TestDatabase> {
  const name = `echo_${randomUUID().replaceAll("-", "")}`;
  await statement(server.url, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    name,
    query: (sql, values) => statement(url.href, sql, values),
    drop: async () => void (await statement(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

async function statement(url: string, sql: string, values: readonly unknown[] = []): Promise<TestRows> {
  const client = new pg.Client({ connectionString: url });
  // A server that goes away tells the statement too.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<TestRows[number]>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

type TestRows = readonly Readonly<Record<string, unknown>>[];

/** `describe` where a PostgreSQL server can be had; elsewhere the tests are skipped, and their name says how to run them. */
export function describeWithPostgres(name: string, body: () => void): void {
  if (process.env["ECHO_TEST_PG_URL"] !== undefined || spawnSync(SCRIPT, ["where"]).status === 0) describe(name, body);
  else describe.skip(`${name} [not run: no PostgreSQL server here; apt-get install postgresql, then npm test]`, body);
}
