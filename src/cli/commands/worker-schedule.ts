import { enqueueDue } from "../../batch/ops/enqueue-due.ts";
import type { QueueDatabase } from "../../batch/queue/open-database.ts";
import { CONFIG_NAME } from "../../config/nearest-workspace.ts";
import { join } from "node:path";
import { EchoError } from "../../core/errors.ts";
import { statNow } from "../../core/files-now.ts";
import type { Log } from "../../core/log.ts";
import type { Io } from "../io.ts";
import { wire } from "../wire.ts";

export interface ScheduleWatch {
  readonly database: QueueDatabase;
  readonly queue: string;
  readonly version: string;
  /** The workspace as this machine sees it, where -C says so. */
  readonly directory: string | undefined;
  readonly io: Io;
  readonly log: Log;
}

/** Puts on the queue what is due. What goes wrong is said once for each reason: it is tried again in a few seconds, here and elsewhere. */
export function scheduleOf({ database, queue, version, directory, io, log }: ScheduleWatch): () => Promise<void> {
  const said = new Set<string>();
  return async () => {
    try {
      const names = await enqueueDue({
        database,
        queue,
        version,
        depsOf: async ({ root }) => {
          const folder = directory ?? root;
          const isThere = statNow(join(folder, "exports")) !== undefined || statNow(join(folder, CONFIG_NAME)) !== undefined;
          return isThere ? wire(io, { directory: folder }) : undefined;
        },
      });
      for (const name of names) log.info(`${name} is due: put on the queue ${queue}.`);
    } catch (error) {
      const message = error instanceof EchoError ? error.message : String(error);
      if (!said.has(message)) log.warn(`What is due could not be put on the queue: ${message}`);
      said.add(message);
    }
  };
}
