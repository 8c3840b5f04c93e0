import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { EchoError, UserError } from "../../core/errors.ts";
import { EXIT } from "../../core/exit-codes.ts";
import { hasCode } from "../../core/files.ts";
import { shownDatabase } from "./database-url.ts";
import { loadPostgres } from "./queue-packages.ts";

export type Row = Readonly<Record<string, unknown>>;

/** The database of the queue. */
export interface QueueDatabase {
  readonly url: string;
  /**
   * The rows of one statement. A server that is away for a while (restarted, a connection cut) is waited for and the statement sent again, so
   * it must be one that may be done twice. Throws QueueUnreachable when patience ends.
   */
  rows(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Does something while nobody else does what has this key. */
  alone<T>(key: number, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The database of the queue cannot be reached, or not any more. */
export class QueueUnreachable extends EchoError {
  readonly blame = "user";
  readonly exitCode = EXIT.model;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections at most. */
  readonly connections: number;
  /** How long to wait for a server that went away, in milliseconds; one that cannot be reached at first is not waited for. */
  readonly patienceMs: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/** Opens the database. Throws QueueUnreachable where it cannot be reached, UserError where it refuses the user. */
export async function openDatabase(options: DatabaseOptions): Promise<QueueDatabase> {
  const { url, connections, patienceMs, signal } = options;
  const { Pool: PoolOf } = await loadPostgres();
  const pool = new PoolOf({ connectionString: url, max: connections, application_name: "echo-cs", connectionTimeoutMillis: 10_000 });
  // A connection that is cut while nobody uses it: the next statement opens another.
  pool.on("error", () => {});
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw isAway(error) ? unreachable(url, error) : refused(url, error);
  }
  const rows = (sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    withPatience(() => asked(pool, sql, values), { url, patienceMs, signal });
  return {
    url,
    rows,
    alone: (key, work) => alone(pool, key, work),
    close: () => pool.end(),
  };
}

async function asked(pool: Pool, sql: string, values: readonly unknown[]): Promise<readonly Row[]> {
  // Without values the text may hold several statements; it then runs as one transaction.
  return (await (values.length === 0 ? pool.query<Row>(sql) : pool.query<Row>(sql, [...values]))).rows;
}

async function withPatience<T>(ask: () => Promise<T>, { url, patienceMs, signal }: Omit<DatabaseOptions, "connections">): Promise<T> {
  let [waited, pause] = [0, FIRST_WAIT_MS];
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error)) throw error;
      if (waited >= patienceMs || signal?.aborted === true) throw unreachable(url, error);
      await sleep(pause);
      waited += pause;
      pause = Math.min(LONGEST_WAIT_MS, pause * 2);
    }
  }
}

const TRY_MS = 100;

/** Asks for the lock again and again instead of waiting for it: whoever waits inside a statement holds up those who build an index meanwhile. */
async function alone<T>(pool: Pool, key: number, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    while ((await client.query<Row>("select pg_try_advisory_lock($1) as got", [key])).rows[0]?.["got"] !== true) await sleep(TRY_MS);
    return await work();
  } finally {
    // Closed, the connection lets go of the lock whatever has happened.
    client.release(true);
  }
}

const AWAY_CODES = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH", "EAI_AGAIN"];

/** True for what may pass: no connection, a server that stops or starts, too many connections, a deadlock. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (hasCode(error, ...AWAY_CODES)) return true;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (/^(?:08|57P0|53300|40001|40P01)/.test(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/u.test(error.message);
}

function unreachable(url: string, cause: unknown): QueueUnreachable {
  return new QueueUnreachable({
    code: "queue-unreachable",
    message: `The database of the queue at ${shownDatabase(url)} cannot be reached.`,
    fix: "Check that PostgreSQL runs there and ECHO_DATABASE_URL is right; what is enqueued stays enqueued.",
    cause,
  });
}

function refused(url: string, cause: unknown): UserError {
  return new UserError({
    code: "queue-refused",
    message: `The database at ${shownDatabase(url)} refused the connection.`,
    found: cause instanceof Error ? cause.message : undefined,
    fix: "Check user, password and database of ECHO_DATABASE_URL.",
    cause,
  });
}
