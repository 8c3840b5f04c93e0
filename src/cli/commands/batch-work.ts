import { shared as sharing } from "../../app/within.ts";
import { openWallet } from "../../app/wallet.ts";
import type { Job } from "../../batch/job.ts";
import type { JobResult } from "../../batch/job-result.ts";
import { openResults, type ResultsFile } from "../../batch/results-file.ts";
import { runJobs } from "../../batch/run-jobs.ts";
import { removeAny } from "../../core/files.ts";
import { count, list } from "../../core/text.ts";
import type { Io } from "../io.ts";
import type { WholeProgram } from "../whole-program.ts";
import type { BatchFlags } from "./batch-flags.ts";
import type { BatchPlace } from "./batch-place.ts";
import { batchProgress } from "./batch-progress.ts";
import { runJob } from "./batch-worker.ts";

export interface BatchWork {
  readonly jobs: readonly Job[];
  readonly place: BatchPlace;
  readonly flags: BatchFlags;
  readonly io: Io;
  readonly program: WholeProgram;
  /** Hears of each job as it ends, the moment it is on record. */
  readonly told: (result: JobResult) => void;
}

export interface BatchOutcome {
  /** What became of the jobs of this run, by id. */
  readonly now: ReadonlyMap<string, JobResult>;
  /** What had become of jobs before. */
  readonly past: ReadonlyMap<string, JobResult>;
}

const AT_ONCE = 8;
/** More than this together are of no use to a batch of messages. */
const MOST_AT_ONCE = 1024;

/** Runs the jobs that have not ended yet and records each as it ends. */
export async function workThrough({ jobs, place, flags, io, program, told }: BatchWork): Promise<BatchOutcome> {
  const results = await openResults(place.results, jobs, { resume: flags.resume === true, retryFailed: flags.retryFailed === true });
  const { past } = results;
  const left = jobs.filter(({ id }) => !past.has(id));
  const progress = batchProgress(io, left.length);
  sayWhatIsLeft(results, jobs, io);
  const spent = [...past.values()].reduce((sum, { usd = 0 }) => sum + usd, 0);
  const wallet = flags.budget === undefined ? undefined : openWallet(flags.budget, spent);
  const [shared, now, notices] = [sharing(), new Map<string, JobResult>(), new Set<string>()];
  const notice = (line: string): void => {
    if (notices.has(line)) return;
    notices.add(line);
    progress.clear();
    io.stderr(`${line}\n`);
  };
  const scratch = flags.files ? undefined : place.scratch;
  const worker = { io, program, shared, wallet, batch: place.batch, again: flags.resume === true, scratch, notice };
  try {
    await runJobs(left, {
      concurrency: flags.concurrency ?? (flags.via === "batches" ? MOST_AT_ONCE : AT_ONCE),
      failFast: flags.failFast === true,
      timeoutMs: flags.timeout,
      signal: io.signal,
      run: (job, signal) => runJob(job, signal, worker),
      started: progress.started,
      ended: async (job, result) => {
        now.set(job.id, result);
        const tell = (): void => {
          progress.ended(result);
          told(result);
        };
        // What was not done is not on record: --resume does it.
        if (result.status === "skipped") tell();
        else await results.add(job, result, tell);
        await io.drained?.();
      },
    });
  } finally {
    progress.clear();
    results.close();
    await shared.close();
  }
  if (scratch !== undefined && ![...now.values()].some(({ status }) => status === "skipped")) await removeAny(scratch);
  return { now, past };
}

const MOST_NAMED = 5;

/** A file of results may know more jobs than the batch has now: those are told apart, since nothing of them is done or counted. */
function sayWhatIsLeft({ past, changed, retried }: ResultsFile, jobs: readonly Job[], io: Io): void {
  const named = (ids: readonly string[]): string =>
    list(ids.length > MOST_NAMED ? [...ids.slice(0, MOST_NAMED), `${ids.length - MOST_NAMED} more`] : ids);
  const ended = jobs.filter(({ id }) => past.has(id)).length;
  if (ended > 0) io.stderr(`${ended} of ${count(jobs.length, "job")} ended before.\n`);
  if (past.size > ended) io.stderr(`${count(past.size - ended, "result")} of jobs that this batch does not have: kept as they are.\n`);
  if (changed.length > 0) io.stderr(`Done again, since they ask for something else now: ${named(changed)}.\n`);
  if (retried.length > 0) io.stderr(`Done again, since they failed: ${named(retried)}.\n`);
}
