import { setTimeout as sleep } from "node:timers/promises";
import { steadyMs } from "../../core/clock.ts";
import { count } from "../../core/text.ts";
import type { JobInput } from "./batch-spec.ts";
import { type JobPlan, lose, oneJob, type Running } from "./one-job.ts";
import { repeated } from "./repeated.ts";
import { requireVersion } from "./require-version.ts";
import { startEngine } from "./worker-engine.ts";
import { beat, giveBack, LEASE_SECONDS, openVersions, sayGoodbye } from "./workers.ts";

export interface WorkerPlan extends JobPlan {
  readonly concurrency: number | undefined;
  /** Ends the worker: steps under way end, all else is given back. */
  readonly drain: AbortSignal;
  /** Ends it too, as soon as its queue holds nothing more. */
  readonly untilEmpty: boolean;
  /** Puts on the queue what is due by the clock; asked every few seconds, by every worker. */
  readonly schedule: () => Promise<void>;
}

export interface WorkerReport {
  /** Jobs whose result this worker put on record. */
  readonly done: number;
  /** Jobs that it gave back when it ended. */
  readonly givenBack: number;
}

const BEAT_MS = 3_000;
const LOOK_MS = 500;
const SCHEDULE_MS = 10_000;
/** Without a sign of life for so long, others may soon take this worker's jobs: it must have let go of them before. */
const FENCE_MS = (LEASE_SECONDS - 3) * 1_000;

/** Works on a queue until it is told to end. Throws UserError (`worker-version`) where the queue waits for another version of ECHO. */
export async function work(plan: WorkerPlan): Promise<WorkerReport> {
  const { database, row, desk, log, untilEmpty } = plan;
  await requireVersion(database, row, log);
  const running = new Map<string, Running>();
  const ending = new AbortController();
  const end = (): void => ending.abort();
  if (plan.drain.aborted) end();
  plan.drain.addEventListener("abort", end, { once: true });
  let [done, lastBeat] = [0, steadyMs()];
  const alive = async (): Promise<void> => {
    const began = steadyMs();
    const back = await beat(database, row, { running: running.size, draining: ending.signal.aborted });
    lastBeat = began;
    if (back.length > 0) log.info(`${count(back.length, "job")} of a worker that is gone: back on the queue.`);
  };
  await alive();
  const signs = repeated(BEAT_MS, alive);
  const clockwork = repeated(SCHEDULE_MS, async () => {
    if (!ending.signal.aborted) await plan.schedule();
  });
  const fence = repeated(LOOK_MS, async () => {
    if (steadyMs() - lastBeat < FENCE_MS) return;
    for (const job of running.values()) lose(job);
  });
  ending.signal.addEventListener("abort", () => desk.drain(), { once: true });
  const execute = async (input: JobInput): Promise<string> => {
    // A job that comes while the worker ends waits for it: it is given back with the others.
    if (ending.signal.aborted) return forever();
    const ended = await oneJob(input, running, plan, ending);
    if (ended === "drained") return forever();
    if (ended === "recorded") done += 1;
    return ended;
  };
  const engine = await startEngine({ ...row, url: database.url, concurrency: plan.concurrency, execute, log });
  try {
    while (!ending.signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal: ending.signal }).catch(() => {});
      if (untilEmpty && running.size === 0 && !(await openVersions(database, row.queue)).has(row.version)) end();
    }
    if (running.size > 0) log.info(`Ending: ${count(running.size, "job")} under way, each to the end of its step.`);
    while (running.size > 0) await sleep(20);
  } finally {
    await engine.stop();
    await fence.stop();
    await clockwork.stop();
    await signs.stop();
    await desk.close();
  }
  const givenBack = await giveBack(database, row.worker);
  await sayGoodbye(database, row.worker);
  return { done, givenBack };
}

/** Never ends: the process does. */
function forever(): Promise<never> {
  return new Promise(() => {});
}
