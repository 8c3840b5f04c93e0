import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { inTempFolder, MAIN } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";
import { seeded } from "../src/core/seeded.ts";
import { processCost, type ProcessCost, summarizeCosts } from "./process-cost.ts";
import { writeResults } from "./results.ts";
import { shuffled } from "./shuffled.ts";
import { textTable } from "./summary.ts";

// The built program against a bare start of Node and against the mere import of each peer: every process from its start to its end, in
// another order each round. `--runs N`, `--main FILE`. Peers that are not installed are left out: npm install --prefix bench/peers-agents.
const { values } = parseArgs({
  options: { runs: { type: "string", default: "15" }, main: { type: "string", default: MAIN }, seed: { type: "string", default: "1" } },
});
const PEERS_HOME = rootPath("bench/peers-agents");
const PEERS = ["@openai/agents", "@langchain/langgraph", "@voltagent/core", "@anthropic-ai/claude-agent-sdk"];

interface Start {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

const installed = PEERS.filter((name) => existsSync(`${PEERS_HOME}/node_modules/${name}`));
const STARTS: readonly Start[] = [
  { name: "node -e 0", args: ["-e", "0"] },
  { name: "echo-cs --help", args: [values.main, "--help"] },
  { name: "echo-cs --version", args: [values.main, "--version"] },
  { name: "echo-cs health acme", args: [values.main, "health", "acme", "--demo"] },
  { name: 'echo-cs ask "why is Acme churning?"', args: [values.main, "ask", "why is Acme churning?", "--demo", "--no-model"] },
  ...installed.map((name) => ({
    name: `import ${name}`,
    args: ["--input-type=module", "-e", `await import(${JSON.stringify(name)}); process.exit(0)`],
    cwd: PEERS_HOME,
  })),
];

const rounds = Number(values.runs);
inTempFolder((folder) => {
  const start = ({ args, cwd }: Start): ProcessCost => processCost(folder, args, cwd === undefined ? {} : { cwd });
  // The first time makes the snapshot and fills the file cache; it does not count.
  for (const one of STARTS) start(one);
  const chance = seeded(Number(values.seed));
  const costs = new Map(STARTS.map(({ name }) => [name, [] as ProcessCost[]]));
  for (let round = 0; round < rounds; round += 1) for (const one of shuffled(STARTS, chance)) costs.get(one.name)?.push(start(one));
  const results = STARTS.map(({ name }) => ({ name, ...summarizeCosts(costs.get(name) ?? []), samples: costs.get(name) }));
  const [node] = results;
  if (node === undefined) throw new RangeError("nothing was timed");
  const rows = results.map(({ name, wall_ms, cpu_ms, peak_mib }) => [
    name,
    ...[wall_ms.median, wall_ms.min, wall_ms.max, cpu_ms.median, peak_mib.median].map((value) => value.toFixed(0)),
    (wall_ms.median / node.wall_ms.median).toFixed(2),
    (peak_mib.median / node.peak_mib.median).toFixed(2),
  ]);
  console.log(textTable([["", "wall ms", "min", "max", "CPU ms", "peak MiB", "× node", "× its memory"], ...rows]));
  writeResults("cold-start", { rounds, results });
});
