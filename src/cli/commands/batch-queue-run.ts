import { DEFAULT_QUEUE, WORKSPACE_HERE } from "../../batch/queue/batch-spec.ts";
import { enqueueBatch } from "../../batch/queue/enqueue.ts";
import { prepareBatch } from "../../batch/queue/prepare-batch.ts";
import { queueVersion } from "../../batch/queue/queue-version.ts";
import { retryFailed } from "../../batch/queue/retry-failed.ts";
import { readEnvironment } from "../../config/environment.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { renderEnqueued } from "../render/render-enqueued.ts";
import { VERSION } from "../version.ts";
import { wire } from "../wire.ts";
import type { WholeProgram } from "../whole-program.ts";
import type { BatchFlags } from "./batch-flags.ts";
import { batchJobs } from "./batch-jobs.ts";
import { checkQueuedJob, checkQueueFlags } from "./batch-queue-check.ts";
import { collectBatch } from "./batch-queue-collect.ts";
import { openQueue, WAITING } from "./open-queue.ts";

/** Runs `batch --queue`: enqueues the jobs, then waits for what workers make of them, unless --detach. Exits as a batch of one process does. */
export async function runQueuedBatch(named: string, flags: BatchFlags, io: Io, program: WholeProgram): Promise<ExitCode> {
  checkQueueFlags(flags);
  const { demo: _, ...others } = flags;
  // A worker's own environment names its key, and nothing that an answer depends on.
  const llm = flags.llm ?? readEnvironment(io.env).llm;
  const jobs = await batchJobs(named, flags, io, program, { ...others, directory: WORKSPACE_HERE, ...(llm === undefined ? {} : { llm }) });
  for (const job of jobs) checkQueuedJob(job, program);
  const database = await openQueue(io, WAITING);
  try {
    const { timeout: timeoutMs, snapshotUrl, files, model } = flags;
    const spec = await prepareBatch(await wire(io, flags), database, { files, model, llm, snapshotUrl, timeoutMs });
    const queue = typeof flags.queue === "string" ? flags.queue : DEFAULT_QUEUE;
    const version = queueVersion(VERSION);
    const enqueued = await enqueueBatch(database, { queue, version, spec, jobs, priority: flags.priority ?? 0, name: flags.batchId });
    if (flags.retryFailed === true) await retryFailed(database, enqueued.batch);
    const told = { ...enqueued, queue };
    if (flags.detach !== true) io.stderr(renderEnqueued(told, true));
    else io.stdout(flags.json === true ? `${JSON.stringify(told, null, 2)}\n` : renderEnqueued(told, false));
    if (flags.detach === true) return EXIT.ok;
    return await collectBatch(enqueued.batch, named, database, flags, io);
  } finally {
    await database.close();
  }
}
