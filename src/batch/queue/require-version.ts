import { UserError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { count, list } from "../../core/text.ts";
import type { QueueDatabase } from "./open-database.ts";
import { openVersions, type WorkerRow } from "./workers.ts";

/** Refuses to work on a queue that waits for other versions of ECHO only. Throws UserError (`worker-version`); warns where some jobs are for others. */
export async function requireVersion(database: QueueDatabase, row: WorkerRow, log: Log): Promise<void> {
  const open = await openVersions(database, row.queue);
  const others = [...open].filter(([version]) => version !== row.version);
  if (others.length === 0) return;
  const told = list(others.map(([version, jobs]) => `${count(jobs, "job")} for ${version}`));
  if (open.has(row.version)) return log.warn(`The queue ${row.queue} also holds ${told}: left to workers of that version.`);
  throw new UserError({
    code: "worker-version",
    message: `The queue ${row.queue} holds ${told}, and this worker is ${row.version}: it would do none of them.`,
    found: row.version,
    allowed: others.map(([version]) => version),
    fix: "Start a worker of that version of echo-cs, or enqueue the batch anew with this one.",
  });
}
