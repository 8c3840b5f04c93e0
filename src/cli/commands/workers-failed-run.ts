import { type DeadLetter, deadLetters, retryLetters } from "../../batch/ops/dead-letters.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { count, nearest } from "../../core/text.ts";
import type { Io } from "../io.ts";
import { renderDeadLetters } from "../render/render-dead-letters.ts";
import { readQueue } from "./read-queue.ts";

export interface FailedFlags {
  readonly queue?: string;
  readonly batch?: string;
  readonly json?: boolean;
}

export interface RetryFlags extends FailedFlags {
  readonly all?: boolean;
}

/** Runs `workers failed`. */
export async function runWorkersFailed({ json, ...wanted }: FailedFlags, io: Io): Promise<ExitCode> {
  const letters = await readQueue(io, (database) => deadLetters(database, wanted));
  io.stdout(json === true ? `${JSON.stringify(letters, null, 2)}\n` : renderDeadLetters(letters, io.width));
  return EXIT.ok;
}

/** Runs `workers retry`. Throws UserError for a job that did not fail, and for neither jobs nor --all. */
export async function runWorkersRetry(jobs: readonly string[], { json, all, ...wanted }: RetryFlags, io: Io): Promise<ExitCode> {
  if (jobs.length === 0 && all !== true)
    throw new UserError({
      code: "retry-what",
      message: "Say which jobs are to be done again.",
      allowed: ["ids of jobs", "--all"],
      fix: "`echo-cs workers failed` lists them.",
    });
  const retried = await readQueue(io, async (database) => {
    const letters = await deadLetters(database, wanted);
    return retryLetters(database, all === true ? letters : jobs.flatMap((name) => lettersOf(name, letters)));
  });
  io.stdout(json === true ? `${JSON.stringify({ retried }, null, 2)}\n` : `${count(retried, "job")} back on the queue.\n`);
  return EXIT.ok;
}

/** By id, or by the job's own name, which several batches may have used. */
function lettersOf(name: string, letters: readonly DeadLetter[]): readonly DeadLetter[] {
  const found = letters.filter(({ id, job }) => id === name || job === name);
  if (found.length > 0) return found;
  const near = nearest(name, [...new Set(letters.map(({ job }) => job))]);
  throw new UserError({
    code: "no-such-failure",
    message: `No job "${name}" has failed.`,
    found: name,
    ...(near.length === 0 ? {} : { allowed: near.map((each) => `did you mean ${each}?`) }),
    fix: "`echo-cs workers failed` lists the jobs that did.",
  });
}
