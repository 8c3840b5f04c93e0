import { mkdtemp, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findOpenTask, listTaskFiles, listTasks, openTask, resolveTaskId } from "../../src/tasks/find-task.ts";
import { setTaskStatus } from "../../src/tasks/set-task-status.ts";
import { printContext, type TaskContext } from "../../src/tasks/task-context.ts";
import { checkTaskId, taskId, taskKey } from "../../src/tasks/task-id.ts";
import { CONTEXT } from "./sample.ts";

const ACME = { intent: "churn", subject: "acme", asOf: "2026-12-24" };

async function folder(...contexts: readonly Partial<TaskContext>[]): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "echo-find-"));
  for (const one of contexts) {
    const context = { ...CONTEXT, ...one };
    await writeFile(join(dir, `${context.task}-context.md`), printContext(context));
  }
  return dir;
}

function logged() {
  const lines: string[] = [];
  return { lines, log: { info: () => {}, warn: (line: string) => void lines.push(line) } };
}

describe("taskId and taskKey", () => {
  it.each([
    [{ intent: "churn", subject: "acme", asOf: "2026-11-19" }, "churn-acme-2026w47", "churn/acme"],
    [{ intent: "health check", subject: null, asOf: "2027-01-01" }, "health-check-book-2026w53", "health-check/book"],
    [{ intent: "churn", subject: "Book", asOf: "2026-11-19" }, "churn-book-account-2026w47", "churn/book-account"],
    [{ intent: "qbr", subject: "Müller & Söhne", asOf: "2026-11-19" }, "qbr-muller-sohne-2026w47", "qbr/muller-sohne"],
  ])("%j", (task, id, key) => {
    expect([taskId(task), taskKey(task)]).toEqual([id, key]);
  });

  it("tell subjects apart that have no letter of ours, or are too long", () => {
    const subjects = ["客户", "顧客", "a".repeat(300), `${"a".repeat(300)}b`];
    const ids = subjects.map((subject) => taskId({ intent: "churn", subject, asOf: "2026-11-19" }));
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(checkTaskId(id)).toBe(id);
  });

  it.each(["", "../x", "a/b", ".hidden", "a..b", "a b", "a".repeat(300)])("refuse %j as an id", (id) => {
    expect(() => checkTaskId(id)).toThrow(expect.objectContaining({ code: "task-id-invalid" }));
  });
});

describe("resolveTaskId", () => {
  it("opens a task in the week of its as-of date, in a folder that need not exist", async () => {
    expect(await resolveTaskId(join(await folder(), "none"), ACME)).toBe("churn-acme-2026w52");
  });

  it("keeps the id of the open task in a later week", async () => {
    expect(await resolveTaskId(await folder({}), ACME)).toBe("churn-acme-2026w47");
  });

  it("opens a new one when the old is closed, even within the week", async () => {
    const dir = await folder({});
    await setTaskStatus(dir, CONTEXT.task, "closed");
    expect(await resolveTaskId(dir, ACME)).toBe("churn-acme-2026w52");
    expect(await resolveTaskId(dir, { ...ACME, asOf: "2026-11-20" })).toBe("churn-acme-2026w47-2");
  });

  it("does not take another key's task for its own", async () => {
    const dir = await folder({ task: "churn-acme-corp-2026w47", key: "churn/acme-corp" }, { key: "churn-acme/corp" });
    expect(await resolveTaskId(dir, { ...ACME, asOf: "2026-11-20" })).toBe("churn-acme-2026w47-2");
  });

  it("finds a task whose files a person renamed", async () => {
    const dir = await folder({});
    await rename(join(dir, "churn-acme-2026w47-context.md"), join(dir, "save-acme-context.md"));
    expect(await resolveTaskId(dir, ACME)).toBe("save-acme");
  });

  it("answers by a listing made before as by the folder itself", async () => {
    const names = ["churn-acme-2026w40", "churn-acme-2026w40-2", "churn-acme-corp-2026w47", "save-acme", "2026w47", "a12026w47"];
    const dir = await folder(...names.map((task) => ({ task, key: task === "save-acme" ? "churn/saved" : "churn/other" })));
    const listing = await listTaskFiles(dir);
    for (const subject of ["acme", "acme-corp", "saved", "other", "none"])
      for (const asOf of ["2026-10-01", "2026-11-20"]) {
        const task = { intent: "churn", subject, asOf };
        expect(await resolveTaskId(dir, task, undefined, listing)).toBe(await resolveTaskId(dir, task));
      }
    expect(await resolveTaskId(dir, { ...ACME, subject: "saved" }, undefined, listing)).toBe("save-acme");
  });

  it("does not open a task that somebody has opened since the folder was listed", async () => {
    const dir = await folder();
    const listing = await listTaskFiles(dir);
    await writeFile(join(dir, "churn-acme-2026w47-context.md"), printContext(CONTEXT));
    expect(await resolveTaskId(dir, { ...ACME, asOf: "2026-11-20" }, undefined, listing)).toBe("churn-acme-2026w47");
    await setTaskStatus(dir, CONTEXT.task, "closed");
    expect(await resolveTaskId(dir, { ...ACME, asOf: "2026-11-20" }, undefined, listing)).toBe("churn-acme-2026w47-2");
  });

  it("reads the heads of renamed tasks once a listing", async () => {
    const dir = await folder({});
    await rename(join(dir, "churn-acme-2026w47-context.md"), join(dir, "save-acme-context.md"));
    await writeFile(join(dir, "notes-context.md"), "no task\n");
    const [listing, { lines, log }] = [await listTaskFiles(dir), logged()];
    for (const subject of ["acme", "other", "acme"]) await resolveTaskId(dir, { ...ACME, subject }, log, listing);
    expect(lines).toHaveLength(1);
  });

  it("takes the one opened last of several", async () => {
    const dir = await folder({}, { task: "churn-acme-2026w50", opened: "2026-12-08" });
    expect((await findOpenTask(dir, "churn/acme"))?.id).toBe("churn-acme-2026w50");
    expect(openTask(await listTasks(dir), "churn/acme")?.id).toBe("churn-acme-2026w50");
  });

  it("stops at a broken file that may be this task's", async () => {
    const dir = await folder();
    const file = join(dir, "churn-acme-2026w47-context.md");
    await writeFile(file, printContext(CONTEXT).replace("schema: 1", "schema: 2"));
    await expect(resolveTaskId(dir, ACME)).rejects.toMatchObject({ code: "schema-newer", detail: { place: { file, line: 2 } } });
  });

  it("passes over files that are none of its own, and says so", async () => {
    const dir = await folder({});
    await writeFile(join(dir, "q1-retention-context.md"), "# Retention\n");
    const { lines, log } = logged();
    expect((await listTasks(dir, log)).map(({ id }) => id)).toEqual(["churn-acme-2026w47"]);
    expect(lines).toEqual([expect.stringMatching(/\/q1-retention-context\.md:1: The file does not begin with a head/)]);
    // Where a value is wrong: what stands there, and what may.
    const file = join(dir, "churn-acme-2026w47-context.md");
    await writeFile(file, printContext(CONTEXT).replace("status: open", "status: opne"));
    const again = logged();
    expect(await listTasks(dir, again.log)).toEqual([]);
    expect(again.lines[0]).toMatch(
      /\/churn-acme-2026w47-context\.md:5: The head's `status` cannot be read \(found "opne"; allowed: open, closed\); the task is left alone/,
    );
  });
});
