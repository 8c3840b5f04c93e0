import { EXIT } from "../core/exit-codes.ts";
import type { Job } from "./job.ts";
import { judgeJob, type JobRun } from "./judge-job.ts";
import type { JobResult } from "./job-result.ts";

export interface RunJobs {
  /** Jobs under way at the same time. */
  readonly concurrency: number;
  /** Start nothing more after the first job that failed. */
  readonly failFast: boolean;
  /** How long a job may take. */
  readonly timeoutMs: number | undefined;
  /** Stops everything: what is under way is told to end, nothing more is started. */
  readonly signal: AbortSignal;
  /** Runs one command to its end. Its signal ends with the job's time or the batch. */
  readonly run: (job: Job, signal: AbortSignal) => Promise<JobRun>;
  /** Hears of every job that has ended or will not be started; a job counts as ended when this resolves. */
  readonly ended: (job: Job, result: JobResult) => Promise<void>;
  /** Hears of every job that is started. */
  readonly started?: ((job: Job) => void) | undefined;
}

/** Runs jobs in their order, so many at a time. What one does or throws touches no other. Resolves when all have ended or been skipped. */
export async function runJobs(jobs: readonly Job[], plan: RunJobs): Promise<void> {
  let [next, stop]: [number, string | undefined] = [0, undefined];
  // One listener for all: hundreds of jobs may be under way.
  const underWay = new Set<AbortController>();
  const stopAll = (): void => underWay.forEach((job) => job.abort(plan.signal.reason));
  plan.signal.addEventListener("abort", stopAll, { once: true });
  const reasonToSkip = (): string | undefined => (plan.signal.aborted ? "interrupted" : stop);
  const work = async (): Promise<void> => {
    for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) {
      const reason = reasonToSkip();
      if (reason !== undefined) {
        await plan.ended(job, skipped(job, reason));
        continue;
      }
      plan.started?.(job);
      const result = await outcome(job, plan, underWay);
      if (result.status === "failed" && plan.failFast) stop = "fail-fast";
      if (result.error?.code === "batch-budget") stop = "batch-budget";
      await plan.ended(job, result);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(plan.concurrency, jobs.length) }, work));
  } finally {
    plan.signal.removeEventListener("abort", stopAll);
  }
}

async function outcome(job: Job, { run, timeoutMs }: RunJobs, underWay: Set<AbortController>): Promise<JobResult> {
  const own = new AbortController();
  underWay.add(own);
  let timer: NodeJS.Timeout | undefined;
  try {
    const timeUp =
      timeoutMs === undefined
        ? []
        : [
            new Promise<JobResult>((resolve) => {
              timer = setTimeout(() => {
                own.abort();
                resolve(tookTooLong(job, timeoutMs));
              }, timeoutMs);
            }),
          ];
    return await Promise.race([run(job, own.signal).then((ran) => judgeJob(job, ran)), ...timeUp]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id: job.id, status: "failed", exit: EXIT.bug, error: { code: "bug", message } };
  } finally {
    clearTimeout(timer);
    underWay.delete(own);
  }
}

function tookTooLong({ id }: Job, timeoutMs: number): JobResult {
  return { id, status: "failed", exit: null, error: { code: "timeout", message: `It took longer than ${timeoutMs / 1000} s.` } };
}

const WHY: Readonly<Record<string, string>> = {
  interrupted: "The batch was interrupted before it was its turn.",
  "fail-fast": "Another job failed, and --fail-fast starts nothing after that.",
  "batch-budget": "The budget was reached before it was its turn.",
};

function skipped({ id }: Job, code: string): JobResult {
  return { id, status: "skipped", exit: null, error: { code, message: WHY[code] ?? "" } };
}
