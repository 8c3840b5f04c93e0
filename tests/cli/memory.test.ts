import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

interface Update {
  readonly added: readonly { readonly kind: string; readonly key: string; readonly text: string }[];
  readonly summary: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

const DAY = ["--as-of", "2026-09-20", "--demo"];
let cwd: string;
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));
const update = async (): Promise<Update> => runJson<Update>(["memory", "update", ...DAY], { cwd });
const ask = async (...argv: string[]) => runJson<{ remembered?: string[] }>(["ask", ...argv], { cwd });

describe("memory", () => {
  it("leaves routine out: a risen score alone, or a task alone, is no result", async () => {
    expect((await update()).added.filter(({ key }) => key.startsWith("account/"))).toEqual([]);
    await ask("why is Dovetail Builders churning?", ...DAY);
    expect((await update()).added.filter(({ key }) => key.startsWith("account/"))).toEqual([]);
  });

  it("remembers a recovery with work on record, once, below its heading, and reads it back into later answers", async () => {
    const tasks = join(cwd, "echo-demo", "tasks");
    const todos = join(tasks, "churn-dovetail-builders-2026w38-todos.md");
    const text = readFileSync(todos, "utf8");
    writeFileSync(todos, text.replace("## Steps\n", "## Steps\n\n- [x] Hold a call every week\n"));
    mkdirSync(join(cwd, "echo-demo", "memory"), { recursive: true });
    writeFileSync(join(cwd, "echo-demo", "memory", "insights.md"), "# Ours\n\n## Customer Success\n\n- our own line\n");
    const made = await update();
    expect(made.added).toMatchObject([
      { kind: "retention", text: expect.stringContaining("Dovetail Builders: health rose from 56 to 90 in 30 days") as string },
    ]);
    expect(Object.keys(made.summary)).toHaveLength(8);
    expect((await update()).added).toEqual([]);
    const file = readFileSync(join(cwd, "echo-demo", "memory", "insights.md"), "utf8");
    expect(file).toContain("- our own line");
    const answer = await ask("why is Dovetail Builders churning?", ...DAY);
    expect(answer.remembered?.[0]).toContain("2026-09-20: Dovetail Builders: health rose");
    const before = await ask("why is Dovetail Builders churning?", "--as-of", "2026-09-01", "--demo");
    expect(before.remembered ?? []).toEqual([]);
  });

  it("writes down what a person found or decided, once", async () => {
    const add = async (...argv: string[]) => runJson<{ file: string; isNew: boolean }>(["memory", "add", ...argv, "--demo"], { cwd });
    expect(await add("Surveys run in Typeform", "--kind", "feedback-system")).toMatchObject({ file: "memory/project.md", isNew: true });
    expect(await add("surveys run in Typeform", "--kind", "feedback-system")).toMatchObject({ isNew: false });
    const { stdout } = await runCli(["memory", "show", "--demo"], { cwd });
    expect(stdout).toContain("Surveys run in Typeform");
    expect((await runCli(["memory", "add", " ", "--demo"], { cwd })).exit).toBe(1);
  });
});
