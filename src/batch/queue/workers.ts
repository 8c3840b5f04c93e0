import type { QueueDatabase } from "./open-database.ts";
import { APPLICATION } from "./batch-spec.ts";
import { DBOS_SCHEMA } from "./queue-schema.ts";

/** A worker that was not heard of for so long, by the database's clock, is dead, and its jobs are others'. */
export const LEASE_SECONDS = 12;

export interface WorkerRow {
  readonly worker: string;
  readonly queue: string;
  readonly version: string;
  readonly host: string;
  readonly pid: number;
}

/** Workers that are alive by the database's clock. */
const ALIVE = `select worker from echo.workers where seen_at > clock_timestamp() - interval '${LEASE_SECONDS} seconds'`;

/**
 * A worker's sign of life. It also gives the jobs of dead workers of its version back to the queue, and ends the calls that were theirs; returns
 * the ids of these jobs. A server that has just started knows of nobody's signs and declares nobody dead.
 */
export async function beat(database: QueueDatabase, worker: WorkerRow, { running = 0, draining = false } = {}): Promise<readonly string[]> {
  await database.rows(
    `insert into echo.workers (worker, queue, version, host, pid, running, draining) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (worker) do update set seen_at = clock_timestamp(), running = excluded.running, draining = excluded.draining`,
    [worker.worker, worker.queue, worker.version, worker.host, worker.pid, running, draining],
  );
  const rows = await database.rows(
    `with ready as (select 1 where pg_postmaster_start_time() < clock_timestamp() - interval '${LEASE_SECONDS} seconds'),
     ended as (delete from echo.calls where exists (select 1 from ready) and worker not in (${ALIVE})),
     gone as (
       delete from echo.workers where exists (select 1 from ready) and seen_at < clock_timestamp() - interval '1 hour')
     update ${DBOS_SCHEMA}.workflow_status set
       status = 'ENQUEUED', owner_xid = null, started_at_epoch_ms = null, updated_at = (extract(epoch from now()) * 1000)::bigint
     where exists (select 1 from ready) and status = 'PENDING' and queue_name = $1 and application_version = $2
       and application_name = $3 and executor_id not in (${ALIVE})
     returning workflow_uuid`,
    [worker.queue, worker.version, APPLICATION],
  );
  return rows.map((row) => String(row["workflow_uuid"]));
}

/**
 * Gives jobs that this worker holds back to the queue, as if it had never taken them: all, or the one of an execution. What is another's by now
 * stays so. `isFault` leaves the attempt counted, towards the end of what is tried again and again.
 */
export async function giveBack(
  database: QueueDatabase,
  worker: string,
  { owner = null, isFault = false }: { readonly owner?: string | null; readonly isFault?: boolean } = {},
): Promise<number> {
  const rows = await database.rows(
    `update ${DBOS_SCHEMA}.workflow_status set
       status = 'ENQUEUED', owner_xid = null, started_at_epoch_ms = null,
       recovery_attempts = greatest(0, recovery_attempts - $3::integer), updated_at = (extract(epoch from now()) * 1000)::bigint
     where status = 'PENDING' and executor_id = $1 and application_name = '${APPLICATION}' and ($2::text is null or owner_xid = $2)
     returning 1`,
    [worker, owner, isFault ? 0 : 1],
  );
  return rows.length;
}

/** A worker that leaves. */
export async function sayGoodbye(database: QueueDatabase, worker: string): Promise<void> {
  await database.rows("delete from echo.workers where worker = $1", [worker]);
  await database.rows("delete from echo.calls where worker = $1", [worker]);
}

/** How many workers of each version are alive on a queue, by version. */
export async function aliveVersions(database: QueueDatabase, queue: string): Promise<ReadonlyMap<string, number>> {
  const rows = await database.rows(
    `select version, count(*)::integer as workers from echo.workers where queue = $1 and worker in (${ALIVE}) group by version order by version`,
    [queue],
  );
  return new Map(rows.map((row) => [String(row["version"]), Number(row["workers"])]));
}

/** How many jobs wait or are under way on a queue, by the version that they need. */
export async function openVersions(database: QueueDatabase, queue: string): Promise<ReadonlyMap<string, number>> {
  const rows = await database.rows(
    `select application_version as version, count(*)::integer as jobs from ${DBOS_SCHEMA}.workflow_status
     where queue_name = $1 and status in ('ENQUEUED', 'DELAYED', 'PENDING') group by 1 order by 1`,
    [queue],
  );
  return new Map(rows.map((row) => [String(row["version"]), Number(row["jobs"])]));
}
