import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { replaceWatched } from "../../src/core/files.ts";
import { readLedger } from "../../src/tasks/facts-ledger.ts";
import { mergeFile } from "../../src/tasks/merge-file.ts";
import { setTaskStatus } from "../../src/tasks/set-task-status.ts";
import { taskFiles } from "../../src/tasks/task-files.ts";
import { readTracking, writeTracking } from "../../src/tasks/write-tracking.ts";
import { CONTEXT, INSIGHTS, TODOS } from "./sample.ts";

const TRACKING = { context: CONTEXT, todos: TODOS, insights: INSIGHTS };

async function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "echo-tasks-"));
}

async function contents(dir: string): Promise<Record<string, string>> {
  const names = (await readdir(dir)).filter((name) => name.includes("."));
  const files: Record<string, string> = {};
  for (const name of names) files[name] = await readFile(join(dir, name), "utf8");
  return files;
}

describe("writeTracking", () => {
  it("writes three files, reads them back, and writes nothing the second time", async () => {
    const dir = join(await folder(), "tasks");
    const first = await writeTracking(dir, TRACKING);
    expect(first.files.map(({ change }) => change)).toEqual(["created", "created", "created"]);
    const before = await contents(dir);
    expect(Object.keys(before)).toEqual(["context", "insights", "todos"].map((kind) => `churn-acme-2026w47-${kind}.md`));
    expect((await writeTracking(dir, TRACKING)).files.map(({ change }) => change)).toEqual(["unchanged", "unchanged", "unchanged"]);
    expect(await contents(dir)).toEqual(before);
    const read = await readTracking(dir, CONTEXT.task);
    expect(read).toEqual({ context: CONTEXT, todos: TODOS.map((todo) => ({ ...todo, status: "open" })), insights: INSIGHTS });
    expect(await readTracking(dir, "other")).toBeUndefined();
  });

  it("names what a person changed", async () => {
    const dir = await folder();
    await writeTracking(dir, TRACKING);
    const { todos } = taskFiles(dir, CONTEXT.task);
    await writeFile(todos, (await readFile(todos, "utf8")).replace("Reach out (", "Reach out by phone ("));
    expect((await writeTracking(dir, TRACKING)).kept).toEqual(["reach-out"]);
    expect(await readFile(todos, "utf8")).toContain("Reach out by phone");
  });

  it.each(["context", "todos", "insights"] as const)("writes none of the three where the %s file is broken", async (kind) => {
    const dir = await folder();
    await writeTracking(dir, TRACKING);
    const file = taskFiles(dir, CONTEXT.task)[kind];
    await writeFile(file, (await readFile(file, "utf8")).replace("schema: 1\n", "schema: [1\n"));
    const before = await contents(dir);
    const later = {
      ...TRACKING,
      context: { ...CONTEXT, updatedAsOf: "2026-12-01" },
      todos: [],
      insights: INSIGHTS.map((insight) => ({ ...insight, key: "new" })),
    };
    await expect(writeTracking(dir, later)).rejects.toMatchObject({
      code: "frontmatter-invalid",
      detail: { place: { file, line: expect.any(Number) } },
    });
    expect(await contents(dir)).toEqual(before);
  });

  it("does not write over a file that is no UTF-8", async () => {
    const dir = await folder();
    const { todos } = taskFiles(dir, CONTEXT.task);
    const latin = Buffer.from("- [ ] caf\xe9\n", "latin1");
    await writeFile(todos, latin);
    await expect(writeTracking(dir, TRACKING)).rejects.toMatchObject({ code: "not-utf8", detail: { place: { file: todos } } });
    expect(await readFile(todos)).toEqual(latin);
  });

  it("adopts a checklist that a person began, and keeps its permissions", async () => {
    const dir = await folder();
    const { todos } = taskFiles(dir, CONTEXT.task);
    await writeFile(todos, "my list\n- [ ] mine");
    await chmod(todos, 0o660);
    await writeTracking(dir, TRACKING);
    expect(await readFile(todos, "utf8")).toMatch(/^my list\n- \[ \] mine\n\n## Accounts to review\n/);
    expect((await stat(todos)).mode & 0o777).toBe(0o660);
  });

  it("closes a task and leaves it closed", async () => {
    const dir = await folder();
    await writeTracking(dir, TRACKING);
    await setTaskStatus(dir, CONTEXT.task, "closed");
    await writeTracking(dir, { ...TRACKING, context: { ...CONTEXT, updatedAsOf: "2026-12-01" } });
    expect((await readTracking(dir, CONTEXT.task))?.context.status).toBe("closed");
    await expect(setTaskStatus(dir, "other", "closed")).rejects.toMatchObject({ code: "task-unknown" });
  });

  it("leaves the workspace for no task id", async () => {
    await expect(readTracking(await folder(), "../secrets")).rejects.toMatchObject({ code: "task-id-invalid" });
  });

  it("loses nothing to two processes that write at once", async () => {
    const dir = await folder();
    const script = fileURLToPath(new URL("fixtures/writer.ts", import.meta.url));
    const rounds = 15;
    const writers = ["a", "b"].map((name) =>
      spawn(process.execPath, ["--import", "tsx", script, dir, name, String(rounds)], { stdio: "inherit" }),
    );
    expect(await Promise.all(writers.map(async (writer) => (await once(writer, "exit"))[0] as unknown))).toEqual([0, 0]);
    const expected = ["a", "b"].flatMap((name) => Array.from({ length: rounds }, (_, round) => `${name}-${round}`)).sort();
    const task = await readTracking(dir, CONTEXT.task);
    expect(task?.todos.map(({ id }) => id).sort()).toEqual(expected);
    expect(task?.insights.map(({ key }) => key).sort()).toEqual(expected);
    const ledger = await readLedger(dir, CONTEXT.task);
    expect(ledger.map(({ id }) => id)).toEqual(ledger.map((_, index) => `F${index + 1}`));
    expect(ledger.map(({ key }) => key).sort()).toEqual(
      [...expected, ...Array.from({ length: rounds }, (_, round) => `shared-${round}`)].sort(),
    );
    expect((await readdir(dir)).filter((name) => /lock|tmp|conflict/.test(name))).toEqual([]);
  });
});

describe("mergeFile", () => {
  it("merges an edit made between its reading and its writing", async () => {
    const file = join(await folder(), "f.md");
    await writeFile(file, "one\n");
    let edits = 0;
    const change = await mergeFile(file, (existing) => {
      if (edits === 0) writeFileSync(file, "one\nby hand\n");
      edits += 1;
      return `${existing ?? ""}ours\n`;
    });
    expect(change).toEqual({ file, change: "updated" });
    expect(await readFile(file, "utf8")).toBe("one\nby hand\nours\n");
  });

  it("brings back an edit that fell into the old file in the very moment it was replaced", async () => {
    const file = join(await folder(), "f.md");
    await writeFile(file, "one\n");
    let calls = 0;
    const change = await mergeFile(
      file,
      (existing) => `${existing ?? ""}ours\n`,
      undefined,
      async (path, before, after, mode) => {
        calls += 1;
        const replaced = await replaceWatched(path, before, after, mode);
        return calls === 1 && replaced.done ? { done: true, edited: "one\nby hand\n" } : replaced;
      },
    );
    expect(change).toEqual({ file, change: "updated" });
    expect(await readFile(file, "utf8")).toBe("one\nby hand\nours\n");
  });

  it("lays its own version aside where the file never holds still", async () => {
    const dir = await folder();
    const file = join(dir, "f.md");
    await writeFile(file, "0\n");
    let edits = 0;
    const change = await mergeFile(file, (existing) => {
      edits += 1;
      writeFileSync(file, `by hand ${edits}\n`);
      return `${existing ?? ""}ours\n`;
    });
    expect(change).toMatchObject({ change: "conflict" });
    expect(await readFile(file, "utf8")).toBe(`by hand ${edits}\n`);
    expect(change.aside).toMatch(/f\.md\.conflict-[0-9a-f]{8}$/);
    expect(await readFile(change.aside ?? "", "utf8")).toContain("ours");
    expect(await readdir(dir)).toHaveLength(2);
  });

  it("tells that a folder stands where the file should", async () => {
    const file = join(await folder(), "f.md");
    await mkdir(file);
    await expect(mergeFile(file, () => "x")).rejects.toThrow("EISDIR");
  });
});
