import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { rootPath } from "../scripts/root.ts";
import { bundled } from "./bundle.ts";
import { twoTurnServer } from "./model-run-server.ts";
import { summarize, textTable } from "./summary.ts";

// The run of two calls of bench/model-run.ts, by agent libraries and by ours: the same model, instructions, tools and question, the same
// server, each in a process of its own, in turns. `npm install --prefix bench/peers-agents` first; it is half a gigabyte.

interface Kind {
  readonly name: string;
  /** Its package, for the version; none: our own sources. */
  readonly package?: string;
  readonly warmUp: number;
  readonly runs: number;
}

const KINDS: readonly Kind[] = [
  { name: "bare", package: "@anthropic-ai/sdk", warmUp: 100, runs: 150 },
  { name: "echo", warmUp: 100, runs: 150 },
  { name: "openai-agents", package: "@openai/agents", warmUp: 100, runs: 150 },
  { name: "langgraph", package: "@langchain/langgraph", warmUp: 100, runs: 150 },
  { name: "voltagent", package: "@voltagent/core", warmUp: 100, runs: 150 },
  { name: "claude-agent-sdk", package: "@anthropic-ai/claude-agent-sdk", warmUp: 1, runs: 3 },
];

interface Cost {
  readonly cpu_ms: number;
  readonly rss_mib: number;
  readonly load_cpu_ms: number;
  readonly load_rss_mib: number;
}

/** Measures every peer that is installed, `rounds` times in turns, and prints them as multiples of the bare loop. */
export async function benchPeers(rounds = 3): Promise<void> {
  const home = rootPath("bench/peers-agents");
  if (!existsSync(join(home, "node_modules"))) throw new Error("the peers are not installed: npm install --prefix bench/peers-agents");
  const [ours, bodyFile] = [await bundled("model-run-echo.ts"), join(mkdtempSync(join(tmpdir(), "echo-bench-")), "body.json")];
  const measure = (kind: Kind): Promise<Cost> => child(kind, kind.name === "echo" ? ours : join(home, "child.mjs"), bodyFile);
  await measure({ name: "echo", warmUp: 0, runs: 1 });
  const found = new Map(KINDS.map(({ name }) => [name, [] as Cost[]]));
  for (let round = 0; round < rounds; round += 1) for (const kind of KINDS) found.get(kind.name)?.push(await measure(kind));
  const bare = costOf(found.get("bare"));
  const results = KINDS.map((kind) => {
    const cost = costOf(found.get(kind.name));
    return {
      name: kind.name,
      version: versionOf(kind, home),
      ...cost,
      to_bare: cost.cpu_ms / bare.cpu_ms,
      rss_to_bare: cost.rss_mib / bare.rss_mib,
    };
  });
  const head = ["", "version", "CPU ms a run", "×", "peak MiB", "×", "load CPU ms", "loaded MiB"];
  const rows = results.map((each) => [
    each.name,
    each.version,
    each.cpu_ms.toFixed(2),
    each.to_bare.toFixed(2),
    each.rss_mib.toFixed(0),
    each.rss_to_bare.toFixed(2),
    each.load_cpu_ms.toFixed(0),
    each.load_rss_mib.toFixed(0),
  ]);
  console.log(textTable([head, ...rows]));
  console.log(
    "\nopenai-agents speaks chat completions; claude-agent-sdk runs a program of its own, whose CPU is in and whose memory is not.",
  );
  const machine = { node: process.version, cpus: cpus().length, load: loadavg()[0] };
  mkdirSync(rootPath("bench/results"), { recursive: true });
  const report = { measured_at: new Date().toISOString(), machine, rounds, results };
  writeFileSync(rootPath("bench/results/model-run-peers.json"), `${JSON.stringify(report, null, 2)}\n`);
}

/** The median of the rounds. */
function costOf(costs: readonly Cost[] = []): Cost {
  const median = (of: (cost: Cost) => number): number => summarize(costs.map(of)).median;
  return {
    cpu_ms: median((cost) => cost.cpu_ms),
    rss_mib: median((cost) => cost.rss_mib),
    load_cpu_ms: median((cost) => cost.load_cpu_ms),
    load_rss_mib: median((cost) => cost.load_rss_mib),
  };
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
