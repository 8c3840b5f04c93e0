import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { type SentBody, type Served, startModelServer, toolCall } from "../../src/testing/model-server.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

/** What batches came to that were killed again and again until they were done. */
export interface KillBatchCounts {
  kills: number;
  /** Kills after which some jobs, and not all, had ended. */
  within: number;
  batches: number;
  jobs: number;
  /** Jobs without a result in the end, jobs with two, and jobs that were run again although their result was on record. */
  lost: number;
  twice: number;
  repeatedJobs: number;
  /** Calls of models on record when a batch was killed, and calls that were made again although they were. */
  recordedCalls: number;
  repeatedCalls: number;
  readonly faults: string[];
}

export interface KillBatchPlan {
  readonly kills: number;
  /** How Node runs the program. */
  readonly command: readonly string[];
  readonly chance: () => number;
  readonly jobs?: number;
}

const CALLS = 2;
const RESULTS = "results.ndjson";

/** Kills batches at moments drawn from `chance` (0–1), half of their jobs asked of a model, until so many were killed; each is ended. */
export async function killBatches({ kills, command, chance, jobs = 40 }: KillBatchPlan): Promise<KillBatchCounts> {
  const server = await startModelServer({ reply: twoTurns, latencyMs: 20 });
  const counts: KillBatchCounts = {
    kills: 0,
    within: 0,
    batches: 0,
    jobs: 0,
    lost: 0,
    twice: 0,
    repeatedJobs: 0,
    recordedCalls: 0,
    repeatedCalls: 0,
    faults: [],
  };
  try {
    while (counts.kills < kills) {
      const folder = await demoFolder();
      const ids = writeJobs(folder, jobs);
      counts.batches += 1;
      counts.jobs += ids.length;
      for (let round = 0; ; round += 1) {
        const [ended, called, asked] = [resultsIn(folder), callsIn(folder), server.requests.length];
        const end = counts.kills >= kills;
        const exit = await run(
          [...command, "batch", "jobs.ndjson", "--demo", "--out", RESULTS, "--concurrency", "4", ...(round === 0 ? [] : ["--resume"])],
          {
            folder,
            url: server.url,
            // Counted from the first sign of work: the start of the program, which takes longer, has nothing to lose.
            moment: end
              ? undefined
              : async () => {
                  while (server.requests.length === asked && resultsIn(folder).length === ended.length) await wait(5);
                  await wait(350 * chance());
                },
          },
        );
        const now = resultsIn(folder);
        counts.repeatedJobs += ended.filter((line, index) => line !== now[index]).length;
        const repeated = server.requests.slice(asked).filter(({ text }) => called.has(callOf(text)));
        counts.repeatedCalls += repeated.length;
        // A call is rightly made again where the exports, and its figures with them, have changed.
        if (repeated.length > 0)
          counts.faults.push(`batch ${counts.batches}, round ${round + 1}: ${repeated.length} calls made again, on ${snapshotsIn(folder)}`);
        if (exit !== null && exit !== 0) counts.faults.push(`batch ${counts.batches}, round ${round + 1}: exit ${exit} ${failures(now)}`);
        if (exit !== null) {
          const found = now.map((line) => (JSON.parse(line) as { id: string; status: string }).id);
          counts.lost += ids.filter((id) => !found.includes(id)).length;
          counts.twice += found.length - new Set(found).size;
          break;
        }
        counts.kills += 1;
        counts.recordedCalls += callsIn(folder).size - called.size;
        if (now.length > 0 && now.length < ids.length) counts.within += 1;
      }
      removeFolder(folder);
    }
    return counts;
  } finally {
    await server.close();
  }
}

function writeJobs(folder: string, count: number): string[] {
  const names = ["Acme Corp", "Juniper Health", "Bluestem Utilities", "Marrowstone Bank", "Mossgate Energy"];
  const jobs = Array.from({ length: count }, (_, index) => ({
    id: `job-${index + 1}`,
    // Each asks in words of its own: a call then tells whose it is.
    question: `why is ${names[index % names.length] ?? ""} churning, case-${index + 1}?`,
    args: index % 2 === 0 ? ["--no-model"] : [],
  }));
  writeFileSync(join(folder, "jobs.ndjson"), jobs.map((job) => `${JSON.stringify(job)}\n`).join(""));
  return jobs.map(({ id }) => id);
}

/** Whole lines of the results. */
function resultsIn(folder: string): string[] {
  const path = join(folder, RESULTS);
  return existsSync(path) ? wholeLines(path) : [];
}

function failures(lines: readonly string[]): string {
  return lines
    .filter((line) => line.includes('"status":"failed"'))
    .join(" ")
    .slice(0, 600);
}

function wholeLines(path: string): string[] {
  const text = readFileSync(path, "utf8");
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .slice(0, -1);
}

/** The calls whose replies are on record, as `callOf` names them. */
function callsIn(folder: string): Set<string> {
  return new Set(
    transcriptsIn(folder).flatMap((events) => {
      const question = events.find(({ type }) => type === "asked")?.asked?.question ?? "";
      return events.filter(({ type }) => type === "replied").map((_, turn) => `${caseOf(question)}/${turn + 1}`);
    }),
  );
}

function snapshotsIn(folder: string): string {
  return [...new Set(transcriptsIn(folder).flatMap((events) => events.flatMap(({ asked }) => asked?.snapshot ?? [])))].join(" and ");
}

interface Event {
  readonly type: string;
  readonly asked?: { readonly question: string; readonly snapshot: string };
}

function transcriptsIn(folder: string): Event[][] {
  const runs = join(folder, "echo-demo", ".echo", "runs");
  const files = existsSync(runs) ? readdirSync(runs, { recursive: true, encoding: "utf8" }) : [];
  return files
    .filter((name) => /transcript-\d+\.ndjson$/.test(name))
    .map((name) => wholeLines(join(runs, name)).map((line) => JSON.parse(line) as Event));
}

function callOf(text: string): string {
  const { messages } = JSON.parse(text) as SentBody;
  return `${caseOf(JSON.stringify(messages[0]))}/${(messages.length + 1) / 2}`;
}

function caseOf(text: string): string {
  return /case-\d+/.exec(text)?.[0] ?? "none";
}

function twoTurns({ messages }: SentBody): Served {
  if (messages.length < CALLS) return { content: [toolCall("facts", { metrics: ["logins_change_30d"] })] };
  return JSON.stringify({ headline: "The account needs a look.", findings: [], actions: [], references: [], unknowns: [] });
}

interface Surroundings {
  readonly folder: string;
  readonly url: string;
  readonly moment: (() => Promise<void>) | undefined;
}

/** Null where it was killed. */
async function run(command: readonly string[], { folder, url, moment }: Surroundings): Promise<number | null> {
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    NO_COLOR: "1",
    TZ: "UTC",
    ANTHROPIC_API_KEY: "sk-ant-loopback",
    ANTHROPIC_BASE_URL: url,
  };
  const child = spawn(process.execPath, command, { cwd: folder, env, stdio: "ignore" });
  const closed = once(child, "close");
  if (moment !== undefined) {
    await Promise.race([closed, moment()]);
    child.kill("SIGKILL");
  }
  const [exit] = (await closed) as [number | null];
  return exit;
}
