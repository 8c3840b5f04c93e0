import { atMost, type Claim, shown } from "./claim.ts";
import type { Measured } from "./shapes.ts";

/** The sweep of a large book. */
export function sweepClaims(measured: Measured<"sweep"> | undefined): Claim[] {
  const first = measured?.results.find(({ name }) => name.startsWith("the first sweep"));
  if (measured === undefined || first === undefined) return [];
  const what = `a first sweep over ${measured.accounts.toLocaleString("en-US")} accounts, with its files`;
  return [atMost({ id: "sweep", what, ours: first.wall_ms / 1000, theirs: 5, unit: "s", than: "5 s", most: 1 })];
}

/** Many workers beside one. */
export function workerClaims(measured: Measured<"workers"> | undefined): Claim[] {
  if (measured === undefined) return [];
  const { workers, speedup, overhead_cpu_ms_a_job: overhead, one, many } = measured;
  const none = { beside: "", ratio: null, ahead: null };
  return [
    {
      id: "workers",
      what: `${many.jobs.toLocaleString("en-US")} jobs on ${workers} workers, jobs a second`,
      echo: shown(many.jobs_per_second),
      beside: `${shown(one.jobs_per_second)}: one worker`,
      ratio: speedup,
      asked: "≥ 3.6",
      holds: speedup >= 3.6,
      ahead: null,
    },
    {
      ...none,
      id: "workers-cost",
      what: "a job on a worker, CPU beyond an ordinary batch",
      echo: `${shown(overhead)} ms`,
      asked: "≤ 15 ms",
      holds: overhead <= 15,
    },
  ];
}
