import { batchReport } from "../../batch/batch-report.ts";
import { DEFAULT_QUEUE, WORKSPACE_HERE } from "../../batch/queue/batch-spec.ts";
import { enqueueBatch } from "../../batch/queue/enqueue.ts";
import { prepareBatch } from "../../batch/queue/prepare-batch.ts";
import type { QueueDatabase } from "../../batch/queue/open-database.ts";
import { queueVersion } from "../../batch/queue/queue-version.ts";
import { retryFailed } from "../../batch/queue/retry-failed.ts";
import { storedBatch } from "../../batch/queue/stored-batch.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { renderEnqueued } from "../render/render-enqueued.ts";
import { VERSION } from "../version.ts";
import { wire } from "../wire.ts";
import type { WholeProgram } from "../whole-program.ts";
import type { BatchFlags } from "./batch-flags.ts";
import { batchJobs } from "./batch-jobs.ts";
import { batchPlace } from "./batch-place.ts";
import { checkQueuedJob, checkQueueFlags } from "./batch-queue-check.ts";
import { followBatch } from "./batch-queue-follow.ts";
import { tellBatch } from "./batch-tell.ts";
import { openQueue } from "./open-queue.ts";

const PATIENCE = { connections: 3, patienceMs: 120_000 };

/** Runs `batch --queue`: enqueues the jobs, then waits for what workers make of them, unless --detach. Exits as a batch of one process does. */
export async function runQueuedBatch(named: string, flags: BatchFlags, io: Io, program: WholeProgram): Promise<ExitCode> {
  checkQueueFlags(flags);
  const { demo: _, ...others } = flags;
  const jobs = await batchJobs(named, flags, io, program, { ...others, directory: WORKSPACE_HERE });
  for (const job of jobs) checkQueuedJob(job, program);
  const database = await openQueue(io, PATIENCE);
  try {
    const { timeout: timeoutMs, snapshotUrl, files, model } = flags;
    const spec = await prepareBatch(await wire(io, flags), database, { files, model, snapshotUrl, timeoutMs });
    const queue = typeof flags.queue === "string" ? flags.queue : DEFAULT_QUEUE;
    const version = queueVersion(VERSION);
    const enqueued = await enqueueBatch(database, { queue, version, spec, jobs, priority: flags.priority ?? 0, name: flags.batchId });
    if (flags.retryFailed === true) await retryFailed(database, enqueued.batch);
    const told = { ...enqueued, queue };
    if (flags.detach !== true) io.stderr(renderEnqueued(told, true));
    else io.stdout(flags.json === true ? `${JSON.stringify(told, null, 2)}\n` : renderEnqueued(told, false));
    if (flags.detach === true) return EXIT.ok;
    return await collected(enqueued.batch, named, database, flags, io);
  } finally {
    await database.close();
  }
}

/** Runs `batch --attach`: waits for a batch that was enqueued before. */
export async function runAttach(batch: string, flags: BatchFlags, io: Io): Promise<ExitCode> {
  const database = await openQueue(io, PATIENCE);
  try {
    return await collected(batch, batch, database, flags, io);
  } finally {
    await database.close();
  }
}

async function collected(id: string, named: string, database: QueueDatabase, flags: BatchFlags, io: Io): Promise<ExitCode> {
  const batch = await storedBatch(database, id);
  const { results } = await batchPlace(named, flags, io);
  const now = await followBatch({ database, batch, results, flags, io });
  return tellBatch(batchReport(batch.jobs, now, new Map()), results, flags, io);
}
