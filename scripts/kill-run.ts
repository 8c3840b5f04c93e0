import { killRuns } from "../tests/run/model/kill-run.ts";
import { MAIN } from "./built-program.ts";
import { killInSteps } from "./kill-in-steps.ts";

/** `tsx scripts/kill-run.ts [COUNT] [MAIN]`: kills that many model runs of the built program at random moments, takes each up again and counts. */
const [count = "100", main = MAIN] = process.argv.slice(2);
const sum = await killInSteps(Number(count), 10, (kills) => killRuns(kills, [main], Math.random));
process.exitCode = (sum?.faults.length ?? 0) === 0 ? 0 : 1;
