import { batchReport } from "../../batch/batch-report.ts";
import type { QueueDatabase } from "../../batch/queue/open-database.ts";
import { storedBatch } from "../../batch/queue/stored-batch.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BatchFlags } from "./batch-flags.ts";
import { batchPlace } from "./batch-place.ts";
import { followBatch } from "./batch-queue-follow.ts";
import { tellBatch } from "./batch-tell.ts";

/** Waits for a batch on the queue and tells what it came to, as one of this process; `named` is what the person typed for it. */
export async function collectBatch(id: string, named: string, database: QueueDatabase, flags: BatchFlags, io: Io): Promise<ExitCode> {
  const batch = await storedBatch(database, id);
  const { results } = await batchPlace(named, flags, io);
  const now = await followBatch({ database, batch, results, flags, io });
  return tellBatch(batchReport(batch.jobs, now, new Map()), results, flags, io);
}
