import { join } from "node:path";
import type { CallLimits, Shared, Within } from "../../app/within.ts";
import { type Clock, clockFrom } from "../../core/clock.ts";
import { EchoError, UserError } from "../../core/errors.ts";
import { removeAny } from "../../core/files.ts";
import { hash } from "../../core/ids.ts";
import type { Asked, RunJournal } from "../../run/model/run-event.ts";
import type { Job } from "../job.ts";
import type { JobRun } from "../judge-job.ts";
import type { JobResult } from "../job-result.ts";
import { runJobs } from "../run-jobs.ts";
import { type JobInput, WORKSPACE_HERE } from "./batch-spec.ts";
import { QueueUnreachable } from "./open-database.ts";
import type { BatchesAtWork, JobSurroundings } from "./job-surroundings.ts";

/** A command line with all that it needs to run as a job. */
export interface QueuedCommand {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly clock: Clock;
  readonly within: Within;
  readonly signal: AbortSignal;
}

/** Runs a command line in this process to its end, with streams of its own; never throws for what it does. */
export type RunCommand = (command: QueuedCommand) => Promise<JobRun>;

export interface QueuedJob {
  readonly input: JobInput;
  readonly batches: BatchesAtWork;
  readonly limits: CallLimits;
  readonly journal: (asked: Asked) => RunJournal;
  readonly isAgain: boolean;
  readonly run: RunCommand;
  /** Whether this worker can ask a language model. */
  readonly hasKey: boolean;
  /** Ends with the worker, or when the job is another's. */
  readonly signal: AbortSignal;
}

/** What becomes of a job on this worker: the same as in a batch of one process. Throws where this machine cannot do it. */
export async function runQueuedJob(queued: QueuedJob): Promise<JobResult> {
  const { input, batches } = queued;
  try {
    return await batches.within(input.batch, (at, shared) => {
      if (at.spec.needsKey && !queued.hasKey && asksModel(input)) throw noKey();
      return runWithin(queued, at, shared);
    });
  } catch (error) {
    if (!(error instanceof EchoError) || error instanceof QueueUnreachable) throw error;
    const { code, message, fix } = error.detail;
    return { id: input.id, status: "failed", exit: error.exitCode, error: { code, message, ...(fix === undefined ? {} : { fix }) } };
  }
}

async function runWithin(
  { input, limits, journal, isAgain, run, signal }: QueuedJob,
  at: JobSurroundings,
  shared: Shared,
): Promise<JobResult> {
  const { spec, options, cwd, book } = at;
  const scratch = at.scratch === undefined ? undefined : join(at.scratch, hash(input.workflow, 16));
  const job: Job = { ...input, place: { file: "<queue>" } };
  // A clock of the batch's own: the same day for all its jobs, whatever this machine's clock says.
  const clock = clockFrom(spec.now);
  const within: Within = { shared, demo: spec.demo, limits, book, scratch, job: { key: input.workflow, again: isAgain, journal } };
  let result: JobResult | undefined;
  try {
    await runJobs([job], {
      concurrency: 1,
      failFast: false,
      timeoutMs: spec.timeoutMs ?? undefined,
      signal,
      run: (_, ending) => run({ argv: withOptions(input, options), cwd, clock, within, signal: ending }),
      ended: async (_, ended) => void (result = ended),
    });
  } finally {
    if (scratch !== undefined) await removeAny(scratch);
  }
  return result ?? { id: input.id, status: "skipped", exit: null };
}

/** Questions are what an analyst would answer where there is no key. */
function asksModel({ command, args }: JobInput): boolean {
  return command === "ask" && !args.includes("--no-model");
}

function noKey(): UserError {
  return new UserError({
    code: "queue-no-key",
    message: "The job is for a language model, and this worker has no key.",
    fix: "Start the worker with ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN), or enqueue with --no-model.",
  });
}

/** The job's words with the workspace as this worker sees it. */
function withOptions({ command, args }: JobInput, options: readonly string[]): string[] {
  const at = args.findIndex((word, index) => word === "-C" && args[index + 1] === WORKSPACE_HERE);
  return at < 0 ? [command, ...args] : [command, ...args.slice(0, at), ...options, ...args.slice(at + 2)];
}
