import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { rootPath } from "../scripts/root.ts";
import { seeded } from "../src/core/seeded.ts";
import { bundled } from "./bundle.ts";
import { twoTurnServer } from "./model-run-server.ts";
import { writeResults } from "./results.ts";
import { shuffled } from "./shuffled.ts";
import { type Summary, summarize, textTable } from "./summary.ts";

// The run of two calls of bench/model-run.ts, by agent libraries and by ours: the same model, instructions, tools and question, the same
// server, no retries, no tracing, each in a process of its own, in another order each round. A bare loop over the SDK is the floor of every
// round, and what a library takes is told as a multiple of the floor of its own round: a busy moment of the machine hits both.
// `npm install --prefix bench/peers-agents` first; it is half a gigabyte. `--rounds N --runs N --only echo,langgraph`.

interface Kind {
  readonly name: string;
  /** Its package, for the version; none: our own sources. */
  readonly package?: string;
  readonly warmUp: number;
  readonly runs: number;
}

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    runs: { type: "string", default: "150" },
    only: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
const runs = Number(values.runs);
const FLOOR = "bare";

const KINDS: readonly Kind[] = [
  { name: FLOOR, package: "@anthropic-ai/sdk", warmUp: 100, runs },
  { name: "echo", warmUp: 100, runs },
  { name: "openai-agents", package: "@openai/agents", warmUp: 100, runs },
  { name: "langgraph", package: "@langchain/langgraph", warmUp: 100, runs },
  { name: "voltagent", package: "@voltagent/core", warmUp: 100, runs },
  { name: "claude-agent-sdk", package: "@anthropic-ai/claude-agent-sdk", warmUp: 1, runs: Math.min(3, runs) },
];

interface Cost {
  readonly cpu_ms: number;
  readonly wall_ms: number;
  readonly rss_mib: number;
  readonly load_cpu_ms: number;
  readonly load_rss_mib: number;
}

const home = rootPath("bench/peers-agents");
if (!existsSync(join(home, "node_modules"))) throw new Error("the peers are not installed: npm install --prefix bench/peers-agents");
const [ours, bodyFile] = [await bundled("model-run-echo.ts"), join(mkdtempSync(join(tmpdir(), "echo-bench-")), "body.json")];
const kinds = KINDS.filter(({ name }) => name === FLOOR || values.only === undefined || values.only.split(",").includes(name));
const measure = (kind: Kind): Promise<Cost> => child(kind, kind.name === "echo" ? ours : join(home, "child.mjs"), bodyFile);
await measure({ name: "echo", warmUp: 0, runs: 1 });
const chance = seeded(Number(values.seed));
const rounds: (readonly { readonly name: string; readonly cost: Cost }[])[] = [];
for (let round = 0; round < Number(values.rounds); round += 1) {
  const found: { name: string; cost: Cost }[] = [];
  for (const kind of shuffled(kinds, chance)) found.push({ name: kind.name, cost: await measure(kind) });
  rounds.push(found);
}
const results = kinds.map((kind) => ({
  name: kind.name,
  version: versionOf(kind, home),
  cpu_ms: over(kind, ({ cpu_ms }) => cpu_ms),
  cpu_to_floor: over(kind, ({ cpu_ms }, floor) => cpu_ms / floor.cpu_ms),
  wall_ms: over(kind, ({ wall_ms }) => wall_ms),
  wall_to_floor: over(kind, ({ wall_ms }, floor) => wall_ms / floor.wall_ms),
  rss_mib: over(kind, ({ rss_mib }) => rss_mib),
  rss_to_floor: over(kind, ({ rss_mib }, floor) => rss_mib / floor.rss_mib),
  load_cpu_ms: over(kind, ({ load_cpu_ms }) => load_cpu_ms),
  load_rss_mib: over(kind, ({ load_rss_mib }) => load_rss_mib),
}));
const head = ["", "version", "CPU ms a run", "× floor", "min", "max", "wall ms", "×", "peak MiB", "×", "load CPU ms", "loaded MiB"];
const rows = results.map((each) => [
  each.name,
  each.version,
  each.cpu_ms.median.toFixed(2),
  each.cpu_to_floor.median.toFixed(2),
  each.cpu_to_floor.min.toFixed(2),
  each.cpu_to_floor.max.toFixed(2),
  each.wall_ms.median.toFixed(2),
  each.wall_to_floor.median.toFixed(2),
  each.rss_mib.median.toFixed(0),
  each.rss_to_floor.median.toFixed(2),
  each.load_cpu_ms.median.toFixed(0),
  each.load_rss_mib.median.toFixed(0),
]);
console.log(textTable([head, ...rows]));
console.log(
  "\nopenai-agents speaks chat completions; claude-agent-sdk runs a program of its own, whose CPU is in and whose memory is not.",
);
writeResults("model-run-peers", { rounds: rounds.length, runs, results, samples: rounds });

/** Median and spread over the rounds, each beside the floor of its own round. */
function over({ name }: Kind, of: (cost: Cost, floor: Cost) => number): Summary {
  return summarize(
    rounds.flatMap((round) => {
      const [own, floor] = [name, FLOOR].map((wanted) => round.find((one) => one.name === wanted)?.cost);
      return own === undefined || floor === undefined ? [] : [of(own, floor)];
    }),
  );
}

function versionOf({ package: name }: Kind, home: string): string {
  if (name === undefined) return "this";
  const { version } = JSON.parse(readFileSync(join(home, "node_modules", name, "package.json"), "utf8")) as { version: string };
  return version;
}

async function child({ name, warmUp, runs }: Kind, program: string, bodyFile: string): Promise<Cost> {
  const server = await twoTurnServer();
  const process_ = spawn(process.execPath, [program, name, server.url, bodyFile, `${warmUp}`, `${runs}`], {
    stdio: "pipe",
    env: { ...process.env, LANGSMITH_TRACING: "false", LANGCHAIN_TRACING_V2: "false", OPENAI_AGENTS_DISABLE_TRACING: "1" },
  });
  let [stdout, stderr] = ["", ""];
  // One of them warns about itself at every run.
  process_.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  process_.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  const [exit] = (await once(process_, "close")) as [number | null];
  // Our own first request is what all the others say too.
  if (name === "echo" && runs === 1) writeFileSync(bodyFile, server.requests[0]?.text ?? "{}");
  await server.close();
  if (exit !== 0) throw new Error(`${name} exited with ${exit}\n${stderr.slice(-2000)}`);
  return JSON.parse(stdout) as Cost;
}
