import { UserError } from "../../core/errors.ts";
import { parseJson } from "../../core/json.ts";
import { nearest } from "../../core/text.ts";
import type { Job } from "../job.ts";
import type { QueueDatabase } from "./open-database.ts";

/** A batch as it lies in the database. */
export interface StoredBatch {
  readonly batch: string;
  readonly queue: string;
  readonly version: string;
  readonly jobs: readonly StoredJob[];
}

export interface StoredJob extends Job {
  readonly workflow: string;
}

/** A batch with its jobs in their order. Throws UserError where there is none of that id. */
export async function storedBatch(database: QueueDatabase, batch: string): Promise<StoredBatch> {
  const [row] = await database.rows("select queue, version from echo.batches where batch = $1", [batch]);
  if (row === undefined) throw await unknownBatch(database, batch);
  const jobs = await database.rows("select workflow, job, command, args from echo.jobs where batch = $1 order by place", [batch]);
  return {
    batch,
    queue: String(row["queue"]),
    version: String(row["version"]),
    jobs: jobs.map((job) => ({
      workflow: String(job["workflow"]),
      id: String(job["job"]),
      command: String(job["command"]),
      args: wordsOf(String(job["args"])),
      place: { file: "<queue>" },
    })),
  };
}

function wordsOf(text: string): string[] {
  const parsed = parseJson(text);
  return parsed.ok && Array.isArray(parsed.value) ? parsed.value.map(String) : [];
}

async function unknownBatch(database: QueueDatabase, batch: string): Promise<UserError> {
  const rows = await database.rows("select batch from echo.batches order by enqueued_at desc, batch limit 1000");
  const known = rows.map((row) => String(row["batch"]));
  const near = nearest(batch, known);
  return new UserError({
    code: "unknown-batch",
    message: `There is no batch ${batch}.`,
    found: batch,
    allowed: near.length > 0 ? near.map((each) => `did you mean ${each}?`) : known.slice(0, 5),
    fix: "Take the id from what `echo-cs batch --queue --detach` printed.",
  });
}
