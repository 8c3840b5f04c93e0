import { killBatches } from "../tests/batch/kill-batch.ts";
import { MAIN } from "./built-program.ts";

/** `tsx scripts/kill-batch.ts [COUNT] [MAIN]`: kills batches of the built program at that many random moments and counts what is lost or repeated. */
const [count = "200", main = MAIN] = process.argv.slice(2);
const counts = await killBatches({ kills: Number(count), command: [main], chance: Math.random });
console.log(JSON.stringify(counts, null, 2));
const bad = counts.lost + counts.twice + counts.repeatedJobs + counts.repeatedCalls + counts.faults.length;
process.exitCode = bad === 0 ? 0 : 1;
