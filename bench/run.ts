import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { bareEnvironment, inTempFolder, MAIN } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";
import { benchImport } from "./import.ts";
import { benchHealth, healthText } from "./health.ts";
import { summarize, textTable } from "./summary.ts";

/** What is timed, in the order in which one round runs it: interleaved, so that a busy moment of the machine hits all alike. */
const COMMANDS = [
  { name: "node -e 0", args: ["-e", "0"] },
  { name: "echo-cs --help", args: [MAIN, "--help"] },
  { name: 'echo-cs ask "why is Acme churning?" --demo --no-model', args: [MAIN, "ask", "why is Acme churning?", "--demo", "--no-model"] },
] as const;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "15" },
    // Rows of the generated usage: 20000000 are 100,000 accounts on 200 days.
    rows: { type: "string", default: "2000000" },
    "import-runs": { type: "string", default: "3" },
    // commands, import or health, all of them where it is left out; or patterns; or peers, which have to be installed.
    only: { type: "string" },
  },
});
const [runs, rows, importRuns] = [wholeNumber("runs"), wholeNumber("rows"), wholeNumber("import-runs")];

function wholeNumber(name: "runs" | "rows" | "import-runs"): number {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`--${name} ${values[name]}: give a whole number from 1`);
  return value;
}

const machine = {
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  cpus: cpus().length,
  cpu: cpus()[0]?.model ?? "unknown",
  memory_gb: Math.round(totalmem() / 2 ** 30),
};

if (values.only === "patterns") {
  const { benchPatterns, patternsText } = await import("./patterns.ts");
  const results = await benchPatterns([7, 21]);
  console.log(patternsText(results));
  write("patterns", { results });
}
if (values.only === "peers") await (await import("./model-run-peers.ts")).benchPeers();
const asked = (part: "commands" | "import" | "health"): boolean => values.only === undefined || values.only === part;
if (asked("commands")) inTempFolder(benchCommands);
if (asked("import")) benchImport(rows, importRuns);
if (asked("health")) {
  const results = await benchHealth();
  console.log(healthText(results));
  write("health", { results });
}

function benchCommands(folder: string): void {
  // The first round makes the snapshot and warms the file cache; it is told apart.
  const first = COMMANDS.map(({ args }) => milliseconds(args, folder));
  const samples = COMMANDS.map((): number[] => []);
  for (let round = 0; round < runs; round += 1) COMMANDS.forEach(({ args }, index) => samples[index]?.push(milliseconds(args, folder)));
  report(first, samples);
}

function milliseconds(args: readonly string[], folder: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, env: bareEnvironment(folder), encoding: "utf8" });
  const elapsed = performance.now() - start;
  if (status !== 0) throw new Error(`node ${args.join(" ")} exited with ${status}\n${stderr}`);
  return elapsed;
}

function report(first: readonly number[], samples: readonly (readonly number[])[]): void {
  const summaries = samples.map(summarize);
  const [node, help] = summaries;
  if (node === undefined || help === undefined) throw new RangeError("nothing was timed");
  const results = COMMANDS.map(({ name }, index) => {
    const { median, min, max } = summaries[index] ?? node;
    return {
      name,
      first: first[index] ?? 0,
      median,
      min,
      max,
      to_node: median / node.median,
      to_help: median / help.median,
      samples: samples[index],
    };
  });
  const head = ["command", "first ms", "median ms", "min", "max", "× node", "× --help"];
  const rows = results.map((each) => [
    each.name,
    ...[each.first, each.median, each.min, each.max].map((ms) => ms.toFixed(0)),
    ...[each.to_node, each.to_help].map((ratio) => ratio.toFixed(2)),
  ]);
  console.log(
    `node ${machine.node}, ${machine.platform}, ${machine.cpus} × ${machine.cpu}, ${machine.memory_gb} GB; ${runs} interleaved runs each\n`,
  );
  console.log(textTable([head, ...rows]));
  write("cold-start", { runs, results });
}

function write(name: string, measured: object): void {
  mkdirSync(rootPath("bench/results"), { recursive: true });
  writeFileSync(
    rootPath(`bench/results/${name}.json`),
    `${JSON.stringify({ measured_at: new Date().toISOString(), machine, ...measured }, null, 2)}\n`,
  );
  console.log(`\nwritten to bench/results/${name}.json`);
}
