import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { rootPath } from "../scripts/root.ts";
import { bundled } from "./bundle.ts";
import { twoTurnServer } from "./model-run-server.ts";
import { writeResults } from "./results.ts";
import { textTable } from "./summary.ts";

// A run of two calls (tool, answer) over loopback: our loop against a bare one over the SDK that sends the same requests, each in a process
// of its own, in turns; then many runs, 64 at a time, over a slow server. `--runs N`, `--rounds N`, `--latency MS`, `--wide N`.
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "200" },
    rounds: { type: "string", default: "3" },
    latency: { type: "string", default: "1000" },
    wide: { type: "string", default: "256" },
  },
});
const MODES = ["whole", "streamed"] as const;
const KINDS = ["bare", "echo"] as const;
const AT_ONCE = 64;

interface Cost {
  readonly cpu_ms: number;
  readonly rss_mib: number;
  readonly seconds: number;
}

const bodyFile = join(mkdtempSync(join(tmpdir(), "echo-bench-")), "body.json");
const program = await bundled("model-run-child.ts");
const results: Record<string, Cost> = {};
const rows: string[][] = [];
await child("echo", "whole", 0, 1, 0);
for (const mode of MODES) {
  const [bare, echo] = await measure(mode);
  results[`${mode} bare`] = bare;
  results[`${mode} echo`] = echo;
  rows.push([
    mode,
    ...[bare, echo].map(({ cpu_ms }) => cpu_ms.toFixed(2)),
    (echo.cpu_ms / bare.cpu_ms).toFixed(2),
    ...[bare, echo].map(({ rss_mib }) => rss_mib.toFixed(0)),
    (echo.rss_mib / bare.rss_mib).toFixed(2),
  ]);
}
console.log(textTable([["mode", "bare CPU ms a run", "ours", "×", "bare RSS MiB", "ours", "×"], ...rows]));
const [latency, wide] = [Number(values.latency), Number(values.wide)];
const ideal = (Math.ceil(wide / AT_ONCE) * 2 * latency) / 1000;
const { seconds } = await child("echo", "whole", wide, AT_ONCE, latency);
console.log(`\n${wide} runs, ${AT_ONCE} at a time, ${latency} ms a call: ${seconds.toFixed(2)} s, ${(seconds / ideal).toFixed(3)} × ideal`);
writeResults("model-run", { runs: Number(values.runs), results, wide: { runs: wide, latency, seconds, ideal } });

/** The least of several rounds: what the work takes when nothing else disturbs it. */
async function measure(mode: (typeof MODES)[number]): Promise<[Cost, Cost]> {
  const found: Cost[][] = [[], []];
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const [index, kind] of KINDS.entries()) found[index]?.push(await child(kind, mode, Number(values.runs), 1, 0));
  const least = (costs: readonly Cost[] = []): Cost => ({
    cpu_ms: Math.min(...costs.map((cost) => cost.cpu_ms)),
    rss_mib: Math.min(...costs.map((cost) => cost.rss_mib)),
    seconds: Math.min(...costs.map((cost) => cost.seconds)),
  });
  return [least(found[0]), least(found[1])];
}

async function child(kind: string, mode: string, runs: number, atOnce: number, latencyMs: number): Promise<Cost> {
  const server = await twoTurnServer(latencyMs);
  const args = [program, kind, mode, server.url, `${runs}`, `${atOnce}`, bodyFile];
  const process_ = spawn(process.execPath, args, { cwd: rootPath("."), stdio: ["ignore", "pipe", "inherit"] });
  let stdout = "";
  process_.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  const [exit] = (await once(process_, "close")) as [number | null];
  // Our own first request is what the bare loop sends too.
  if (kind === "echo") writeFileSync(bodyFile, server.requests[0]?.text ?? "{}");
  await server.close();
  if (exit !== 0) throw new Error(`${kind} ${mode} exited with ${exit}`);
  return JSON.parse(stdout) as Cost;
}
