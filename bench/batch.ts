import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bareEnvironment, MAIN, printed } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";
import { startModelServer, type SentBody, type Served } from "../src/testing/model-server.ts";
import { briefJson } from "../tests/run/model/samples.ts";

// The built program's `batch`: many analyst jobs on the example book, then many model jobs over a slow server, each of two calls.
// `--jobs N --wide N --at-once N --latency MS --only analyst|model`, and `--main FILE` for another build.
const { values } = parseArgs({
  options: {
    jobs: { type: "string", default: "1000" },
    wide: { type: "string", default: "1024" },
    "at-once": { type: "string", default: "64" },
    latency: { type: "string", default: "1000" },
    only: { type: "string" },
    main: { type: "string", default: MAIN },
  },
});
const CALLS = 2;

interface Timed {
  readonly seconds: number;
  /** Of the program and its threads. */
  readonly cpu_seconds: number;
}

const folder = mkdtempSync(join(tmpdir(), "echo-bench-batch-"));
const names = (
  JSON.parse(printed(["sql", "select name from accounts order by name", "--demo", "--json", "--limit", "0"], folder)) as { name: string }[]
).map(({ name }) => name);
const results: Record<string, unknown> = {};
if (values.only !== "model") await analyst(Number(values.jobs));
if (values.only !== "analyst") await model(Number(values.wide), Number(values["at-once"]), Number(values.latency));
mkdirSync(rootPath("bench/results"), { recursive: true });
writeFileSync(
  rootPath("bench/results/batch.json"),
  `${JSON.stringify({ measured_at: new Date().toISOString(), machine: { node: process.version, cpus: cpus().length, load: loadavg()[0] }, ...results }, null, 2)}\n`,
);

async function analyst(jobs: number): Promise<void> {
  const asked = [
    (name: string) => `why is ${name} churning?`,
    (name: string) => `prepare ${name}'s renewal`,
    (name: string) => `how healthy is ${name}?`,
    (name: string) => `can we expand ${name}?`,
    (name: string) => `what are ${name}'s open tickets about?`,
  ];
  const file = written("analyst", jobs, (index, name) => asked[Math.floor(index / names.length) % asked.length]?.(name) ?? name);
  const timed = await run(["batch", file, "--demo", "--json", "--no-model"], {});
  results["analyst"] = { jobs, ...timed };
  console.log(
    `${jobs} analyst jobs: ${timed.seconds.toFixed(1)} s, ${timed.cpu_seconds.toFixed(1)} s of CPU (load ${loadavg()[0]?.toFixed(1)})`,
  );
}

async function model(jobs: number, atOnce: number, latencyMs: number): Promise<void> {
  const server = await startModelServer({ reply: twoTurns, latencyMs });
  const file = written("model", jobs, (_, name) => `why is ${name} churning?`);
  const env = { ANTHROPIC_API_KEY: "sk-ant-loopback", ANTHROPIC_BASE_URL: server.url };
  // Start-up is told apart: one job of the same kind.
  const one = await run(["batch", written("one", 1, (_, name) => `why is ${name} churning?`), "--demo", "--json"], env);
  const before = server.requests.length;
  const timed = await run(["batch", file, "--demo", "--json", "--concurrency", String(atOnce)], env);
  const calls = server.requests.length - before;
  await server.close();
  const ideal = (Math.ceil(jobs / atOnce) * CALLS * latencyMs) / 1000;
  results["model"] = {
    jobs,
    at_once: atOnce,
    latency_ms: latencyMs,
    calls,
    ideal,
    one_job: one.seconds,
    ...timed,
    ratio: timed.seconds / ideal,
  };
  console.log(
    `${jobs} model jobs, ${atOnce} at once, ${latencyMs} ms a call, ${calls} calls: ${timed.seconds.toFixed(1)} s, ${(timed.seconds / ideal).toFixed(3)} × ideal, ${timed.cpu_seconds.toFixed(1)} s of CPU (load ${loadavg()[0]?.toFixed(1)})`,
  );
}

function written(name: string, jobs: number, question: (index: number, account: string) => string): string {
  const path = join(folder, `${name}.ndjson`);
  const lines = Array.from({ length: jobs }, (_, index) => {
    const id = `job-${index + 1}`;
    return `${JSON.stringify({ id, question: question(index, names[index % names.length] ?? "") })}\n`;
  });
  writeFileSync(path, lines.join(""));
  return path;
}

async function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Timed> {
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", rootPath("bench/print-cpu.mjs"), values.main, ...args], {
    cwd: folder,
    env: { ...bareEnvironment(folder), ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [exit] = (await once(child, "close")) as [number | null];
  const seconds = (performance.now() - start) / 1000;
  if (exit !== 0) throw new Error(`echo-cs ${args.join(" ")} exited with ${exit}\n${stderr}`);
  return { seconds, cpu_seconds: Number(/cpu (\d+(?:\.\d+)?)/.exec(stderr)?.[1] ?? Number.NaN) };
}

function twoTurns({ messages }: SentBody): Served {
  const call = { type: "tool_use", id: "toolu_1", name: "facts", input: { metrics: ["logins_change_30d"] } };
  return messages.length === 1 ? { content: [call] } : briefJson("The account needs a look.");
}
