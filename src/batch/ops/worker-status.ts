import { WINDOW_SECONDS } from "../queue/limit-functions.ts";
import type { QueueDatabase, Row } from "../queue/open-database.ts";
import { LEASE_SECONDS } from "../queue/workers.ts";

export interface WorkerStatus {
  readonly worker: string;
  readonly queue: string;
  readonly version: string;
  readonly host: string;
  readonly pid: number;
  readonly running: number;
  readonly draining: boolean;
  /** False where it was not heard of for the time of a lease. */
  readonly alive: boolean;
  readonly seen_seconds: number;
  readonly up_seconds: number;
}

/** How much of a model's limits is in use, by all workers together. The account is a hash of host and key. */
export interface LimitStatus {
  readonly account: string;
  readonly requests_last_minute: number;
  readonly tokens_last_minute: number;
  readonly calls_under_way: number;
  readonly paused_seconds: number;
}

/** Workers that were heard of within the hour, by queue and machine. */
export async function workerStatuses(database: QueueDatabase, queue?: string): Promise<readonly WorkerStatus[]> {
  const rows = await database.rows(
    `select worker, queue, version, host, pid, running, draining, seen_at > clock_timestamp() - interval '${LEASE_SECONDS} seconds' as alive,
         extract(epoch from clock_timestamp() - seen_at) as seen, extract(epoch from clock_timestamp() - started_at) as up
       from echo.workers where $1::text is null or queue = $1 order by queue, host, pid, worker`,
    [queue ?? null],
  );
  return rows.map(workerOf);
}

/** What of the models' limits is in use, by account. */
export async function limitStatuses(database: QueueDatabase): Promise<readonly LimitStatus[]> {
  const rows = await database.rows(
    `select l.account, greatest(0, extract(epoch from l.paused_until - clock_timestamp())) as paused,
         (select coalesce(sum(requests), 0) from echo.spent s where s.account = l.account and s.second > ${RECENT}) as requests,
         (select coalesce(sum(tokens), 0) from echo.spent s where s.account = l.account and s.second > ${RECENT}) as tokens,
         (select count(*) from echo.calls c where c.account = l.account) as calls
       from echo.limits l order by l.account`,
  );
  return rows.map(limitOf);
}

const RECENT = `extract(epoch from clock_timestamp()) - ${WINDOW_SECONDS}`;

function workerOf(row: Row): WorkerStatus {
  return {
    worker: String(row["worker"]),
    queue: String(row["queue"]),
    version: String(row["version"]),
    host: String(row["host"]),
    pid: Number(row["pid"]),
    running: Number(row["running"]),
    draining: row["draining"] === true,
    alive: row["alive"] === true,
    seen_seconds: seconds(row["seen"]),
    up_seconds: seconds(row["up"]),
  };
}

function limitOf(row: Row): LimitStatus {
  return {
    account: String(row["account"]),
    requests_last_minute: Number(row["requests"]),
    tokens_last_minute: Number(row["tokens"]),
    calls_under_way: Number(row["calls"]),
    paused_seconds: seconds(row["paused"]),
  };
}

/** Whole seconds, never below zero: two clocks of a cluster may differ by a breath. */
export function seconds(value: unknown): number {
  return Math.max(0, Math.round(Number(value)));
}
