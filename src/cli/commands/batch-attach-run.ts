import type { ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BatchFlags } from "./batch-flags.ts";
import { collectBatch } from "./batch-queue-collect.ts";
import { openQueue, WAITING } from "./open-queue.ts";

/** Runs `batch --attach`: waits for a batch that was enqueued before. */
export async function runAttach(batch: string, flags: BatchFlags, io: Io): Promise<ExitCode> {
  const database = await openQueue(io, WAITING);
  try {
    return await collectBatch(batch, batch, database, flags, io);
  } finally {
    await database.close();
  }
}
