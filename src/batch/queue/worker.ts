import { setTimeout as sleep } from "node:timers/promises";
import { steadyMs } from "../../core/clock.ts";
import { UserError } from "../../core/errors.ts";
import { hasCode } from "../../core/files.ts";
import type { Log } from "../../core/log.ts";
import { count, list } from "../../core/text.ts";
import type { JobResult } from "../job-result.ts";
import type { JobInput } from "./batch-spec.ts";
import type { BatchesAtWork } from "./job-surroundings.ts";
import { jobHold } from "./job-hold.ts";
import { jobJournal } from "./job-journal.ts";
import type { QueueDatabase } from "./open-database.ts";
import { type RunCommand, runQueuedJob } from "./queued-job.ts";
import type { RateDesk } from "./rate-desk.ts";
import { sharedLimits } from "./shared-limits.ts";
import { startEngine } from "./worker-engine.ts";
import { beat, giveBack, LEASE_SECONDS, openVersions, sayGoodbye, type WorkerRow } from "./workers.ts";

export interface WorkerPlan {
  readonly database: QueueDatabase;
  readonly row: WorkerRow;
  readonly concurrency: number | undefined;
  readonly batches: BatchesAtWork;
  readonly desk: RateDesk;
  readonly run: RunCommand;
  readonly log: Log;
  /** Ends the worker: steps under way end, all else is given back. */
  readonly drain: AbortSignal;
  /** Ends it too, as soon as its queue holds nothing more. */
  readonly untilEmpty: boolean;
}

export interface WorkerReport {
  /** Jobs whose result this worker put on record. */
  readonly done: number;
  /** Jobs that it gave back when it ended. */
  readonly givenBack: number;
}

const BEAT_MS = 3_000;
const LOOK_MS = 500;
/** Without a sign of life for so long, others may soon take this worker's jobs: it must have let go of them before. */
const FENCE_MS = (LEASE_SECONDS - 3) * 1_000;

interface Running {
  readonly controller: AbortController;
  isLost: boolean;
}

/** Works on a queue until it is told to end. Throws UserError (`worker-version`) where the queue waits for another version of ECHO. */
export async function work(plan: WorkerPlan): Promise<WorkerReport> {
  const { database, row, desk, log, untilEmpty } = plan;
  await requireVersion(plan);
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
    fence.stop();
    await signs.stop();
    await desk.close();
  }
  const givenBack = await giveBack(database, row.worker);
  await sayGoodbye(database, row.worker);
  return { done, givenBack };
}

type Ended = "recorded" | "lost" | "drained";

/** One job, from taking it up to its result on record. */
async function oneJob(input: JobInput, running: Map<string, Running>, plan: WorkerPlan, ending: AbortController): Promise<Ended> {
  const { database, row, batches, desk, run, log } = plan;
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
      signal: mine.controller.signal,
    }).catch((error: unknown) => trouble(error, input, ending, log));
    if (result === "unfit" || isDiskFull(result)) {
      if (result !== "unfit") sayUnfit("the disk is full", ending, log);
      return "drained";
    }
    if (ending.signal.aborted && result.status === "skipped") return "drained";
    if (!mine.isLost && result.status !== "skipped" && (await hold.finish(owner, { status: result.status, result: JSON.stringify(result) })))
      return "recorded";
    log.debug?.(`${input.id}: another worker's by now`);
    await giveBack(database, row.worker, { owner, isFault: true });
    return "lost";
  } finally {
    running.delete(input.workflow);
  }
}

function lose(job: Running): void {
  job.isLost = true;
  job.controller.abort();
}

const OWN_TROUBLE = ["ENOSPC", "EDQUOT", "EROFS", "EIO", "EMFILE", "ENFILE", "EACCES", "EPERM"];

/** A machine that cannot do the job must not answer for it: it ends, and another does it. */
function trouble(error: unknown, { id }: JobInput, ending: AbortController, log: Log): JobResult | "unfit" {
  const message = error instanceof Error ? error.message : String(error);
  if (!hasCode(error, ...OWN_TROUBLE)) return { id, status: "failed", exit: null, error: { code: "bug", message } };
  sayUnfit(message, ending, log);
  return "unfit";
}

function sayUnfit(why: string, ending: AbortController, log: Log): void {
  if (!ending.signal.aborted) log.warn(`This machine cannot go on (${why}): the worker ends and gives its jobs back.`);
  ending.abort();
}

function isDiskFull({ error }: JobResult): boolean {
  return error?.code === "file-refused" && /the disk is full|the disk is read-only|too many files are open/u.test(error.message);
}

async function requireVersion({ database, row, log }: WorkerPlan): Promise<void> {
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

/** Never ends: the process does. */
function forever(): Promise<never> {
  return new Promise(() => {});
}

/** Does something again and again, once at a time; `stop` resolves when the last time is over. */
function repeated(everyMs: number, act: () => Promise<void>): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const loop = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => {});
      if (!stopped.signal.aborted) await act().catch(() => {});
    }
  };
  const over = loop();
  return {
    stop: async () => {
      stopped.abort();
      await over;
    },
  };
}
