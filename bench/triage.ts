import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bareEnvironment, MAIN } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";
import { textTable } from "./summary.ts";
import { writeResults } from "./results.ts";
import { triageAccuracy } from "./triage-accuracy.ts";
import { type PeerCost, peerCosts } from "./triage-peers.ts";
import { madeTickets } from "./triage-tickets.ts";

// Streams of made-up tickets through the built program: tickets a second, time to the first line, peak memory.
// `--sizes 10000,100000`, `--main PATH` for another build, `--peers` to hold it against other classifiers, which do less.
const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "10000,100000" },
    main: { type: "string", default: MAIN },
    peers: { type: "boolean", default: false },
  },
});
const sizes = values.sizes.split(",").map(Number);
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
  const accuracy = triageAccuracy(folder, values.main);
  console.log(
    `\n${accuracy.judged} judged English tickets: capability ${percent(accuracy.capability)} right, sentiment ${percent(accuracy.sentiment)}, type ${percent(accuracy.type)}`,
  );
  const peers = values.peers ? peerCosts(folder) : [];
  if (values.peers) console.log(`\n${peersText(results, peers)}`);
  writeResults("triage", { results, per_cpu_second: warmRate(results), accuracy, peers });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Tickets a second of processor time without the program's start, from reading CSV to printing JSON: from two sizes. */
function warmRate(results: readonly Measured[]): number | null {
  const [first, last] = [results[0], results.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  return (last.tickets - first.tickets) / (last.cpuSeconds - first.cpuSeconds);
}

/** Beside the others' answers alone. */
function peersText(results: readonly Measured[], peers: readonly PeerCost[]): string {
  const ours = warmRate(results);
  if (ours === null) return "Give two sizes to compare with peers.";
  const rows = peers.map(({ name, does, tickets, cpuSeconds, accuracy }) => {
    const rate = tickets / cpuSeconds;
    return [name, does, Math.round(rate).toLocaleString("en-US"), `${(ours / rate).toFixed(1)}×`, percent(accuracy)];
  });
  return textTable([
    ["", "says", "tickets a CPU second", "echo-cs is", "right"],
    ["echo-cs triage", "everything", Math.round(ours).toLocaleString("en-US"), "", ""],
    ...rows,
  ]);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
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

/** The tickets as the CSV of a help desk, in pieces. */
function* csvOf(tickets: number): Generator<string> {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  yield "id,subject,description,requester_email,organization,created_at\n";
  let rows: string[] = [];
  let at = 0;
  for (const { id, subject, description } of madeTickets(tickets)) {
    rows.push(
      `${id},${quoted(subject)},${quoted(description)},u${at % 5000}@c${at % 900}.example,Company ${at % 900},2026-11-20T09:00:00Z\n`,
    );
    at += 1;
    if (rows.length < A_PIECE) continue;
    yield rows.join("");
    rows = [];
  }
  yield rows.join("");
}
