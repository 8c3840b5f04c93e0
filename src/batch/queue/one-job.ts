import type { Log } from "../../core/log.ts";
import type { JobInput } from "./batch-spec.ts";
import { jobHold } from "./job-hold.ts";
import { jobJournal } from "./job-journal.ts";
import type { BatchesAtWork } from "./job-surroundings.ts";
import type { QueueDatabase } from "./open-database.ts";
import { type RunCommand, runQueuedJob } from "./queued-job.ts";
import type { RateDesk } from "./rate-desk.ts";
import { sharedLimits } from "./shared-limits.ts";
import { troubleIn, troubleOf } from "./trouble.ts";
import { giveBack, type WorkerRow } from "./workers.ts";

/** A job under way on this worker. */
export interface Running {
  readonly controller: AbortController;
  isLost: boolean;
}

/** What a worker does every job with. */
export interface JobPlan {
  readonly database: QueueDatabase;
  readonly row: WorkerRow;
  readonly batches: BatchesAtWork;
  readonly desk: RateDesk;
  readonly run: RunCommand;
  readonly hasKey: boolean;
  readonly log: Log;
}

/** `recorded`: its result is on record. `lost`: another worker's by now. `drained`: still this worker's, to be given back when it has ended. */
export type Ended = "recorded" | "lost" | "drained";

/** One job, from taking it up to its result on record. */
export async function oneJob(input: JobInput, running: Map<string, Running>, plan: JobPlan, ending: AbortController): Promise<Ended> {
  const { database, row, batches, desk, run, hasKey, log } = plan;
  const mine: Running = { controller: new AbortController(), isLost: false };
  running.set(input.workflow, mine);
  try {
    const hold = jobHold(database, { workflow: input.workflow, batch: input.batch, job: input.id, worker: row.worker });
    const begun = await hold.begin();
    if (begun.kind !== "begun") return begun.kind === "ended" ? "recorded" : "lost";
    const { owner, events } = begun;
    const result = await runQueuedJob({
      input,
      batches,
      limits: sharedLimits(desk, () => mine.controller.abort()),
      journal: (asked) => jobJournal({ hold, owner, events, lost: () => lose(mine) }, asked),
      isAgain: events.length > 0,
      run,
      hasKey,
      signal: mine.controller.signal,
    });
    const trouble = troubleIn(result);
    if (trouble !== undefined) return endFor(trouble, ending, log);
    if (ending.signal.aborted && result.status === "skipped") return "drained";
    if (!mine.isLost && result.status !== "skipped") {
      const isMine = await hold.finish(owner, { status: result.status, result: JSON.stringify(result) });
      if (isMine) log.debug?.(`${input.id}: ${result.status}`);
      if (isMine) return "recorded";
    }
    log.debug?.(`${input.id}: another worker's by now`);
    await giveBack(database, row.worker, { owner, isFault: true });
    return "lost";
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble !== undefined) return endFor(trouble, ending, log);
    throw error;
  } finally {
    running.delete(input.workflow);
  }
}

/** A machine that cannot do the job does not answer for it: the worker ends, and another does it. */
function endFor(trouble: string, ending: AbortController, log: Log): Ended {
  if (!ending.signal.aborted) log.warn(`This machine cannot go on (${trouble}): the worker ends and gives its jobs back.`);
  ending.abort();
  return "drained";
}

/** Lets go of a job: whatever it still does counts for nothing. */
export function lose(job: Running): void {
  job.isLost = true;
  job.controller.abort();
}
