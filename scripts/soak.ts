import { parseArgs } from "node:util";
import { MAIN } from "./built-program.ts";
import { runSoak } from "./soak/soak.ts";
import { summaryText } from "./soak/soak-report.ts";

/**
 * `tsx scripts/soak.ts [--minutes 120] [--seed N] [--share 0.25] [--main FILE] [--keep]`: uses one workspace for hours with real processes of the
 * built program, kills, a person's edits, changing exports and a long-lived MCP server. Prints the report as JSON, progress on stderr; ends with
 * 1 where an invariant was broken, with the seed and what was done last, and leaves the workspace there.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "120" },
    seed: { type: "string", default: "1" },
    share: { type: "string", default: "0.25" },
    main: { type: "string", default: MAIN },
    keep: { type: "boolean", default: false },
  },
});
const report = await runSoak({
  minutes: Number(values.minutes),
  seed: Number(values.seed),
  main: values.main,
  cpuShare: Number(values.share),
  keep: values.keep,
  onViolation: ({ at, invariant, detail }) => console.error(`at ${at} s: ${invariant}: ${detail}\n`),
  progress: (soFar) => console.error(`${summaryText(soFar)}\n`),
});
console.error(summaryText(report));
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.violations.length === 0 ? 0 : 1;
