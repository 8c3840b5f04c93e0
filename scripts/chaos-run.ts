import { chaosRuns } from "../tests/run/model/chaos-run.ts";

/**
 * `tsx scripts/chaos-run.ts [COUNT] [us|aimock]`: model runs over a server of which a tenth of the calls fails in each of four ways, and what
 * they came to.
 */
const [count = "300", by] = process.argv.slice(2);
const counts = await chaosRuns(Number(count), { by: by === "aimock" ? by : "us" });
console.log(JSON.stringify(counts, null, 2));
process.exitCode = counts.falseSuccess + counts.repeated + counts.unclear.length === 0 ? 0 : 1;
