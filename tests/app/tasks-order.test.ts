import { expect, it } from "vitest";
import type { TaskContext } from "../../src/tasks/task-context.ts";
import { printContext } from "../../src/tasks/task-context.ts";
import { runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { CONTEXT } from "../tasks/sample.ts";

const renewal = (name: string, ends: string): TaskContext => ({
  ...CONTEXT,
  task: `renewal-${name}-2026w47`,
  key: `renewal/${name}`,
  segments: [{ account: name, segment: "SMB", touch: "low", arr: "€8,400", renewal: ends }],
});

it("puts the contract that ends sooner first, of tasks that are due on the same day", async () => {
  const cwd = tempFolder();
  try {
    const tasks = [renewal("anna", "2026-12-17"), renewal("berta", "2026-11-27"), renewal("carl", "none on record")];
    writeFiles(cwd, { "echo.yaml": "", ...Object.fromEntries(tasks.map((one) => [`tasks/${one.task}-context.md`, printContext(one)])) });
    const { tasks: listed } = await runJson<{ tasks: { account: string }[] }>(["tasks", "list"], { cwd });
    expect(listed.map(({ account }) => account)).toEqual(["berta", "anna", "carl"]);
  } finally {
    removeFolder(cwd);
  }
});
