import { setTimeout as sleep } from "node:timers/promises";
import { steadyMs } from "../../core/clock.ts";
import { isRecord, parseJson } from "../../core/json.ts";
import { count, list } from "../../core/text.ts";
import type { JobResult } from "../job-result.ts";
import { isJobResult } from "../results-file.ts";
import type { QueueDatabase, Row } from "./open-database.ts";
import { DBOS_SCHEMA } from "./queue-schema.ts";
import type { StoredBatch, StoredJob } from "./stored-batch.ts";
import { MOST_ATTEMPTS } from "./worker-engine.ts";
import { aliveVersions } from "./workers.ts";

export interface Collect {
  readonly database: QueueDatabase;
  readonly batch: StoredBatch;
  /** Hears of each result once, as it is there. */
  readonly told: (result: JobResult) => Promise<void>;
  /** Hears what keeps the batch waiting, in words. */
  readonly notice: (line: string) => void;
  /** Ends the waiting, not the batch. */
  readonly signal: AbortSignal;
}

const POLL_MS = 200;
const CHECK_MS = 3_000;
const REMIND_MS = 60_000;
/** A result that was being written while another, later one was read already is not missed. */
const OVERLAP_SECONDS = 20;

/** The results of a batch, as workers put them on record; resolves when all jobs have ended or the signal does. */
export async function collectResults({ database, batch, told, notice, signal }: Collect): Promise<ReadonlyMap<string, JobResult>> {
  const results = new Map<string, JobResult>();
  const left = new Map(batch.jobs.map((job) => [job.workflow, job]));
  let [since, checked, reminded] = ["-infinity", Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const take = async (job: StoredJob, result: JobResult): Promise<void> => {
    left.delete(job.workflow);
    results.set(job.id, result);
    await told(result);
  };
  while (left.size > 0 && !signal.aborted) {
    for (const row of await newResults(database, batch.batch, since)) {
      since = String(row["ended"]);
      const job = left.get(String(row["workflow"]));
      if (job !== undefined) await take(job, parseResult(row, job));
    }
    if (left.size > 0 && steadyMs() - checked > CHECK_MS) {
      checked = steadyMs();
      for (const { job, result } of await deadJobs(database, left)) await take(job, result);
      const why = left.size > 0 && steadyMs() - reminded > REMIND_MS ? await nobodyWorks(database, batch, left.size) : undefined;
      if (why !== undefined) {
        reminded = steadyMs();
        notice(why);
      }
    }
    if (left.size > 0) await sleep(POLL_MS, undefined, { signal }).catch(() => {});
  }
  return results;
}

/** Results that came since, by the database's clock, oldest first. */
function newResults(database: QueueDatabase, batch: string, since: string): Promise<readonly Row[]> {
  return database.rows(
    `select workflow, result, ended_at::text as ended from echo.results
     where batch = $1 and ended_at > $2::timestamptz - interval '${OVERLAP_SECONDS} seconds' order by ended_at, workflow`,
    [batch, since],
  );
}

function parseResult(row: Row, { id }: StoredJob): JobResult {
  const parsed = parseJson(String(row["result"]));
  if (parsed.ok && isRecord(parsed.value) && isJobResult(parsed.value)) return parsed.value;
  return { id, status: "failed", exit: null, error: { code: "queue-result", message: "The result in the database cannot be read." } };
}

interface Dead {
  readonly job: StoredJob;
  readonly result: JobResult;
}

/** Jobs that no worker will end any more: they were cancelled, or brought down one worker after the other. */
async function deadJobs(database: QueueDatabase, left: ReadonlyMap<string, StoredJob>): Promise<Dead[]> {
  const rows = await database.rows(
    `select wanted.workflow, s.status from unnest($1::text[]) as wanted (workflow)
     left join ${DBOS_SCHEMA}.workflow_status s on s.workflow_uuid = wanted.workflow
     where (s.status is null or s.status not in ('ENQUEUED', 'DELAYED', 'PENDING'))
       and not exists (select 1 from echo.results r where r.workflow = wanted.workflow)`,
    [[...left.keys()]],
  );
  return rows.flatMap((row) => {
    const job = left.get(String(row["workflow"]));
    return job === undefined ? [] : [{ job, result: { id: job.id, status: "failed", exit: null, error: whyDead(row["status"]) } }];
  });
}

function whyDead(status: unknown): NonNullable<JobResult["error"]> {
  if (status === "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
    return {
      code: "dead-letter",
      message: `It was begun ${MOST_ATTEMPTS + 1} times and never ended: each time its worker died.`,
      fix: "Look at the workers' machines (memory, disk), then try it again.",
    };
  if (status === "CANCELLED") return { code: "cancelled", message: "It was cancelled on the queue." };
  return { code: "queue-gone", message: "It is not on the queue any more and left no result.", fix: "Enqueue the batch anew." };
}

/** Why nothing moves, in words; undefined where a worker of the batch's version is alive. */
async function nobodyWorks(database: QueueDatabase, { queue, version }: StoredBatch, waiting: number): Promise<string | undefined> {
  const alive = await aliveVersions(database, queue);
  if (alive.has(version)) return undefined;
  const others = [...alive].map(([other, workers]) => `${count(workers, "worker")} of ${other}`);
  const beside = others.length === 0 ? "" : ` (${list(others)} there, which must not take them)`;
  return `${count(waiting, "job waits", "jobs wait")} for a worker of ${version} on the queue ${queue}${beside}. Start one: echo-cs worker --queue ${queue}`;
}
