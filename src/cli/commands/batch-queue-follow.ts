import { collectResults } from "../../batch/queue/collect.ts";
import type { QueueDatabase } from "../../batch/queue/open-database.ts";
import type { StoredBatch } from "../../batch/queue/stored-batch.ts";
import type { JobResult } from "../../batch/job-result.ts";
import { openResults } from "../../batch/results-file.ts";
import type { Io } from "../io.ts";
import type { BatchFlags } from "./batch-flags.ts";
import { batchProgress } from "./batch-progress.ts";
import { toldBy } from "./batch-tell.ts";

export interface Follow {
  readonly database: QueueDatabase;
  readonly batch: StoredBatch;
  /** The file of results, written anew: the database is the record. */
  readonly results: string;
  readonly flags: BatchFlags;
  readonly io: Io;
}

/** Waits for the results of a batch on the queue and tells each as it comes. Ctrl-C ends the waiting; what is left is then told as skipped. */
export async function followBatch({ database, batch, results, flags, io }: Follow): Promise<ReadonlyMap<string, JobResult>> {
  const file = await openResults(results, batch.jobs, { resume: false, retryFailed: false });
  const jobs = new Map(batch.jobs.map((job) => [job.id, job]));
  const progress = batchProgress(io, batch.jobs.length);
  const told = toldBy(flags, io);
  try {
    const now = new Map(
      await collectResults({
        database,
        batch,
        signal: io.signal,
        notice: (line) => {
          progress.clear();
          io.stderr(`${line}\n`);
        },
        told: async (result) => {
          const job = jobs.get(result.id);
          if (job === undefined) return;
          await file.add(job, result, () => {
            progress.ended(result);
            told(result);
          });
          await io.drained?.();
        },
      }),
    );
    const left = batch.jobs.filter(({ id }) => !now.has(id));
    for (const { id } of left) {
      const result: JobResult = { id, status: "skipped", exit: null, error: STOPPED };
      now.set(id, result);
      told(result);
    }
    if (left.length > 0) io.stderr(`The jobs go on. Collect them with: echo-cs batch --attach ${batch.batch}\n`);
    return now;
  } finally {
    progress.clear();
    file.close();
  }
}

const STOPPED = { code: "interrupted", message: "Nobody waited for it to end; it goes on on the queue." };
