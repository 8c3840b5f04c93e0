import { killBatches, type KillBatchCounts } from "../tests/batch/kill-batch.ts";
import { MAIN } from "./built-program.ts";

/**
 * `tsx scripts/kill-batch.ts [COUNT] [MAIN]`: kills batches of the built program at that many random moments and counts what is lost or
 * repeated. What there is so far is printed every twenty.
 */
const [count = "200", main = MAIN] = process.argv.slice(2);
const STEP = 20;
let sum: KillBatchCounts | undefined;
for (let left = Number(count); left > 0; left -= STEP) {
  const counts = await killBatches({ kills: Math.min(STEP, left), command: [main], chance: Math.random });
  sum = sum === undefined ? counts : added(sum, counts);
  console.log(JSON.stringify(sum));
}
const bad = sum === undefined ? 0 : sum.lost + sum.twice + sum.repeatedJobs + sum.repeatedCalls + sum.faults.length;
process.exitCode = bad === 0 ? 0 : 1;

function added(a: KillBatchCounts, b: KillBatchCounts): KillBatchCounts {
  return {
    kills: a.kills + b.kills,
    within: a.within + b.within,
    batches: a.batches + b.batches,
    jobs: a.jobs + b.jobs,
    lost: a.lost + b.lost,
    twice: a.twice + b.twice,
    repeatedJobs: a.repeatedJobs + b.repeatedJobs,
    recordedCalls: a.recordedCalls + b.recordedCalls,
    repeatedCalls: a.repeatedCalls + b.repeatedCalls,
    faults: [...a.faults, ...b.faults],
  };
}
