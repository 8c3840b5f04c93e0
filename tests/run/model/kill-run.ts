import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { demoFolder } from "../../../src/testing/demo-book.ts";
import { startModelServer, toolCall, type SentBody, type Served } from "../../../src/testing/model-server.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";

/** What runs that were killed and taken up again came to. */
export interface KillRunCounts {
  killed: number;
  /** Killed before the run had begun: there was nothing to take up, and the question was asked anew. */
  before: number;
  /** Killed between its first event and its end. */
  within: number;
  /** The run had ended before the signal came. */
  tooLate: number;
  /** Calls that were on record when the run was killed. */
  recorded: number;
  /** Calls that were made again although they were on record. */
  repeated: number;
  /** Runs that ended in the Brief of a run that nobody killed. */
  same: number;
  readonly faults: string[];
}

const QUESTION = "why is Acme churning?";
const TASK = "churn-acme-2026w47";
const CALLS = 6;

/** Asks the same question `times` times, kills each run at a moment drawn from `chance` (0–1), takes it up again and compares the Briefs. */
export async function killRuns(times: number, command: readonly string[], chance: () => number): Promise<KillRunCounts> {
  const server = await startModelServer({ reply: scripted, latencyMs: 30 });
  const counts: KillRunCounts = { killed: 0, before: 0, within: 0, tooLate: 0, recorded: 0, repeated: 0, same: 0, faults: [] };
  const ask = (folder: string, args: readonly string[], moment?: () => Promise<void>): Promise<Ended> =>
    run([...command, "ask", ...args, "--demo", "--json"], folder, server.url, moment);
  const firstCall = async (before: number): Promise<number> => {
    while (server.requests.length === before) await wait(2);
    return performance.now();
  };
  try {
    const calm = await demoFolder();
    const [began, whole] = await Promise.all([firstCall(0), ask(calm, [QUESTION])]);
    const span = performance.now() - began;
    const draft = draftIn(calm);
    removeFolder(calm);
    if (whole.exit !== 0 || server.requests.length !== CALLS)
      throw new Error(`the run that nobody kills exits with ${whole.exit} after ${server.requests.length} calls\n${whole.stderr}`);
    for (let number = 1; number <= times; number += 1) {
      const folder = await demoFolder();
      // Counted from the first call: the start of the program, which takes longer, has nothing to lose.
      const callsAtStart = server.requests.length;
      const killed = await ask(folder, [QUESTION], async () => {
        await firstCall(callsAtStart);
        await wait(span * chance());
      });
      const events = transcript(folder);
      const recorded = events.filter((line) => line.includes('"type":"replied"')).length;
      const begun = events.some((line) => line.includes('"type":"asked"'));
      if (killed.exit === 0) counts.tooLate += 1;
      else counts.killed += 1;
      if (killed.exit !== 0 && !begun) counts.before += 1;
      if (killed.exit !== 0 && begun) counts.within += 1;
      counts.recorded += recorded;
      const callsBefore = server.requests.length;
      const ended = await ask(folder, begun ? ["--resume", TASK] : [QUESTION]);
      const made = server.requests.length - callsBefore;
      counts.repeated += Math.max(0, made + recorded - CALLS);
      if (ended.stdout === whole.stdout && draftIn(folder) === draft) counts.same += 1;
      else counts.faults.push(`run ${number}: exit ${ended.exit} after ${recorded} recorded calls, another Brief\n${ended.stderr}`);
      if (made + recorded !== CALLS) counts.faults.push(`run ${number}: ${recorded} calls on record, ${made} made after it, of ${CALLS}`);
      removeFolder(folder);
    }
    return counts;
  } finally {
    await server.close();
  }
}

/** A conversation of two agents with an effect in it; what is answered depends on the request alone. */
function scripted({ system = [], messages }: SentBody): Served {
  const turn = (messages.length - 1) / 2;
  const found = (metric: string): string =>
    new RegExp(`\\{(F\\d+)[^}]*\\}[^{]*\\(${metric}\\)`).exec(JSON.stringify(messages))?.[1] ?? "F0";
  if (system[1]?.text.includes("You are customer-support") === true) {
    if (turn === 0) return { content: [toolCall("tickets_search", { account: "acme", days: 90 })] };
    return brief("The tickets speak of the export.", []);
  }
  if (turn === 0)
    return {
      content: [
        toolCall("facts", { metrics: ["logins_change_30d"] }, "toolu_a"),
        toolCall("facts", { metrics: ["overdue_amount", "arr"] }, "toolu_b"),
      ],
    };
  if (turn === 1) return { content: [toolCall("write_file", { path: "drafts/save-plan.md", text: "# Save plan\n" })] };
  if (turn === 2)
    return {
      content: [
        toolCall("handoff", {
          to: "customer-support",
          mode: "consult",
          reason: "tickets may be the cause",
          ask: "what do they write?",
          facts: [found("arr")],
        }),
      ],
    };
  return brief("Acme Corp is leaving.", [
    { kind: "cause", severity: "high", cause: "adoption", statement: `Logins fell {${found("logins_change_30d")}|pct}.`, facts: [] },
  ]);
}

function brief(headline: string, findings: readonly object[]): Served {
  return JSON.stringify({ headline, findings, actions: [], references: [], unknowns: [] });
}

interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(command: readonly string[], cwd: string, url: string, moment: (() => Promise<void>) | undefined): Promise<Ended> {
  const env = {
    PATH: process.env["PATH"],
    HOME: cwd,
    NO_COLOR: "1",
    TZ: "UTC",
    ANTHROPIC_API_KEY: "sk-ant-loopback",
    ANTHROPIC_BASE_URL: url,
  };
  const child = spawn(process.execPath, command, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()));
  const closed = once(child, "close");
  if (moment !== undefined) {
    await Promise.race([closed, moment()]);
    child.kill("SIGKILL");
  }
  const [exit] = (await closed) as [number | null];
  return { exit, ...printed };
}

function transcript(folder: string): string[] {
  const runs = join(folder, "echo-demo", ".echo", "runs", TASK);
  const names = existsSync(runs) ? readdirSync(runs).filter((name) => name.startsWith("transcript-")) : [];
  const text = names.map((name) => readFileSync(join(runs, name), "utf8")).join("");
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((line) => line !== "");
}

function draftIn(folder: string): string | undefined {
  const path = join(folder, "echo-demo", "drafts", "save-plan.md");
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
