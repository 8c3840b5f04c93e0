import { WINDOW_SECONDS } from "../queue/limit-functions.ts";
import type { QueueDatabase, Row } from "../queue/open-database.ts";
import { LEASE_SECONDS } from "../queue/workers.ts";
import { JOB_STATES, JOBS, type JobState, STATE } from "./job-state.ts";

export type StateCounts = Readonly<Record<JobState, number>>;

/** A job that waits or runs, and for how long, in seconds. */
export interface OldestJob {
  readonly job: string;
  readonly batch: string;
  readonly seconds: number;
}

/** What ended within some minutes. */
export interface QueueRate {
  readonly minutes: number;
  readonly done: number;
  readonly failed: number;
  /** Jobs a minute, done and failed. */
  readonly per_minute: number;
}

export interface OneQueue {
  readonly queue: string;
  readonly jobs: StateCounts;
  /** Jobs that wait, by priority; 0 goes first. */
  readonly waiting_by_priority: readonly { readonly priority: number; readonly waiting: number }[];
  readonly oldest_waiting: OldestJob | null;
  readonly oldest_running: OldestJob | null;
  readonly rates: readonly QueueRate[];
  /** Jobs that wait or run, by the version of ECHO that they need. */
  readonly versions: readonly { readonly version: string; readonly open: number; readonly workers: number }[];
}

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

export interface QueueStatus {
  readonly queues: readonly OneQueue[];
  readonly workers: readonly WorkerStatus[];
  readonly limits: readonly LimitStatus[];
}

const MINUTES = [5, 60] as const;

/** How the queues of a database stand, all or one, by the database's own clock. Lists are sorted by name. */
export async function queueStatus(database: QueueDatabase, queue?: string): Promise<QueueStatus> {
  const wanted = [queue ?? null];
  const [states, oldest, rates, workers, limits] = await Promise.all([
    database.rows(
      `select b.queue, s.priority, s.application_version as version, ${STATE} as state, count(*)::integer as jobs from ${JOBS}
       where $1::text is null or b.queue = $1 group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
      wanted,
    ),
    database.rows(
      `select distinct on (b.queue, s.status = 'PENDING') b.queue, s.status = 'PENDING' as running, j.job, j.batch,
         extract(epoch from clock_timestamp()) - case when s.status = 'PENDING' then coalesce(s.started_at_epoch_ms, s.created_at) else s.created_at end / 1000.0 as seconds
       from ${JOBS} where s.status in ('ENQUEUED', 'DELAYED', 'PENDING') and ($1::text is null or b.queue = $1)
       order by b.queue, s.status = 'PENDING', seconds desc, j.workflow`,
      wanted,
    ),
    database.rows(
      `select b.queue, m as minutes, count(*) filter (where r.status = 'ok')::integer as done, count(*) filter (where r.status <> 'ok')::integer as failed
       from unnest(array[${MINUTES.join(", ")}]) as m
       join echo.results r on r.ended_at > clock_timestamp() - make_interval(mins => m) join echo.batches b using (batch)
       where $1::text is null or b.queue = $1 group by 1, 2 order by 1, 2`,
      wanted,
    ),
    database.rows(
      `select worker, queue, version, host, pid, running, draining, seen_at > clock_timestamp() - interval '${LEASE_SECONDS} seconds' as alive,
         extract(epoch from clock_timestamp() - seen_at) as seen, extract(epoch from clock_timestamp() - started_at) as up
       from echo.workers where $1::text is null or queue = $1 order by queue, host, pid, worker`,
      wanted,
    ),
    database.rows(
      `select l.account, greatest(0, extract(epoch from l.paused_until - clock_timestamp())) as paused,
         (select coalesce(sum(requests), 0) from echo.spent s where s.account = l.account and s.second > ${RECENT}) as requests,
         (select coalesce(sum(tokens), 0) from echo.spent s where s.account = l.account and s.second > ${RECENT}) as tokens,
         (select count(*) from echo.calls c where c.account = l.account) as calls
       from echo.limits l order by l.account`,
    ),
  ]);
  const alive = workers.map(workerOf);
  const names = [...new Set([...states.map(queueOf), ...alive.map((worker) => worker.queue)])].sort();
  return {
    queues: names.map((name) => oneQueue(name, { states: of(states, name), oldest: of(oldest, name), rates: of(rates, name) }, alive)),
    workers: alive,
    limits: limits.map(limitOf),
  };
}

const RECENT = `extract(epoch from clock_timestamp()) - ${WINDOW_SECONDS}`;

interface QueueRows {
  readonly states: readonly Row[];
  readonly oldest: readonly Row[];
  readonly rates: readonly Row[];
}

function oneQueue(queue: string, { states, oldest, rates }: QueueRows, workers: readonly WorkerStatus[]): OneQueue {
  const total = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + Number(row["jobs"]), 0);
  const inState = (...wanted: readonly JobState[]): readonly Row[] =>
    states.filter((row) => wanted.some((state) => state === row["state"]));
  const byOf = (rows: readonly Row[], name: string): string[] => [...new Set(rows.map((row) => String(row[name])))];
  const alive = workers.filter((worker) => worker.alive && worker.queue === queue);
  const versions = [...new Set([...byOf(inState("waiting", "running"), "version"), ...alive.map(({ version }) => version)])].sort();
  const counts = JOB_STATES.map((state) => [state, total(inState(state))] as const);
  return {
    queue,
    jobs: { waiting: 0, running: 0, done: 0, failed: 0, dead: 0, cancelled: 0, ...Object.fromEntries(counts) },
    waiting_by_priority: byOf(inState("waiting"), "priority")
      .map(Number)
      .sort((a, b) => a - b)
      .map((priority) => ({ priority, waiting: total(inState("waiting").filter((row) => Number(row["priority"]) === priority)) })),
    oldest_waiting: oldestOf(oldest, false),
    oldest_running: oldestOf(oldest, true),
    rates: MINUTES.map((minutes) => rateOf(rates, minutes)),
    versions: versions.map((version) => ({
      version,
      open: total(inState("waiting", "running").filter((row) => row["version"] === version)),
      workers: alive.filter((worker) => worker.version === version).length,
    })),
  };
}

function oldestOf(rows: readonly Row[], running: boolean): OldestJob | null {
  const row = rows.find((each) => each["running"] === running);
  return row === undefined ? null : { job: String(row["job"]), batch: String(row["batch"]), seconds: seconds(row["seconds"]) };
}

function rateOf(rows: readonly Row[], minutes: number): QueueRate {
  const row = rows.find((each) => each["minutes"] === minutes);
  const [done, failed] = [Number(row?.["done"] ?? 0), Number(row?.["failed"] ?? 0)];
  return { minutes, done, failed, per_minute: Math.round(((done + failed) / minutes) * 10) / 10 };
}

function workerOf(row: Row): WorkerStatus {
  return {
    worker: String(row["worker"]),
    queue: queueOf(row),
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

function queueOf(row: Row): string {
  return String(row["queue"]);
}

function of(rows: readonly Row[], queue: string): readonly Row[] {
  return rows.filter((row) => row["queue"] === queue);
}

/** Whole seconds, never below zero: two clocks of a cluster may differ by a breath. */
function seconds(value: unknown): number {
  return Math.max(0, Math.round(Number(value)));
}
