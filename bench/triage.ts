import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bareEnvironment, MAIN } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";
import { textTable } from "./summary.ts";

// Streams of made-up tickets through the built program: tickets a second, time to the first line, peak memory.
// `--sizes 10000,100000`, `--main PATH` for another build.
const { values } = parseArgs({ options: { sizes: { type: "string", default: "10000,100000" }, main: { type: "string", default: MAIN } } });
const sizes = values.sizes.split(",").map(Number);
const MEDIAN_WORDS = 60;
const A_PIECE = 500;

interface Measured {
  readonly tickets: number;
  readonly seconds: number;
  readonly firstLineMs: number;
  readonly cpuSeconds: number;
  readonly peakMib: number;
}

const folder = mkdtempSync(join(tmpdir(), "echo-cs-"));
try {
  const results: Measured[] = [];
  for (const size of sizes) results.push(await measure(size));
  const rows = results.map(({ tickets, seconds, firstLineMs, cpuSeconds, peakMib }) => [
    tickets.toLocaleString("en-US"),
    seconds.toFixed(1),
    Math.round(tickets / seconds).toLocaleString("en-US"),
    cpuSeconds.toFixed(1),
    firstLineMs.toFixed(0),
    String(peakMib),
  ]);
  console.log(textTable([["tickets", "seconds", "a second", "CPU s", "first line ms", "peak MiB"], ...rows]));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(tickets: number): Promise<Measured> {
  const cost = join(folder, "cost.json");
  const started = performance.now();
  const child = spawn(process.execPath, ["--require", rootPath("bench/process-cost.cjs"), values.main, "triage"], {
    cwd: folder,
    env: { ...bareEnvironment(folder), PROCESS_COST_FILE: cost },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let firstLineMs = 0;
  let lines = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    if (firstLineMs === 0) firstLineMs = performance.now() - started;
    for (const byte of chunk) if (byte === 10) lines += 1;
  });
  for (const piece of csvOf(tickets)) if (!child.stdin.write(piece)) await once(child.stdin, "drain");
  child.stdin.end();
  await once(child, "close");
  if (lines !== tickets) throw new Error(`${tickets} tickets went in, ${lines} lines came out`);
  const { peak_mib: peakMib, cpu_ms: cpuMs } = JSON.parse(readFileSync(cost, "utf8")) as { peak_mib: number; cpu_ms: number };
  return { tickets, seconds: (performance.now() - started) / 1000, firstLineMs, cpuSeconds: cpuMs / 1000, peakMib };
}

/** Tickets put together from sentences of the training tickets, the same ones every time. */
function* csvOf(tickets: number): Generator<string> {
  const texts = readFileSync(rootPath("training/triage/tickets.ndjson"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { subject: string; description: string });
  const sentences = texts.flatMap(({ description }) => description.split(/(?<=[.!?])\s+/)).filter((text) => text.length > 10);
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  let seed = 1;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  yield "id,subject,description,requester_email,organization,created_at\n";
  for (let done = 0; done < tickets; done += A_PIECE) {
    const rows: string[] = [];
    for (let at = done; at < Math.min(tickets, done + A_PIECE); at += 1) {
      const length = MEDIAN_WORDS / 2 + next(MEDIAN_WORDS);
      let text = "";
      for (let words = 0; words < length;) {
        const sentence = sentences[next(sentences.length)] ?? "";
        text += `${sentence} `;
        words += sentence.split(" ").length;
      }
      rows.push(
        `T${at},${quoted(texts[next(texts.length)]?.subject ?? "")},${quoted(text)},u${at % 5000}@c${at % 900}.example,Company ${at % 900},2026-11-20T09:00:00Z\n`,
      );
    }
    yield rows.join("");
  }
}
