import { MAIN } from "./built-program.ts";
import { killRuns } from "../tests/run/model/kill-run.ts";

/** `tsx scripts/kill-run.ts [COUNT] [MAIN]`: kills that many model runs of the built program at random moments, takes each up again and counts. */
const [count = "100", main = MAIN] = process.argv.slice(2);
const counts = await killRuns(Number(count), [main], Math.random);
console.log(JSON.stringify(counts, null, 2));
process.exitCode = counts.faults.length === 0 ? 0 : 1;
