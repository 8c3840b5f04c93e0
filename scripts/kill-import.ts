import { MAIN } from "./built-program.ts";
import { killImports } from "../tests/book/snapshot/kill-run.ts";

/** `tsx scripts/kill-import.ts [COUNT]`: kills that many imports of the built program at random moments and counts what they leave. */
const [count = "100"] = process.argv.slice(2);
const counts = await killImports(Number(count), [MAIN, "import", "-C"], Math.random);
console.log(JSON.stringify(counts, null, 2));
process.exitCode = counts.faults.length === 0 ? 0 : 1;
