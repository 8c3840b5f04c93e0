import { isRecord, parseJson } from "../../core/json.ts";
import type { QueueDatabase, Row } from "../queue/open-database.ts";
import { retryFailed } from "../queue/retry-failed.ts";
import { JOBS, STATE } from "./job-state.ts";

/** A job that failed, or that no worker takes any more. */
export interface DeadLetter {
  /** Names it to `workers retry`. */
  readonly id: string;
  readonly batch: string;
  readonly job: string;
  readonly queue: string;
  readonly state: "failed" | "dead";
  readonly command: string;
  /** How often a worker took it up. */
  readonly attempts: number;
  /** ISO 8601; null for one that never ended. */
  readonly ended: string | null;
  readonly code: string | null;
  readonly message: string;
  readonly worker: string | null;
}

/** All that failed and was not put back, newest batch first, in the order of its jobs. `batch` and `queue` narrow it. */
export async function deadLetters(
  database: QueueDatabase,
  { batch, queue }: { readonly batch?: string | undefined; readonly queue?: string | undefined } = {},
): Promise<readonly DeadLetter[]> {
  const rows = await database.rows(
    `select * from (
       select j.workflow, j.batch, j.job, b.queue, ${STATE} as state, j.command, j.args, j.place, b.enqueued_at, s.recovery_attempts as attempts,
         to_char(r.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ended, r.result, coalesce(r.worker, s.executor_id) as worker
       from ${JOBS} where ($1::text is null or j.batch = $1) and ($2::text is null or b.queue = $2)) each
     where state in ('failed', 'dead') order by enqueued_at desc, batch, place`,
    [batch ?? null, queue ?? null],
  );
  return rows.map(letterOf);
}

/** Puts some of them back on their queues; how many jobs went back. */
export async function retryLetters(database: QueueDatabase, letters: readonly DeadLetter[]): Promise<number> {
  let count = 0;
  for (const batch of new Set(letters.map((letter) => letter.batch))) {
    const ids = letters.filter((letter) => letter.batch === batch).map(({ id }) => id);
    count += (await retryFailed(database, batch, ids)).length;
  }
  return count;
}

function letterOf(row: Row): DeadLetter {
  const state = row["state"] === "dead" ? "dead" : "failed";
  const parsed = parseJson(typeof row["result"] === "string" ? row["result"] : "null");
  const error = parsed.ok && isRecord(parsed.value) && isRecord(parsed.value["error"]) ? parsed.value["error"] : {};
  const { code, message } = error;
  const unsaid = state === "dead" ? "it was begun again and again, and every worker ended before it did" : "it ended without a result";
  return {
    id: String(row["workflow"]),
    batch: String(row["batch"]),
    job: String(row["job"]),
    queue: String(row["queue"]),
    state,
    command: commandOf(row),
    attempts: Number(row["attempts"] ?? 0),
    ended: typeof row["ended"] === "string" ? row["ended"] : null,
    code: typeof code === "string" ? code : state === "dead" ? "dead-letter" : null,
    message: typeof message === "string" ? message : unsaid,
    worker: typeof row["worker"] === "string" ? row["worker"] : null,
  };
}

function commandOf(row: Row): string {
  const args = parseJson(String(row["args"]));
  return [String(row["command"]), ...(args.ok && Array.isArray(args.value) ? args.value.map(String) : [])].join(" ");
}
