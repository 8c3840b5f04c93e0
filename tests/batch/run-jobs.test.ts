import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Job } from "../../src/batch/job.ts";
import { judgeJob, type JobRun } from "../../src/batch/judge-job.ts";
import type { JobResult } from "../../src/batch/job-result.ts";
import { runJobs, type RunJobs } from "../../src/batch/run-jobs.ts";

function jobs(count: number): Job[] {
  return Array.from({ length: count }, (_, index) => ({ id: `j${index}`, command: "ask", args: [], place: { file: "j" } }));
}

const FINE: JobRun = { exit: 0, stdout: '{"a":1}', stderr: "" };

async function results(count: number, plan: Partial<RunJobs>): Promise<JobResult[]> {
  const found: JobResult[] = [];
  const all: RunJobs = {
    concurrency: 4,
    failFast: false,
    timeoutMs: undefined,
    signal: new AbortController().signal,
    run: async () => FINE,
    ended: async (_, result) => void found.push(result),
    ...plan,
  };
  await runJobs(jobs(count), all);
  return found;
}

describe("running jobs", () => {
  it("ends each exactly once and never has more under way than allowed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 }), async (count, concurrency) => {
        let [running, most] = [0, 0];
        const run = async (): Promise<JobRun> => {
          most = Math.max(most, (running += 1));
          await Promise.resolve();
          running -= 1;
          return FINE;
        };
        const found = await results(count, { concurrency, run });
        expect(new Set(found.map(({ id }) => id)).size).toBe(count);
        expect(found).toHaveLength(count);
        expect(most).toBeLessThanOrEqual(concurrency);
        expect(most).toBe(Math.min(count, concurrency));
      }),
      { numRuns: 50 },
    );
  });

  it("keeps what one throws away from the others", async () => {
    const run = async ({ id }: Job): Promise<JobRun> => {
      if (id === "j1") throw new TypeError("boom");
      return FINE;
    };
    const found = await results(3, { run });
    expect(found.map(({ id, status, exit }) => `${id} ${status} ${exit ?? ""}`).sort()).toEqual(["j0 ok 0", "j1 failed 70", "j2 ok 0"]);
  });

  it("starts nothing more after a failure with --fail-fast, and says why", async () => {
    const found = await results(5, { concurrency: 1, failFast: true, run: async ({ id }) => ({ ...FINE, exit: id === "j1" ? 1 : 0 }) });
    expect(found.map(({ status }) => status)).toEqual(["ok", "failed", "skipped", "skipped", "skipped"]);
    expect(found[2]?.error?.code).toBe("fail-fast");
  });

  it("takes findings for an answer", async () => {
    const found = await results(1, { failFast: true, run: async () => ({ ...FINE, exit: 2 }) });
    expect(found).toEqual([{ id: "j0", status: "ok", exit: 2, result: { a: 1 } }]);
  });

  it("gives up on a job whose time is over, tells it to end, and goes on", async () => {
    let told = false;
    const run = async ({ id }: Job, signal: AbortSignal): Promise<JobRun> => {
      if (id !== "j0") return FINE;
      signal.addEventListener("abort", () => (told = true));
      await wait(30_000, undefined, { signal }).catch(() => {});
      return { ...FINE, exit: 130 };
    };
    const found = await results(3, { concurrency: 1, timeoutMs: 10, run });
    expect(found.map(({ status, error }) => [status, error?.code])).toEqual([
      ["failed", "timeout"],
      ["ok", undefined],
      ["ok", undefined],
    ]);
    expect(told).toBe(true);
  });

  it("stops when a person stops it: what ran and what did not are both left to do", async () => {
    const stop = new AbortController();
    const run = async ({ id }: Job, signal: AbortSignal): Promise<JobRun> => {
      if (id === "j1") stop.abort();
      return signal.aborted ? { exit: 130, stdout: "", stderr: "echo-cs: interrupted.\n" } : FINE;
    };
    const found = await results(4, { concurrency: 1, signal: stop.signal, run });
    expect(found.map(({ status }) => status)).toEqual(["ok", "skipped", "skipped", "skipped"]);
  });
});

describe("the result of a job", () => {
  const judge = (run: Partial<JobRun>, command = "ask"): JobResult => judgeJob({ id: "x", command }, { ...FINE, ...run });

  it("is the command's own JSON; of lines a list; of text the text", () => {
    expect(judge({ stdout: '{\n "a": [1]\n}\n' }).result).toEqual({ a: [1] });
    expect(judge({ stdout: '{"id":1}\n{"id":2}\n' }).result).toEqual([{ id: 1 }, { id: 2 }]);
    expect(judge({ stdout: '{"id":1}\n' }, "triage").result).toEqual([{ id: 1 }]);
    expect(judge({ stdout: "" }, "triage").result).toEqual([]);
    expect(judge({ stdout: "plain words\n" }).result).toBe("plain words");
    expect(judge({ stdout: "" }).result).toBeNull();
  });

  it("of a failure is the error that the command told, beside what it had", () => {
    const error = { code: "unknown-account", blame: "user", exit: 1, message: "No \u001B[31mX.", fix: "Name one." };
    expect(judge({ exit: 1, stdout: `${JSON.stringify({ error })}\n` })).toEqual({
      id: "x",
      status: "failed",
      exit: 1,
      error: { code: "unknown-account", message: "No X.", fix: "Name one." },
    });
    expect(judge({ exit: 3, stdout: `{"half":true}\n` })).toMatchObject({
      status: "failed",
      result: { half: true },
      error: { code: "partly-done" },
    });
    expect(judge({ exit: 1, stdout: "", stderr: "note\nerror: unknown option '--x'\n" }).error).toEqual({
      code: "usage",
      message: "unknown option '--x'",
    });
  });

  it("of work that could not be paid is left to do", () => {
    expect(judge({ exit: 4, stdout: `${JSON.stringify({ error: { code: "batch-budget", message: "used up" } })}\n` }).status).toBe(
      "skipped",
    );
    expect(judge({ exit: 4, stdout: '{"usage":{"usd":0.5}}' })).toMatchObject({ status: "failed", usd: 0.5 });
  });
});
