import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeWithPostgres, testPostgres, type TestPostgres } from "../../../src/testing/postgres.ts";
import { callOf, type QueueRig, queueRig, sortedLines, until, writeJobs } from "./queue-rig.ts";

/** Several processes one after the other, on a machine that may have other work. */
const LONG_MS = 240_000;

const JOBS = ["jobs.ndjson", "--demo", "--json", "--no-files"];

describeWithPostgres("workers on a queue", () => {
  let postgres: TestPostgres;
  let rig: QueueRig;
  beforeAll(async () => {
    postgres = await testPostgres();
    rig = await queueRig(postgres);
  });
  afterAll(async () => {
    await rig.close();
    await postgres.stop();
  });

  describe("a batch on the queue", () => {
    it(
      "gives the same lines as in one process, and costs nothing the second time",
      async () => {
        writeJobs(rig.folder, 8);
        const local = await rig.run(["batch", ...JOBS]);
        expect(local.exit).toBe(0);
        const calls = rig.server.requests.length;
        expect(calls).toBe(12);

        const worker = rig.start(["worker", "--concurrency", "4"]);
        const queued = await rig.run(["batch", ...JOBS, "--queue"]);
        expect(queued.exit).toBe(0);
        expect(sortedLines(queued.stdout)).toEqual(sortedLines(local.stdout));
        expect(rig.server.requests.length).toBe(2 * calls);

        const again = await rig.run(["batch", ...JOBS, "--queue"]);
        expect(again.stderr).toContain("8 jobs on the queue echo, all of them there before");
        expect(sortedLines(again.stdout)).toEqual(sortedLines(local.stdout));
        expect(rig.server.requests.length).toBe(2 * calls);

        const id = /Batch ([0-9a-f]{16})/.exec(again.stderr)?.[1] ?? "";
        const attached = await rig.run(["batch", "--attach", id, "--json"]);
        expect(sortedLines(attached.stdout)).toEqual(sortedLines(local.stdout));

        worker.child.kill("SIGTERM");
        const ended = await worker.ended;
        expect(ended).toMatchObject({ exit: 0, stdout: "" });
        expect(ended.stderr).toContain("8 jobs done, 0 given back");
        expect(await rig.database.query("select worker from echo.workers")).toEqual([]);
        expect(await rig.database.query("select 1 from echo.journal")).toEqual([]);
      },
      LONG_MS,
    );

    it(
      "writes into the workspace that the worker sees, and there alone",
      async () => {
        writeJobs(rig.folder, 2, { first: 50 });
        const detached = await rig.run(["batch", "jobs.ndjson", "--demo", "--json", "--queue", "--detach"]);
        const { batch, jobs } = JSON.parse(detached.stdout) as { batch: string; jobs: number };
        expect(jobs).toBe(2);
        const elsewhere = await rig.run(["worker", "--until-empty", "-C", "/nowhere"]);
        expect(elsewhere.stderr).toContain("2 jobs done");
        const refused = await rig.run(["batch", "--attach", batch, "--json"]);
        expect(refused.exit).toBe(3);
        expect(refused.stdout).toContain('"code":"queue-workspace"');
        expect(existsSync(join(rig.folder, "echo-demo", "tasks"))).toBe(false);

        const again = rig.start(["batch", "jobs.ndjson", "--demo", "--json", "--queue", "--retry-failed"]);
        await rig.run(["worker", "--until-empty"]);
        // Whether the worker came before or after, what is left is done by this one.
        await until(() => again.said().includes("on the queue"), "enqueued again");
        const worker = rig.start(["worker"]);
        expect(await again.ended).toMatchObject({ exit: 0 });
        worker.child.kill("SIGTERM");
        await worker.ended;
        expect(readdirSync(join(rig.folder, "echo-demo", "tasks")).length).toBeGreaterThan(3);
      },
      LONG_MS,
    );
  });

  describe("a worker that dies", () => {
    it(
      "loses the call in flight at most: another goes on from what is on record",
      async () => {
        const slow = await queueRig(postgres, { latencyMs: 400 });
        try {
          const ids = writeJobs(slow.folder, 4, { analyst: 99 });
          const first = slow.start(["worker"]);
          const queued = slow.start(["batch", ...JOBS, "--queue"]);
          // Every job has its first reply on record and its second call in flight.
          await until(() => slow.server.requests.filter(({ text }) => callOf(text).endsWith("/2")).length === 4, "all second calls");
          const killedAt = slow.server.requests.length;
          first.child.kill("SIGKILL");
          await first.ended;
          const second = slow.start(["worker"]);
          const { exit, stdout } = await queued.ended;
          expect(exit).toBe(0);
          expect(sortedLines(stdout).map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(ids);
          const repeated = slow.server.requests.slice(killedAt).map(({ text }) => callOf(text));
          expect(repeated.sort()).toEqual(["case-1/2", "case-2/2", "case-3/2", "case-4/2"]);
          second.child.kill("SIGTERM");
          expect((await second.ended).stderr).toContain("4 jobs of a worker that is gone");
        } finally {
          await slow.close();
        }
      },
      LONG_MS,
    );

    it(
      "that was only held up comes back to jobs that are another's, and records nothing",
      async () => {
        const slow = await queueRig(postgres, { latencyMs: 400 });
        try {
          writeJobs(slow.folder, 3, { analyst: 99 });
          const first = slow.start(["worker"]);
          const queued = slow.start(["batch", ...JOBS, "--queue"]);
          await until(() => slow.server.requests.filter(({ text }) => callOf(text).endsWith("/2")).length === 3, "all second calls");
          first.child.kill("SIGSTOP");
          const second = slow.start(["worker"]);
          expect((await queued.ended).exit).toBe(0);
          const calls = slow.server.requests.length;
          first.child.kill("SIGCONT");
          writeJobs(slow.folder, 2, { first: 10, analyst: 99 });
          expect((await slow.run(["batch", ...JOBS, "--queue"])).exit).toBe(0);
          expect(slow.server.requests.length).toBe(calls + 4);
          expect(await slow.database.query("select count(*)::int as n from echo.results")).toEqual([{ n: 5 }]);
          expect(await slow.database.query("select 1 from echo.journal")).toEqual([]);
          for (const worker of [first, second]) {
            worker.child.kill("SIGTERM");
            expect((await worker.ended).exit).toBe(0);
          }
        } finally {
          await slow.close();
        }
      },
      LONG_MS,
    );

    it(
      "gives back what it has not begun when it is asked to end, and ends the call it has",
      async () => {
        const slow = await queueRig(postgres, { latencyMs: 700 });
        try {
          writeJobs(slow.folder, 6, { analyst: 99 });
          const queued = slow.start(["batch", ...JOBS, "--queue"]);
          const first = slow.start(["worker", "--concurrency", "3"]);
          await until(() => slow.server.requests.length === 3, "three calls");
          first.child.kill("SIGTERM");
          const ended = await first.ended;
          expect(ended.exit).toBe(0);
          expect(ended.stderr).toContain("0 jobs done, 3 given back");
          expect(
            await slow.database.query(
              "select status, recovery_attempts::int as n, count(*)::int as jobs from dbos.workflow_status group by 1, 2",
            ),
          ).toEqual([{ status: "ENQUEUED", n: 0, jobs: 6 }]);
          const replies = await slow.database.query(
            "select event::json ->> 'type' as type, count(*)::int as n from echo.journal group by 1 order by 1",
          );
          expect(replies).toContainEqual({ type: "replied", n: 3 });
          const second = slow.start(["worker"]);
          expect((await queued.ended).exit).toBe(0);
          const calls = slow.server.requests.map(({ text }) => callOf(text));
          expect(new Set(calls).size).toBe(12);
          expect(calls.length).toBe(12);
          second.child.kill("SIGTERM");
          await second.ended;
        } finally {
          await slow.close();
        }
      },
      LONG_MS,
    );
  });

  describe("what does not fit together", () => {
    it(
      "a worker of another version refuses, and whoever enqueues hears that nobody comes",
      async () => {
        const odd = await queueRig(postgres);
        try {
          writeJobs(odd.folder, 1, { analyst: 1 });
          const queued = odd.start(["batch", ...JOBS, "--queue"]);
          await until(() => queued.said().includes("waits for a worker of"), "the remark");
          expect(queued.said()).toMatch(
            /1 job waits for a worker of \S+\+book\.\d+\+queue\.1 on the queue echo\. Start one: echo-cs worker --queue echo/,
          );
          await odd.database.query("update dbos.workflow_status set application_version = '0.0.1+book.1+queue.1'");
          const refused = await odd.run(["worker"]);
          expect(refused.exit).toBe(1);
          expect(refused.stderr).toContain("holds 1 job for 0.0.1+book.1+queue.1");
          await odd.database.query("update echo.schema_version set version = 99");
          const newer = await odd.run(["worker"]);
          expect(newer.exit).toBe(1);
          expect(newer.stderr).toContain("The queue's tables are of version 99; this ECHO works with version 1.");
          queued.child.kill("SIGINT");
          const ended = await queued.ended;
          expect(ended.exit).toBe(130);
          expect(ended.stderr).toContain("echo-cs batch --attach");
        } finally {
          await odd.close();
        }
      },
      LONG_MS,
    );

    it(
      "a snapshot with other bytes is refused, by path and by address",
      async () => {
        const odd = await queueRig(postgres);
        try {
          writeJobs(odd.folder, 1, { analyst: 1 });
          await odd.run(["batch", ...JOBS, "--queue", "--detach", "--snapshot-url", `${odd.server.url}/book.duckdb`]);
          const book = join(odd.folder, "echo-demo", ".echo", "book.duckdb");
          const bytes = readFileSync(book);
          bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
          // The folder holds a link to a book that other tests use: a new file in its place.
          writeFileSync(`${book}.new`, bytes);
          const { renameSync } = await import("node:fs");
          renameSync(`${book}.new`, book);
          await odd.run(["worker", "--until-empty"]);
          const [row] = await odd.database.query("select status, result from echo.results");
          expect(row?.["status"]).toBe("failed");
          expect(String(row?.["result"])).toContain('"code":"queue-book"');
        } finally {
          await odd.close();
        }
      },
      LONG_MS,
    );

    it(
      "missing packages are told with the line that installs them",
      async () => {
        const hide = `import { register } from "node:module"; register("data:text/javascript," + encodeURIComponent(
        'export async function resolve(s, c, n) { if (/^(pg|@dbos-inc)/.test(s)) { const e = new Error("Cannot find package"); e.code = "ERR_MODULE_NOT_FOUND"; throw e; } return n(s, c); }'));
        import Module from "node:module"; const r = Module._resolveFilename; Module._resolveFilename = function (s, ...a) {
          if (/^(pg|@dbos-inc)/.test(s)) { const e = new Error("Cannot find module"); e.code = "MODULE_NOT_FOUND"; throw e; } return r.call(this, s, ...a); };`;
        const { exit, stderr } = await rig.run(["worker"], { node: ["--import", `data:text/javascript,${encodeURIComponent(hide)}`] });
        expect(exit).toBe(1);
        expect(stderr).toContain("npm install @dbos-inc/dbos-sdk pg");
      },
      LONG_MS,
    );

    it(
      "a queue without a database, or with one that is away, is told without its password",
      async () => {
        const none = await rig.run(["worker"], { env: { ECHO_DATABASE_URL: "" } });
        expect(none).toMatchObject({ exit: 1 });
        expect(none.stderr).toContain("ECHO_DATABASE_URL is not set");
        const away = await rig.run(["worker"], { env: { ECHO_DATABASE_URL: "postgresql://u:tops3cret@127.0.0.1:1/echo" } });
        expect(away.exit).toBe(5);
        expect(away.stderr).toContain("127.0.0.1:1/echo cannot be reached");
        expect(away.stderr).not.toContain("tops3cret");
      },
      LONG_MS,
    );
  });
});
