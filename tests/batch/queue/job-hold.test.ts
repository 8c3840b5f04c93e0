import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type BatchSpec, batchId, parseSpec, workflowId } from "../../../src/batch/queue/batch-spec.ts";
import { enqueueBatch } from "../../../src/batch/queue/enqueue.ts";
import { jobHold } from "../../../src/batch/queue/job-hold.ts";
import { jobJournal, JobLost } from "../../../src/batch/queue/job-journal.ts";
import { openDatabase, type QueueDatabase } from "../../../src/batch/queue/open-database.ts";
import { prepareDatabase } from "../../../src/batch/queue/prepare-database.ts";
import { retryFailed } from "../../../src/batch/queue/retry-failed.ts";
import { beat, giveBack } from "../../../src/batch/queue/workers.ts";
import type { Asked, RunEvent } from "../../../src/run/model/run-event.ts";
import { databaseOf, describeWithPostgres, type TestDatabase, testPostgres, type TestPostgres } from "../../../src/testing/postgres.ts";

const SPEC: BatchSpec = {
  now: "2026-11-22T09:00:00.000Z",
  book: "b",
  from: ["/somewhere/book.duckdb"],
  texts: "t",
  workspace: null,
  demo: false,
  timeoutMs: null,
  needsKey: false,
};
const JOB = { id: "q1", command: "ask", args: ["--json", "--", "why?"], place: { file: "jobs" } };
const ASKED: Asked = { question: "why?", task: "t1", asOf: "2026-11-20", snapshot: "s1" };
const PLACE = { run: "1", agent: "customer-support" };
const FINISHED: RunEvent = { ...PLACE, type: "finished", stop: null };

describeWithPostgres("a job that one worker holds", () => {
  let postgres: TestPostgres;
  let server: TestDatabase;
  let database: QueueDatabase;
  let batches = 0;
  let [batch, workflow] = ["", ""];
  beforeAll(async () => {
    postgres = await testPostgres();
    server = await databaseOf(postgres);
    database = await openDatabase({ url: server.url, connections: 2, patienceMs: 5_000 });
    await prepareDatabase(database);
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
    await postgres.stop();
  });
  beforeEach(async () => {
    const name = `batch-${(batches += 1)}`;
    ({ batch } = await enqueueBatch(database, { queue: "q", version: "v1", spec: SPEC, jobs: [JOB], priority: 3, name }));
    workflow = workflowId(batch, JOB);
  });
  /** As DBOS claims it for a worker. */
  const claim = async (worker: string, owner: string): Promise<void> =>
    void (await server.query(
      "update dbos.workflow_status set status = 'PENDING', executor_id = $2, owner_xid = $3 where workflow_uuid = $1",
      [workflow, worker, owner],
    ));
  const hold = (worker: string): ReturnType<typeof jobHold> => jobHold(database, { workflow, batch, job: "q1", worker });

  it("is on the queue once, with its priority and version, however often it is enqueued", async () => {
    const again = await enqueueBatch(database, { queue: "q", version: "v1", spec: SPEC, jobs: [JOB], priority: 9, name: batch });
    expect(again).toEqual({ batch, jobs: 1, before: 1 });
    expect(
      await server.query("select queue_name, application_version, priority::int from dbos.workflow_status where workflow_uuid = $1", [
        workflow,
      ]),
    ).toEqual([{ queue_name: "q", application_version: "v1", priority: 3 }]);
  });

  it("goes on from what is on record, and ends once", async () => {
    await claim("w1", "one");
    const begun = await hold("w1").begin();
    expect(begun).toEqual({ kind: "begun", owner: "one", events: [] });
    const journal = jobJournal({ hold: hold("w1"), owner: "one", events: [], lost: () => {} }, ASKED);
    journal.note({ ...PLACE, type: "asked", asked: ASKED });
    await journal.append(FINISHED);
    await claim("w2", "two");
    const second = await hold("w2").begin();
    const events = second.kind === "begun" ? second.events : [];
    expect(events).toHaveLength(2);
    expect(jobJournal({ hold: hold("w2"), owner: "two", events, lost: () => {} }, ASKED).past).toEqual(events);
    // Other figures, another conversation.
    expect(jobJournal({ hold: hold("w2"), owner: "two", events, lost: () => {} }, { ...ASKED, snapshot: "s2" }).past).toEqual([]);
    expect(await hold("w2").finish("two", { status: "ok", result: "{}" })).toBe(true);
    expect(await hold("w2").begin()).toEqual({ kind: "ended" });
    expect(await server.query("select count(*)::int as n from echo.journal where workflow = $1", [workflow])).toEqual([{ n: 0 }]);
  });

  it("keeps what a failed job has paid for, until it is tried again and ends well", async () => {
    await claim("w1", "one");
    await hold("w1").append("one", 0, ["{}", "{}"]);
    await hold("w1").finish("one", { status: "failed", result: "{}" });
    await server.query("update dbos.workflow_status set status = 'SUCCESS', owner_xid = null where workflow_uuid = $1", [workflow]);
    expect(await retryFailed(database, batch)).toEqual([workflow]);
    expect(await retryFailed(database, batch)).toEqual([]);
    await claim("w2", "two");
    expect(await hold("w2").begin()).toEqual({ kind: "begun", owner: "two", events: [{}, {}] });
    await hold("w2").finish("two", { status: "ok", result: "{}" });
    expect(await server.query("select 1 from echo.journal where workflow = $1", [workflow])).toEqual([]);
  });

  it("puts nothing on record once it is another's", async () => {
    await claim("w1", "one");
    let lost = 0;
    const journal = jobJournal({ hold: hold("w1"), owner: "one", events: [], lost: () => (lost += 1) }, ASKED);
    await claim("w2", "two");
    await expect(journal.append(FINISHED)).rejects.toThrow(JobLost);
    expect(lost).toBe(1);
    expect(await hold("w1").finish("one", { status: "ok", result: "{}" })).toBe(false);
    expect(await hold("w1").begin()).toEqual({ kind: "lost" });
    expect(await server.query("select 1 from echo.results where workflow = $1", [workflow])).toEqual([]);
    expect(await giveBack(database, "w1", { owner: "one" })).toBe(0);
  });

  it("is recorded once where a statement is sent again after a cut connection", async () => {
    await claim("w1", "one");
    expect(await hold("w1").append("one", 0, ["{}", "{}"])).toBe(true);
    expect(await hold("w1").append("one", 0, ["{}", "{}"])).toBe(true);
    expect(await server.query("select count(*)::int as n from echo.journal where workflow = $1", [workflow])).toEqual([{ n: 2 }]);
    await hold("w1").finish("one", { status: "ok", result: "1" });
    await hold("w1").finish("one", { status: "ok", result: "2" });
    expect(await server.query("select result from echo.results where workflow = $1", [workflow])).toEqual([{ result: "1" }]);
  });

  it("goes back to the queue when its worker is not heard of, and not before", async () => {
    const row = { queue: "q", version: "v1", host: "h", pid: 1 };
    await database.rows("select 1 where pg_postmaster_start_time() < clock_timestamp() - interval '12 seconds'");
    await beat(database, { ...row, worker: "w1" });
    await claim("w1", "one");
    expect(await beat(database, { ...row, worker: "w2" })).not.toContain(workflow);
    await server.query("update echo.workers set seen_at = seen_at - interval '13 seconds' where worker = 'w1'");
    // A server that was started a moment ago declares nobody dead.
    const [up] = await server.query("select pg_postmaster_start_time() < clock_timestamp() - interval '12 seconds' as long");
    expect((await beat(database, { ...row, worker: "w2" })).includes(workflow)).toBe(up?.["long"]);
    expect(await beat(database, { ...row, version: "v2", worker: "w3" })).toEqual([]);
  });

  it("is named by its content and its batch's", () => {
    const id = batchId([JOB], SPEC, "v1");
    expect(batchId([JOB], { ...SPEC, now: "2026-11-22T23:00:00.000Z", from: [] }, "v1")).toBe(id);
    for (const other of [
      batchId([JOB], { ...SPEC, now: "2026-11-23T09:00:00.000Z" }, "v1"),
      batchId([JOB], { ...SPEC, book: "c" }, "v1"),
      batchId([JOB], SPEC, "v2"),
      batchId([{ ...JOB, args: ["--json", "--", "who?"] }], SPEC, "v1"),
    ])
      expect(other).not.toBe(id);
    expect(workflowId(id, JOB)).toMatch(/^echo-[0-9a-f]{16}-[0-9a-f]{12}$/);
    expect(parseSpec(JSON.stringify(SPEC))).toEqual(SPEC);
    expect(() => parseSpec("{}")).toThrow("none of this version's");
  });
});
