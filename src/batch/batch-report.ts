import type { Job } from "./job.ts";
import type { JobResult } from "./job-result.ts";

/** A whole batch: its jobs in their order, with what became of each, in this run or before. */
export interface BatchReport {
  readonly results: readonly { readonly job: Job; readonly result: JobResult }[];
  readonly ok: number;
  readonly failed: number;
  readonly skipped: number;
  /** Jobs that ended in an earlier run. */
  readonly before: number;
  /** Jobs with findings (exit 2), which are among the ok. */
  readonly findings: number;
  /** Dollars of all jobs. */
  readonly usd: number;
}

/** Sums up a batch. `results` holds what ended now, `past` what had ended before. */
export function batchReport(
  jobs: readonly Job[],
  results: ReadonlyMap<string, JobResult>,
  past: ReadonlyMap<string, JobResult>,
): BatchReport {
  const all = jobs.flatMap((job) => {
    const result = results.get(job.id) ?? past.get(job.id);
    return result === undefined ? [] : [{ job, result }];
  });
  const count = (status: JobResult["status"]): number => all.filter(({ result }) => result.status === status).length;
  return {
    results: all,
    ok: count("ok"),
    failed: count("failed"),
    skipped: count("skipped"),
    before: jobs.filter(({ id }) => !results.has(id) && past.has(id)).length,
    findings: all.filter(({ result }) => result.status === "ok" && result.exit === 2).length,
    usd: all.reduce((sum, { result }) => sum + (result.usd ?? 0), 0),
  };
}
