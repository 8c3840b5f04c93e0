import type { QueueDatabase, Row } from "../queue/open-database.ts";
import { JOB_STATES, JOBS, type JobState, STATE } from "./job-state.ts";
import { type LimitStatus, limitStatuses, seconds, type WorkerStatus, workerStatuses } from "./worker-status.ts";

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
    workerStatuses(database, queue),
    limitStatuses(database),
  ]);
  const names = [...new Set([...states.map(queueOf), ...workers.map((worker) => worker.queue)])].sort();
  return {
    queues: names.map((name) => oneQueue(name, { states: of(states, name), oldest: of(oldest, name), rates: of(rates, name) }, workers)),
    workers,
    limits,
  };
}

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

function queueOf(row: Row): string {
  return String(row["queue"]);
}

function of(rows: readonly Row[], queue: string): readonly Row[] {
  return rows.filter((row) => row["queue"] === queue);
}
