import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Check } from "../../../src/app/doctor-check.ts";
import type { DeadLetter } from "../../../src/batch/ops/dead-letters.ts";
import type { QueueStatus } from "../../../src/batch/ops/queue-status.ts";
import type { KnownSchedule } from "../../../src/batch/ops/schedules.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { databaseOf, describeWithPostgres, type TestDatabase, testPostgres, type TestPostgres } from "../../../src/testing/postgres.ts";
import { runCli, runJson } from "../../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";
import { promSamples } from "./prometheus-grammar.ts";

const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const MAIN = join(ROOT, "src", "cli", "main.ts");

describeWithPostgres("looking after queues", () => {
  let [server, database]: [TestPostgres | undefined, TestDatabase | undefined] = [undefined, undefined];
  let cwd = "";
  const children: ChildProcess[] = [];
  const env = (): Record<string, string> => ({ ECHO_DATABASE_URL: database?.url ?? "" });
  const rows = (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> => database?.query(sql) ?? Promise.resolve([]);

  beforeAll(async () => {
    server = await testPostgres();
    database = await databaseOf(server);
    cwd = tempFolder();
    writeFiles(cwd, {
      "echo.yaml": "as_of: 2026-11-20\ntimezone: Europe/Berlin\n",
      "exports/accounts.csv": "account,name,domain,created_on\nC1,Acme Corp,acme.example,2025-01-01\nC2,Birch,birch.example,2025-02-01\n",
      "exports/tickets.csv": "ticket,account,subject,created_at,solved_at,satisfaction\nT1,C1,Login fails,2026-11-19T10:00:00Z,,bad\n",
      "jobs.ndjson": [
        '{"id": "one", "command": "health", "args": ["--all"]}',
        '{"id": "two", "command": "signals", "args": []}',
        '{"id": "bad", "command": "health", "args": ["nobody\\u001b[31m of that name"]}',
        "",
      ].join("\n"),
    });
  });
  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    await database?.drop();
    await server?.stop();
    removeFolder(cwd);
  });

  function worker(...argv: string[]): ChildProcess {
    const child = spawn(process.execPath, ["--import", TSX, MAIN, "worker", ...argv], {
      cwd,
      env: { ...process.env, ...env(), XDG_CACHE_HOME: join(cwd, "cache") },
      stdio: ["ignore", "ignore", "pipe"],
    });
    children.push(child);
    return child;
  }
  const ended = (child: ChildProcess): Promise<number | null> =>
    child.exitCode === null ? new Promise((resolve) => void child.once("exit", resolve)) : Promise.resolve(child.exitCode);
  const status = async (): Promise<QueueStatus> => runJson<QueueStatus>(["workers", "status"], { cwd, env: env() });

  const doctor = async (): Promise<Check[]> =>
    (await runJson<{ checks: Check[] }>(["doctor"], { cwd, env: env() })).checks.filter(({ name }) => name === "queue");

  it("says what is missing before there is a queue, and makes none", async () => {
    expect(await runCli(["workers", "status"], { cwd })).toMatchObject({ exit: 1, stderr: expect.stringContaining("ECHO_DATABASE_URL") });
    expect(await runCli(["workers", "status"], { cwd, env: env() })).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining("no queue"),
    });
    expect(await rows("select 1 from pg_namespace where nspname = 'echo'")).toEqual([]);
    expect(await doctor()).toMatchObject([{ status: "ok", detail: expect.stringMatching(/PostgreSQL \d+.*no queue in it yet/) }]);
    const { checks } = await runJson<{ checks: Check[] }>(
      ["doctor"],
      { cwd, env: { ECHO_DATABASE_URL: "postgresql://u:secret@127.0.0.1:9/x" } },
      1,
    );
    const found = checks.filter(({ name }) => name === "queue");
    expect(found).toMatchObject([{ status: "fail", detail: expect.stringContaining("127.0.0.1:9/x") }]);
    expect(JSON.stringify(found)).not.toContain("secret");
    expect((await runJson<{ checks: Check[] }>(["doctor"], { cwd })).checks.some(({ name }) => name === "queue")).toBe(false);
  });

  it("counts what waits, by priority, and how long", async () => {
    const enqueue = (...argv: string[]) =>
      runJson(["batch", "jobs.ndjson", "--queue", "ops", "--detach", "-C", cwd, ...argv], { cwd, env: env() });
    await enqueue("--batch-id", "first");
    await enqueue("--batch-id", "second", "--priority", "7");
    await rows(`update dbos.workflow_status set created_at = created_at - 90000 where workflow_uuid like 'echo-second-%'`);
    const { queues, workers } = await status();
    expect(workers).toEqual([]);
    expect(queues).toMatchObject([
      {
        queue: "ops",
        jobs: { waiting: 6, running: 0, done: 0, failed: 0, dead: 0, cancelled: 0 },
        waiting_by_priority: [
          { priority: 0, waiting: 3 },
          { priority: 7, waiting: 3 },
        ],
        oldest_waiting: { batch: "second" },
        oldest_running: null,
        versions: [{ open: 6, workers: 0 }],
      },
    ]);
    expect(queues[0]?.oldest_waiting?.seconds).toBeGreaterThanOrEqual(90);
    expect(await doctor()).toMatchObject([
      { status: "warn", detail: expect.stringContaining("6 jobs on the queue ops"), fix: "Start one: echo-cs worker" },
    ]);
    const { stdout } = await runCli(["workers", "status"], { cwd, env: env() });
    expect(stdout).toMatch(/Waiting +6 \(3 at priority 0 and 3 at priority 7\), the oldest for 1 min/);
    expect(stdout).toMatch(/! 6 jobs for ECHO .*, and no worker of that version is alive/);
  });

  it("tells what failed and why, and has it done again", { timeout: 120_000 }, async () => {
    expect(await ended(worker("--queue", "ops", "--until-empty"))).toBe(0);
    const { queues } = await status();
    expect(queues[0]).toMatchObject({
      jobs: { waiting: 0, done: 4, failed: 2 },
      rates: [
        { minutes: 5, done: 4, failed: 2, per_minute: 1.2 },
        { minutes: 60, done: 4, failed: 2, per_minute: 0.1 },
      ],
    });
    const letters = await runJson<DeadLetter[]>(["workers", "failed", "--batch", "first"], { cwd, env: env() });
    expect(letters).toMatchObject([
      { job: "bad", batch: "first", state: "failed", attempts: expect.any(Number), message: expect.stringContaining("nobody") },
    ]);
    expect(await doctor()).toMatchObject([{ status: "warn", detail: "2 failed jobs on the queue ops", fix: "echo-cs workers failed" }]);
    const { stdout } = await runCli(["workers", "failed"], { cwd, env: env() });
    expect(stdout).toContain("Batch first, queue ops: 1 job");
    expect(stdout).not.toContain("\u001b");

    expect(await runCli(["workers", "retry", "goood"], { cwd, env: env() })).toMatchObject({ exit: 1 });
    expect(await runCli(["workers", "retry"], { cwd, env: env() })).toMatchObject({ exit: 1, stderr: expect.stringContaining("--all") });
    expect(await runJson(["workers", "retry", letters[0]?.id ?? ""], { cwd, env: env() })).toEqual({ retried: 1 });
    expect((await status()).queues[0]?.jobs).toMatchObject({ waiting: 1, failed: 1 });
    expect(await runJson(["workers", "retry", "--all"], { cwd, env: env() })).toEqual({ retried: 1 });
    expect((await status()).queues[0]?.jobs).toMatchObject({ waiting: 2, failed: 0, done: 4 });
  });

  it("tells a job that brought down every worker from one that failed", async () => {
    await rows(
      `update dbos.workflow_status set status = 'MAX_RECOVERY_ATTEMPTS_EXCEEDED', recovery_attempts = 11 where status = 'ENQUEUED'`,
    );
    expect((await status()).queues[0]?.jobs).toMatchObject({ waiting: 0, dead: 2, failed: 0 });
    const letters = await runJson<DeadLetter[]>(["workers", "failed"], { cwd, env: env() });
    expect(letters.map(({ state, code, attempts }) => [state, code, attempts])).toEqual([
      ["dead", "dead-letter", 11],
      ["dead", "dead-letter", 11],
    ]);
    expect(await runJson(["workers", "retry", "--all"], { cwd, env: env() })).toEqual({ retried: 2 });
    expect((await status()).queues[0]?.jobs).toMatchObject({ waiting: 2, dead: 0 });
  });

  it("prints metrics that Prometheus can read", async () => {
    await rows("insert into echo.limits (account, paused_until) values ('abc', clock_timestamp() + interval '90 seconds')");
    await rows(
      "insert into echo.spent select 'abc', extract(epoch from clock_timestamp())::bigint - back, 2, 500 from unnest(array[0, 10, 300]) as back",
    );
    const { exit, stdout } = await runCli(["workers", "metrics"], { cwd, env: env() });
    expect(exit).toBe(0);
    const samples = promSamples(stdout);
    expect(samples.get('echo_queue_jobs{queue="ops",state="waiting"}')).toBe(2);
    expect(samples.get('echo_queue_recently_ended_jobs{queue="ops",minutes="60",outcome="done"}')).toBe(4);
    expect(samples.get('echo_queue_oldest_running_seconds{queue="ops"}')).toBe(0);
    expect(samples.get('echo_model_requests{account="abc"}')).toBe(4);
    expect(samples.get('echo_model_tokens{account="abc"}')).toBe(1_000);
    expect(samples.get('echo_model_paused_seconds{account="abc"}')).toBeGreaterThan(60);
    expect((await runCli(["workers", "status"], { cwd, env: env() })).stdout).toMatch(/abc +4 +1,000 +0 +for 1 min/);
  });

  it("runs the nightly sweep and the weekly digest exactly once with three workers", { timeout: 240_000 }, async () => {
    expect(await runCli(["workers", "schedule", "sweep", "--at", "25:00", "-C", cwd], { cwd, env: env() })).toMatchObject({ exit: 1 });
    const queue = ["--queue", "nightly", "-C", cwd];
    expect(await runJson(["workers", "schedule", "sweep", ...queue], { cwd, env: env() })).toMatchObject([
      { name: "sweep", at: "02:00", weekday: null, timezone: "Europe/Berlin", due: null },
    ]);
    await runJson(["workers", "schedule", "digest", ...queue], { cwd, env: env() });
    const all = async (): Promise<KnownSchedule[]> => runJson<KnownSchedule[]>(["workers", "schedule"], { cwd, env: env() });
    expect((await all()).map(({ name, weekday, due }) => [name, weekday, due])).toEqual([
      ["digest", "monday", null],
      ["sweep", null, null],
    ]);
    // As if both had been set up a fortnight ago, with no worker up since.
    await rows("update echo.schedules set created_at = created_at - interval '14 days'");
    const [digest, sweep] = await all();
    const [day] = await rows(
      `select to_char(d, 'YYYY-MM-DD') as sweep, to_char(date_trunc('week', w), 'YYYY-MM-DD') as digest from (select clock_timestamp() at time zone 'Europe/Berlin' - interval '2 hours' as d, clock_timestamp() at time zone 'Europe/Berlin' - interval '6 hours' as w) x`,
    );
    expect([sweep?.due, digest?.due]).toEqual([day?.["sweep"], day?.["digest"]]);
    expect([sweep?.enqueued, digest?.enqueued]).toEqual([false, false]);

    expect((await doctor()).map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/^digest of .* and sweep of .* waits for a worker/),
    );
    const workers = [1, 2, 3].map(() => worker("--queue", "nightly", "-C", cwd, "--metrics-port", "0"));
    const served = new Promise<string>((resolve) => {
      workers[0]?.stderr?.on("data", (text: Buffer) => {
        const [address] = /http:\/\/127\.0\.0\.1:\d+\/metrics/.exec(text.toString()) ?? [];
        if (address !== undefined) resolve(address);
      });
    });
    const names = [`digest-${digest?.due ?? ""}`, `sweep-${sweep?.due ?? ""}`];
    for (let waited = 0; waited < 150; waited += 1) {
      if ((await rows("select 1 from echo.results where batch ~ '^(sweep|digest)-'")).length >= 2) break;
      await sleep(1_000);
    }
    // Each has asked what is due at least once more since.
    await sleep(12_000);
    expect((await status()).workers.filter(({ queue: on, alive }) => on === "nightly" && alive)).toHaveLength(3);
    expect(
      await rows(
        "select batch, count(*)::int as n, min(status) as status, min(result::json ->> 'error') as error from echo.results where batch ~ '^(sweep|digest)-' group by 1 order by 1",
      ),
    ).toEqual(names.map((batch) => ({ batch, n: 1, status: "ok", error: null })));
    expect(await rows("select 1 from echo.jobs j join echo.batches b using (batch) where b.queue = 'nightly'")).toHaveLength(2);
    expect((await all()).map(({ enqueued }) => enqueued)).toEqual([true, true]);
    const history = readFileSync(join(cwd, "history", "health.ndjson"), "utf8")
      .trim()
      .split("\n");
    expect(history).toHaveLength(2);
    const answer = await fetch(await served);
    const samples = promSamples(await answer.text());
    expect([...samples].filter(([name]) => name.startsWith('echo_workers{queue="nightly",')).map(([, value]) => value)).toEqual([3]);
    expect((await fetch(new URL("/", answer.url))).status).toBe(404);
    for (const child of workers) child.kill("SIGTERM");
    expect(await Promise.all(workers.map(ended))).toEqual([0, 0, 0]);
    expect(await runJson(["workers", "schedule", "digest", "--off"], { cwd, env: env() })).toMatchObject([{ name: "sweep" }]);
    expect(await runCli(["workers", "schedule", "digest", "--off"], { cwd, env: env() })).toMatchObject({ exit: 1 });
  });
});
