import { DataError } from "../core/errors.ts";
import { type AppendFile, openAppend } from "../core/files-append.ts";
import { move, readTextKept, writeTextAtomic } from "../core/files.ts";
import { isRecord, parseJson } from "../core/json.ts";
import { type Job, jobHash } from "./job.ts";
import { JOB_STATUSES, type JobResult } from "./job-result.ts";

/** Results may quote what customers wrote: only the owner reads them. */
const PRIVATE = 0o600;

/** Results on record: a line of JSON for each job that has ended, in the order of their ends. */
export interface ResultsFile {
  /** Of jobs that ended before the file was opened and need not be done again. */
  readonly past: ReadonlyMap<string, JobResult>;
  /** Ids of jobs that ended before and are to be done again: because they are other jobs now, or failed. */
  readonly changed: readonly string[];
  readonly retried: readonly string[];
  /** Hands a result to the system, then to `told`, and resolves when it is on the disk: a killed process loses neither. */
  add(job: Job, result: JobResult, told: () => void): Promise<void>;
  close(): void;
}

export interface ResultsChoice {
  /** Go on with what is there. Otherwise the file begins anew, and an earlier one is kept beside it as `.bak`. */
  readonly resume: boolean;
  /** Do again what failed. */
  readonly retryFailed: boolean;
}

/**
 * Opens a file of results for `jobs`. Half a line at its end, left by a crash, is taken away: its job has not ended. Throws DataError for a
 * line that is no result.
 */
export async function openResults(path: string, jobs: readonly Job[], choice: ResultsChoice): Promise<ResultsFile> {
  const text = (await readTextKept(path)) ?? "";
  const hashes = new Map(jobs.map((job) => [job.id, jobHash(job)]));
  if (!choice.resume) {
    if (text !== "") await move(path, `${path}.bak`);
    return fileOf(openAppend(path, PRIVATE), { past: new Map(), changed: [], retried: [] });
  }
  const [past, changed, retried, kept] = [new Map<string, JobResult>(), [] as string[], [] as string[], [] as string[]];
  for (const [index, line] of text.split("\n").slice(0, -1).entries()) {
    const { hash, result } = parseResult(line, path, index + 1);
    const wanted = hashes.get(result.id);
    if (past.has(result.id)) continue;
    if (wanted !== undefined && wanted !== hash) changed.push(result.id);
    else if (wanted !== undefined && choice.retryFailed && result.status === "failed") retried.push(result.id);
    else {
      kept.push(`${line}\n`);
      past.set(result.id, result);
    }
  }
  const whole = kept.join("");
  if (whole !== text) await writeTextAtomic(path, whole, PRIVATE);
  return fileOf(openAppend(path, PRIVATE), { past, changed, retried });
}

function fileOf(file: AppendFile, found: Pick<ResultsFile, "past" | "changed" | "retried">): ResultsFile {
  return {
    ...found,
    add: async (job, result, told) => {
      const onDisk = file.append(`${JSON.stringify({ ...result, job: jobHash(job) })}\n`);
      told();
      await onDisk;
    },
    close: () => file.close(),
  };
}

function parseResult(line: string, file: string, number: number): { readonly hash: unknown; readonly result: JobResult } {
  const parsed = parseJson(line);
  if (parsed.ok && isRecord(parsed.value)) {
    const { job, ...result } = parsed.value;
    if (isJobResult(result)) return { hash: job, result };
  }
  throw new DataError({
    code: "results-invalid",
    message: "The line is no result of a batch.",
    found: line.slice(0, 80),
    fix: "Name the file that the batch wrote, or leave out --resume to begin anew.",
    place: { file, line: number },
  });
}

/** Whether a record is what becomes of a job. */
export function isJobResult(value: object): value is JobResult {
  const { id, status, exit }: Partial<Record<keyof JobResult, unknown>> = value;
  return typeof id === "string" && JOB_STATUSES.some((known) => known === status) && (exit === null || typeof exit === "number");
}
