import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { rootPath } from "../scripts/root.ts";
import { claimsOf } from "./page/claims.ts";
import { CLAIM_HEAD, claimRows } from "./page/benchmarks-page.ts";
import { readResults, writeResults } from "./results.ts";
import { textTable } from "./summary.ts";

// Every bench of the built program, one after the other, and one table of what they came to: `npm run bench`. `--only cold-start,triage` runs
// some, `--list` says which there are and how long they take. Raw results are kept in bench/results, the page is docs/benchmarks.md.
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    list: { type: "boolean", default: false },
    runs: { type: "string", default: "15" },
    // Rows of the generated usage: 20000000 are 100,000 accounts on 200 days.
    rows: { type: "string", default: "2000000" },
    "import-runs": { type: "string", default: "3" },
  },
});
const [runs, rows, importRuns] = [wholeNumber("runs"), wholeNumber("rows"), wholeNumber("import-runs")];

interface Part {
  readonly name: string;
  /** On a quiet machine with two processors. */
  readonly minutes: number;
  readonly run: () => Promise<void> | void;
  /** A folder without which it is left out, and how to get it. */
  readonly needs?: readonly [folder: string, install: string];
}

const AGENTS = ["bench/peers-agents/node_modules", "npm install --prefix bench/peers-agents"] as const;
const CLASSIFIERS = ["bench/peers/node_modules", "npm ci --prefix bench/peers"] as const;

const PARTS: readonly Part[] = [
  { name: "cold-start", minutes: 1, run: () => script("cold-start.ts", ["--runs", String(runs)]) },
  { name: "route", minutes: 0.2, run: () => script("route.ts", ["--runs", String(runs)]) },
  { name: "model-run", minutes: 1, run: () => script("model-run.ts", []) },
  { name: "peers", minutes: 3, needs: AGENTS, run: () => script("model-run-peers.ts", []) },
  { name: "triage", minutes: 2, needs: CLASSIFIERS, run: () => script("triage.ts", ["--peers"]) },
  { name: "import", minutes: 2, run: async () => (await import("./import.ts")).benchImport(rows, importRuns) },
  { name: "health", minutes: 1, run: health },
  { name: "memory", minutes: 4, run: () => script("memory.ts", []) },
  { name: "batch", minutes: 2, run: () => script("batch.ts", []) },
  { name: "sweep", minutes: 1, run: sweep },
  { name: "workers", minutes: 6, run: () => script("workers.ts", []) },
  { name: "reports", minutes: 2, run: () => script("reports.ts", []) },
  { name: "patterns", minutes: 2, run: patterns },
  { name: "warehouse", minutes: 2, run: () => script("warehouse.ts", []) },
];
/** Names by which they went before. */
const FORMER: Readonly<Record<string, string>> = { commands: "cold-start" };

if (values.list) console.log(textTable([["bench", "minutes"], ...PARTS.map(({ name, minutes }) => [name, String(minutes)])]));
else await runAll();

async function runAll(): Promise<void> {
  for (const { name, run, needs } of chosen()) {
    console.log(`\n== ${name}\n`);
    if (needs !== undefined && !existsSync(rootPath(needs[0]))) {
      console.log(`left out: ${needs[1]}`);
      continue;
    }
    try {
      await run();
    } catch (error) {
      // What the others measure is worth having all the same.
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
  await import("./page.ts");
  console.log(`\n${textTable([CLAIM_HEAD, ...claimRows(claimsOf(readResults()))])}\n\nwritten to docs/benchmarks.md`);
}

function chosen(): readonly Part[] {
  if (values.only === undefined) return PARTS;
  return values.only.split(",").map((asked) => {
    const part = PARTS.find(({ name }) => name === (FORMER[asked] ?? asked));
    if (part === undefined) throw new RangeError(`--only ${asked}: there are ${PARTS.map(({ name }) => name).join(", ")}`);
    return part;
  });
}

/** Each in a process of its own: none inherits another's memory or warm code. */
function script(file: string, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, ["--import", "tsx", rootPath(`bench/${file}`), ...args], {
    cwd: rootPath(""),
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`bench/${file} ended with ${String(status)}`);
}

/** It prints its table; the page needs the figures. */
function sweep(): void {
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", rootPath("bench/sweep.ts")], {
    cwd: rootPath(""),
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  console.log(stdout);
  if (status !== 0) throw new Error(`bench/sweep.ts ended with ${String(status)}`);
  const results = [...stdout.matchAll(/^(\S.*?) {2,}(\d+) {2,}(\d+) /gm)].map(([, name, wall, cpu]) => ({
    name,
    wall_ms: Number(wall),
    cpu_ms: Number(cpu),
  }));
  writeResults("sweep", { accounts: Number.parseInt(stdout, 10), results });
}

async function health(): Promise<void> {
  const { benchHealth, healthText } = await import("./health.ts");
  const results = await benchHealth();
  console.log(healthText(results));
  writeResults("health", { results });
}

async function patterns(): Promise<void> {
  const { benchPatterns, patternsText } = await import("./patterns.ts");
  const results = await benchPatterns([7, 21]);
  console.log(patternsText(results));
  writeResults("patterns", { results });
}

function wholeNumber(name: "runs" | "rows" | "import-runs"): number {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`--${name} ${values[name]}: give a whole number from 1`);
  return value;
}
