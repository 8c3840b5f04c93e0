import { killBatches } from "../tests/batch/kill-batch.ts";
import { MAIN } from "./built-program.ts";
import { killInSteps } from "./kill-in-steps.ts";

/** `tsx scripts/kill-batch.ts [COUNT] [MAIN]`: kills batches of the built program at that many random moments and counts what is lost or repeated. */
const [count = "200", main = MAIN] = process.argv.slice(2);
const sum = await killInSteps(Number(count), 20, (kills) => killBatches({ kills, command: [main], chance: Math.random }));
const bad = sum === undefined ? 0 : sum.lost + sum.twice + sum.repeatedJobs + sum.repeatedCalls + sum.faults.length;
process.exitCode = bad === 0 ? 0 : 1;
