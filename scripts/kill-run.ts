import { MAIN } from "./built-program.ts";
import { killRuns, type KillRunCounts } from "../tests/run/model/kill-run.ts";

/**
 * `tsx scripts/kill-run.ts [COUNT] [MAIN]`: kills that many model runs of the built program at random moments, takes each up again and counts.
 * What there is so far is printed every ten.
 */
const [count = "100", main = MAIN] = process.argv.slice(2);
const STEP = 10;
let sum: KillRunCounts = { killed: 0, before: 0, within: 0, tooLate: 0, recorded: 0, repeated: 0, same: 0, faults: [] };
for (let left = Number(count); left > 0; left -= STEP) {
  sum = added(sum, await killRuns(Math.min(STEP, left), [main], Math.random));
  console.log(JSON.stringify(sum));
}
process.exitCode = sum.faults.length === 0 ? 0 : 1;

function added(a: KillRunCounts, b: KillRunCounts): KillRunCounts {
  return {
    killed: a.killed + b.killed,
    before: a.before + b.before,
    within: a.within + b.within,
    tooLate: a.tooLate + b.tooLate,
    recorded: a.recorded + b.recorded,
    repeated: a.repeated + b.repeated,
    same: a.same + b.same,
    faults: [...a.faults, ...b.faults],
  };
}
