import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Job } from "../../src/batch/job.ts";
import { openResults } from "../../src/batch/results-file.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";

let folder = "";
beforeEach(() => (folder = tempFolder()));
afterEach(() => removeFolder(folder));

const JOBS: Job[] = ["a", "b", "c"].map((id) => ({ id, command: "ask", args: ["?"], place: { file: "j" } }));
const RESUME = { resume: true, retryFailed: false };

async function record(path: string, ids: readonly string[], status: "ok" | "failed" = "ok"): Promise<void> {
  const file = await openResults(path, JOBS, RESUME);
  for (const job of JOBS.filter(({ id }) => ids.includes(id)))
    await file.add(job, { id: job.id, status, exit: status === "ok" ? 0 : 1 }, () => {});
  file.close();
}

async function look(path: string, jobs: readonly Job[] = JOBS, choice = RESUME) {
  const file = await openResults(path, jobs, choice);
  file.close();
  return { past: [...file.past.keys()], changed: file.changed, retried: file.retried };
}

describe("the results of a batch", () => {
  it("are found again, and half a line at the end is taken away", async () => {
    const path = join(folder, "r.ndjson");
    await record(path, ["a", "b"]);
    const whole = readFileSync(path, "utf8");
    for (let cut = whole.indexOf("\n") + 2; cut < whole.length; cut += 7) {
      writeFileSync(path, whole.slice(0, cut));
      expect((await look(path)).past).toEqual(["a"]);
      expect(readFileSync(path, "utf8")).toBe(whole.slice(0, whole.indexOf("\n") + 1));
    }
  });

  it("of a job that asks for something else now are dropped, and it is done again", async () => {
    const path = join(folder, "r.ndjson");
    await record(path, ["a", "b"]);
    const changed = JOBS.map((job) => (job.id === "b" ? { ...job, args: ["another?"] } : job));
    expect(await look(path, changed)).toEqual({ past: ["a"], changed: ["b"], retried: [] });
    expect(readFileSync(path, "utf8").trim().split("\n")).toHaveLength(1);
  });

  it("of failures stay unless they are to be tried again", async () => {
    const path = join(folder, "r.ndjson");
    await record(path, ["a"], "failed");
    expect((await look(path)).past).toEqual(["a"]);
    expect(await look(path, JOBS, { resume: true, retryFailed: true })).toEqual({ past: [], changed: [], retried: ["a"] });
  });

  it("begin anew without --resume; the earlier ones are kept beside", async () => {
    const path = join(folder, "r.ndjson");
    await record(path, ["a"]);
    expect((await look(path, JOBS, { resume: false, retryFailed: false })).past).toEqual([]);
    expect(existsSync(`${path}.bak`)).toBe(true);
  });

  it("count the first of two lines of a job", async () => {
    const path = join(folder, "r.ndjson");
    await record(path, ["a"]);
    appendFileSync(path, readFileSync(path));
    expect((await look(path)).past).toEqual(["a"]);
    expect(readFileSync(path, "utf8").trim().split("\n")).toHaveLength(1);
  });

  it("refuse another file, naming the line", async () => {
    const path = join(folder, "notes.txt");
    writeFileSync(path, "dear diary\n");
    await expect(look(path)).rejects.toMatchObject({ code: "results-invalid", detail: { place: { line: 1 } } });
    expect(readFileSync(path, "utf8")).toBe("dear diary\n");
  });
});
