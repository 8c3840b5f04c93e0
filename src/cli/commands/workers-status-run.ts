import { queueMetrics } from "../../batch/ops/queue-metrics.ts";
import { queueStatus } from "../../batch/ops/queue-status.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { renderQueueStatus } from "../render/render-queue-status.ts";
import { readQueue } from "./read-queue.ts";

export interface StatusFlags {
  readonly queue?: string;
  readonly json?: boolean;
}

/** Runs `workers status`. */
export async function runWorkersStatus({ queue, json }: StatusFlags, io: Io): Promise<ExitCode> {
  const status = await readQueue(io, (database) => queueStatus(database, queue));
  io.stdout(json === true ? `${JSON.stringify(status, null, 2)}\n` : renderQueueStatus(status));
  return EXIT.ok;
}

/** Runs `workers metrics`. */
export async function runWorkersMetrics({ queue }: StatusFlags, io: Io): Promise<ExitCode> {
  io.stdout(queueMetrics(await readQueue(io, (database) => queueStatus(database, queue))));
  return EXIT.ok;
}
