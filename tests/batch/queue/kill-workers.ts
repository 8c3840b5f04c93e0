import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { type SentBody, type Served, toolCall } from "../../../src/testing/model-server.ts";
import { type TestPostgres, testPostgres } from "../../../src/testing/postgres.ts";
import { removeFolder, tempFolder } from "../../../src/testing/temp-workspace.ts";
import { ACCOUNTS, callOf, type Ended, type QueueRig, queueRig, type Started, until } from "./queue-rig.ts";

export const FAULTS = ["kill", "restart", "cut", "skew", "storm", "full-disk"] as const;
export type Fault = (typeof FAULTS)[number];

/** What rounds of faults came to. */
export interface KillWorkersCounts {
  rounds: number;
  jobs: number;
  faults: Record<Fault, number>;
  /** Rounds in which the fault met work under way. */
  felt: number;
  /** Jobs without a result, with two, or with one that says that it failed. */
  lost: number;
  twice: number;
  failed: number;
  /** Workspaces that are not, to the byte, what the same jobs leave behind without any fault. */
  different: number;
  calls: number;
  /** Answered calls that were made before: of those in flight when a worker died or let go. */
  repeated: number;
  refused: number;
  /** The most calls at the same time, and in any minute, at the model server; and how often that was more than allowed. */
  mostAtOnce: number;
  mostInMinute: number;
  exceeded: number;
  readonly notes: string[];
}

export interface KillWorkersPlan {
  readonly rounds: number;
  /** Draws from 0 to 1. */
  readonly chance: () => number;
  readonly faults?: readonly Fault[];
  readonly jobs?: number;
  readonly workers?: number;
  readonly told?: (counts: KillWorkersCounts) => void;
}

const AT_ONCE = 4;
const PER_MINUTE = 90;
const LATENCY_MS = 250;
const MINUTE_MS = 60_000;
const CALLS = 3;

/** Runs batches on several workers while something breaks in each round, and compares what they leave behind with a run in which nothing does. */
export async function killWorkers(plan: KillWorkersPlan): Promise<KillWorkersCounts> {
  const { rounds, chance, faults = FAULTS, jobs = 10, workers = 3, told } = plan;
  const postgres = await testPostgres({ own: true });
  const model = watchedModel();
  const rig = await queueRig(postgres, { reply: model.reply, latencyMs: 0 });
  const counts: KillWorkersCounts = {
    rounds: 0,
    jobs: 0,
    faults: { kill: 0, restart: 0, cut: 0, skew: 0, storm: 0, "full-disk": 0 },
    felt: 0,
    lost: 0,
    twice: 0,
    failed: 0,
    different: 0,
    calls: 0,
    repeated: 0,
    refused: 0,
    mostAtOnce: 0,
    mostInMinute: 0,
    exceeded: 0,
    notes: [],
  };
  const base = await workspace(rig, jobs);
  const crew: Started[] = [];
  const scene = (): Scene => ({ rig, postgres, model, crew, hire, chance });
  const hire = (skewMs = 0): void =>
    void crew.push(rig.start(["worker", "--concurrency", "4"], skewMs === 0 ? {} : { node: skewed(skewMs) }));
  try {
    await rig.run(["batch", "jobs.ndjson", "-C", base, "--json"], { cwd: base, env: { ECHO_DATABASE_URL: "" } });
    const expected = filesOf(base);
    clearWork(base);
    for (let each = 0; each < workers; each += 1) hire();
    while (counts.rounds < rounds) {
      const fault = faults[counts.rounds % faults.length] ?? "kill";
      const folder = tempFolder();
      cpSync(base, folder, { recursive: true, preserveTimestamps: true });
      const before = model.calls.length;
      const small = fault === "full-disk" ? await onSmallDisk(rig) : undefined;
      const batch = rig.start(["batch", "jobs.ndjson", "-C", folder, "--json", "--queue"], { cwd: folder });
      await until(() => model.calls.length > before, "the first call");
      await wait(1_500 * chance());
      const isFelt = await breakSomething(fault, scene());
      const ended = await batch.ended;
      counts.rounds += 1;
      counts.felt += isFelt || (await gaveUp(small)) ? 1 : 0;
      counts.faults[fault] += 1;
      await count(counts, { ended, jobs, folder, expected, calls: model.calls.slice(before), fault });
      removeFolder(folder);
      told?.(counts);
    }
    await finalCounts(counts, model, rig);
    return counts;
  } finally {
    await rig.close();
    removeFolder(base);
    await postgres.stop();
  }
}

interface Scene {
  readonly rig: QueueRig;
  readonly postgres: TestPostgres;
  readonly model: WatchedModel;
  readonly crew: Started[];
  readonly hire: (skewMs?: number) => void;
  readonly chance: () => number;
}

/** Breaks one thing; false where nothing was under way that could have felt it. */
async function breakSomething(fault: Fault, { rig, postgres, model, crew, hire, chance }: Scene): Promise<boolean> {
  const killOne = async (): Promise<boolean> => {
    const rows = await rig.database.query("select executor_id from dbos.workflow_status where status = 'PENDING' order by 1");
    const busy = crew.filter(({ child }) => rows.some((row) => String(row["executor_id"]).includes(`-${child.pid}-`)));
    const victims = busy.length > 0 ? busy : crew;
    const victim = victims[Math.floor(chance() * victims.length)];
    victim?.child.kill("SIGKILL");
    await victim?.ended;
    if (victim !== undefined) crew.splice(crew.indexOf(victim), 1);
    return busy.length > 0;
  };
  if (fault === "kill") {
    const isFelt = await killOne();
    hire();
    return isFelt;
  }
  if (fault === "skew") {
    const isFelt = await killOne();
    hire((chance() < 0.5 ? -1 : 1) * 7_200_000);
    return isFelt;
  }
  if (fault === "restart") await postgres.restart();
  else if (fault === "storm") model.storm(2_000);
  else if (fault === "cut")
    for (let cut = 0; cut < 4; cut += 1) {
      await rig.database.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      await wait(400 * chance());
    }
  return fault !== "full-disk";
}

/** A worker that waits for jobs and has no room for the book. */
async function onSmallDisk(rig: QueueRig): Promise<Started> {
  const small = rig.start([], { node: fullDisk(rig.folder) });
  await until(() => small.said().includes("Worker "), "the worker on the small disk");
  return small;
}

/** Whether it met its full disk, gave its jobs back and ended by itself. */
async function gaveUp(small: Started | undefined): Promise<boolean> {
  if (small === undefined) return false;
  small.child.kill("SIGTERM");
  return (await small.ended).stderr.includes("This machine cannot go on");
}

/** A process whose clock is off. */
function skewed(ms: number): string[] {
  const code = `const D = Date; globalThis.Date = class extends D { constructor(...a) { if (a.length) super(...a); else super(D.now() + ${ms}); } static now() { return D.now() + ${ms}; } };`;
  return ["--import", `data:text/javascript,${encodeURIComponent(code)}`];
}

/** Node, told to start a worker whose cache lies on a disk that holds next to nothing. */
function fullDisk(folder: string): string[] {
  const cache = join(folder, "small-disk");
  mkdirSync(cache, { recursive: true });
  const code = `import { spawn } from "node:child_process";
    const main = process.argv[1];
    const child = spawn("unshare", ["-rm", "sh", "-c", 'mount -t tmpfs -o size=64k tmpfs "$1" && exec "$2" "$3" worker --cache "$1"', "sh", ${JSON.stringify(cache)}, process.execPath, main], { stdio: "inherit" });
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.on("exit", (code) => process.exit(code ?? 1));
    await new Promise(() => {});`;
  return ["--import", `data:text/javascript,${encodeURIComponent(code)}`];
}

interface Call {
  readonly name: string;
  readonly at: number;
  readonly answered: boolean;
}

interface WatchedModel {
  readonly reply: (body: SentBody) => Promise<Served>;
  readonly calls: readonly Call[];
  readonly mostAtOnce: () => number;
  /** Refuses everything for so long. */
  readonly storm: (ms: number) => void;
}

function watchedModel(): WatchedModel {
  const calls: Call[] = [];
  let [atOnce, mostAtOnce, stormUntil] = [0, 0, 0];
  return {
    calls,
    mostAtOnce: () => mostAtOnce,
    storm: (ms) => (stormUntil = performance.now() + ms),
    reply: async (body) => {
      const at = performance.now();
      const isStorm = at < stormUntil;
      calls.push({ name: callOf(JSON.stringify(body)), at, answered: !isStorm });
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      try {
        if (isStorm) return { status: 429, headers: { "retry-after-ms": "700" } };
        await wait(LATENCY_MS);
        return conversation(body);
      } finally {
        atOnce -= 1;
      }
    },
  };
}

/** Facts and a new file, then a change of it that done twice would show, then the Brief. */
function conversation({ messages }: SentBody): Served {
  const name = /case-\d+/.exec(JSON.stringify(messages[0]))?.[0] ?? "none";
  const path = `drafts/${name}.md`;
  if (messages.length === 1)
    return { content: [toolCall("facts", { metrics: ["logins_change_30d"] }), toolCall("write_file", { path, text: "begun" })] };
  if (messages.length === 3) return { content: [toolCall("edit_file", { path, old: "begun", new: "begun, and done" })] };
  return JSON.stringify({ headline: "The account needs a look.", findings: [], actions: [], references: [], unknowns: [] });
}

/** A workspace with its snapshot ready and its limits set. */
async function workspace(rig: QueueRig, jobs: number): Promise<string> {
  const base = tempFolder();
  cpSync(join(ROOT, "examples", "northstar", "exports"), join(base, "exports"), { recursive: true, preserveTimestamps: true });
  const limits = `budget: { concurrency: ${AT_ONCE}, requests_per_minute: ${PER_MINUTE}, tokens_per_minute: 4000000 }`;
  writeFileSync(join(base, "echo.yaml"), `company: { name: Northstar }\ntimezone: UTC\ncurrency: USD\n${limits}\n`);
  const lines = Array.from({ length: jobs }, (_, index) => {
    const question = `why is ${ACCOUNTS[index % ACCOUNTS.length] ?? ""} churning, case-${index + 1}?`;
    // The analyst answers about what a model is not asked about: equal tasks would share their files.
    if (index < ACCOUNTS.length) return { id: `job-${index + 1}`, question };
    return { id: `job-${index + 1}`, question: `prepare the renewal of ${ACCOUNTS[index % ACCOUNTS.length] ?? ""}`, args: ["--no-model"] };
  });
  writeFileSync(join(base, "jobs.ndjson"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  await rig.run(["import", "-C", base]);
  return base;
}

const WORK = ["tasks", "handoffs", "drafts", "history", "memory", "reports", ".echo/runs"];

/**
 * Everything that jobs wrote, by path. Transcripts are left out, which a queue keeps in its database, and the drafts of files that a killed
 * process was about to replace.
 */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const files = WORK.flatMap((part) =>
    existsSync(join(folder, part))
      ? readdirSync(join(folder, part), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !/transcript-|\.lock$|\.tmp$/.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name))
      : [],
  );
  return new Map(files.sort().map((file) => [file.slice(folder.length + 1), readFileSync(file, "utf8")]));
}

function clearWork(folder: string): void {
  for (const part of WORK) rmSync(join(folder, part), { recursive: true, force: true });
  rmSync(join(folder, ".echo", "batches"), { recursive: true, force: true });
}

interface Round {
  readonly ended: Ended;
  readonly jobs: number;
  readonly folder: string;
  readonly expected: ReadonlyMap<string, string>;
  readonly calls: readonly Call[];
  readonly fault: Fault;
}

async function count(counts: KillWorkersCounts, { ended, jobs, folder, expected, calls, fault }: Round): Promise<void> {
  const note = (text: string): void => void counts.notes.push(`round ${counts.rounds} (${fault}): ${text}`);
  const lines = ended.stdout.trim() === "" ? [] : ended.stdout.trim().split("\n");
  const results = lines.map((line) => JSON.parse(line) as { id: string; status: string; error?: object });
  const ids = results.map(({ id }) => id);
  counts.jobs += jobs;
  counts.lost += jobs - new Set(ids).size;
  counts.twice += ids.length - new Set(ids).size;
  const failed = results.filter(({ status }) => status !== "ok");
  counts.failed += failed.length;
  if (ended.exit !== 0)
    note(`exit ${ended.exit}: ${JSON.stringify(failed.map(({ id, error }) => [id, error]))} ${ended.stderr.slice(-400)}`);
  const found = filesOf(folder);
  const differing = [...new Set([...found.keys(), ...expected.keys()])].filter((path) => found.get(path) !== expected.get(path));
  for (const path of differing.slice(0, 3)) note(`differs: ${path}: ${firstDifference(found.get(path), expected.get(path))}`);
  counts.different += differing.length > 0 ? 1 : 0;
  const answered = calls.filter((call) => call.answered).map(({ name }) => name);
  counts.calls += answered.length;
  counts.refused += calls.length - answered.length;
  counts.repeated += answered.length - new Set(answered).size;
  const missing = Math.min(jobs, ACCOUNTS.length) * CALLS - new Set(answered).size;
  if (missing !== 0) note(`${missing} calls were never made`);
}

function firstDifference(found = "", expected = ""): string {
  const at = [...expected].findIndex((character, index) => found[index] !== character);
  const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 60), at + 120));
  return at < 0 ? `${found.length} characters, not ${expected.length}` : `${around(found)} not ${around(expected)}`;
}

async function finalCounts(counts: KillWorkersCounts, { calls, mostAtOnce }: WatchedModel, rig: QueueRig): Promise<void> {
  counts.mostAtOnce = mostAtOnce();
  let first = 0;
  for (const [index, { at }] of calls.entries()) {
    while ((calls[first]?.at ?? at) <= at - MINUTE_MS) first += 1;
    counts.mostInMinute = Math.max(counts.mostInMinute, index - first + 1);
  }
  counts.exceeded = (counts.mostAtOnce > AT_ONCE ? 1 : 0) + (counts.mostInMinute > PER_MINUTE ? 1 : 0);
  const open = await rig.database.query("select 1 from dbos.workflow_status where status in ('ENQUEUED', 'PENDING')");
  const left = await rig.database.query("select 1 from echo.journal");
  if (open.length + left.length > 0) counts.notes.push(`left behind: ${open.length} jobs on the queue, ${left.length} lines of journals`);
}
