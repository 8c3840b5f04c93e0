import type { Place } from "../core/errors.ts";
import type { ExitCode } from "../core/exit-codes.ts";

export const JOB_STATUSES = ["ok", "failed", "skipped"] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** Why a job failed or was not done. */
export interface JobError {
  /** Stable, kebab-case name of the problem. */
  readonly code: string;
  readonly message: string;
  readonly fix?: string | undefined;
  readonly place?: Place | undefined;
}

/** What became of a job. */
export interface JobResult {
  readonly id: string;
  readonly status: JobStatus;
  /** As the command alone would have exited; null where it did not run to its end. */
  readonly exit: ExitCode | null;
  /** The command's own JSON; of one that failed, what it had. */
  readonly result?: unknown;
  readonly error?: JobError | undefined;
  /** Dollars spent on a language model; absent where there were none. */
  readonly usd?: number | undefined;
}
