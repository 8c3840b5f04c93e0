import type { Deps } from "../../app/deps.ts";
import { WORKSPACE_HERE } from "../queue/batch-spec.ts";
import { enqueueBatch } from "../queue/enqueue.ts";
import type { QueueDatabase } from "../queue/open-database.ts";
import { prepareBatch } from "../queue/prepare-batch.ts";
import { type KnownSchedule, schedules } from "./schedules.ts";

export interface DuePlan {
  readonly database: QueueDatabase;
  readonly queue: string;
  readonly version: string;
  /** The workspace of a schedule as this machine sees it; undefined where it does not. */
  readonly depsOf: (schedule: KnownSchedule) => Promise<Deps | undefined>;
}

/**
 * Puts on the queue what has become due and is not there yet; the runs' names. Any number of workers may ask at any time: a run is named after
 * its schedule and day, and the queue holds one of a name. A day on which no worker was up is made up for until the next is due.
 */
export async function enqueueDue({ database, queue, version, depsOf }: DuePlan): Promise<readonly string[]> {
  const due = (await schedules(database, queue)).filter((schedule) => schedule.due !== null && !schedule.enqueued);
  const names: string[] = [];
  for (const schedule of due) {
    const deps = await depsOf(schedule);
    if (deps === undefined) continue;
    const spec = await prepareBatch(deps, database, { files: true, model: false, snapshotUrl: undefined, timeoutMs: undefined });
    const name = `${schedule.name}-${schedule.due ?? ""}`;
    const [command = "", ...words] = schedule.command;
    const job = { id: schedule.name, command, args: [...words, "--json", "-C", WORKSPACE_HERE], place: { file: "<schedule>" } };
    const { before } = await enqueueBatch(database, { queue, version, spec, jobs: [job], priority: 0, name });
    if (before === 0) names.push(name);
  }
  return names;
}
