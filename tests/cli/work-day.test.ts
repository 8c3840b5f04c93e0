import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Brief } from "../../src/domain/brief/brief.ts";
import type { TaskList } from "../../src/app/tasks.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
  cpSync(join(ROOT, "examples/northstar/exports"), join(cwd, "exports"), { recursive: true });
  writeFiles(cwd, { "echo.yaml": "company:\n  name: Northstar\n" });
});
afterAll(() => removeFolder(cwd));

/** Monday, three days after the last day of the exports. */
const MONDAY = { now: "2026-11-23T08:30:00Z" };

it("has nothing due before it began: steps, tasks and plans count from today, figures stand as of the exports' last day", async () => {
  const { asOf, actions } = await runJson<Brief>(["ask", "why is Acme churning?"], { cwd, ...MONDAY });
  expect(asOf).toBe("2026-11-20");
  expect(actions.map(({ due }) => due).sort()[0]).toBe("2026-11-23");
  await runJson(["sweep"], { cwd, ...MONDAY });
  const { tasks } = await runJson<TaskList>(["tasks", "list"], { cwd, ...MONDAY });
  const late = tasks.filter(({ overdue }) => overdue);
  // A kickoff counts from the day the deal was won.
  expect(late.filter(({ key }) => !key.startsWith("onboarding/"))).toEqual([]);
  expect(tasks.length).toBeGreaterThan(20);
  expect(Math.max(...tasks.map(({ days_in_stage: days }) => days ?? 0))).toBe(0);
});

it("gives a plan the same days when it is made again later, and a named day its own", async () => {
  const days = async (more: readonly string[], now: string): Promise<unknown> => {
    const { phases } = await runJson<{ phases: { steps: { due: string | null }[] }[] }>(
      ["plan", "recovery", "--account", "acme", ...more],
      {
        cwd,
        now,
      },
    );
    return phases.flatMap(({ steps }) => steps.map(({ due }) => due)).sort((a, b) => (a ?? "").localeCompare(b ?? ""));
  };
  const first = await days([], MONDAY.now);
  expect(first).toEqual(expect.arrayContaining(["2026-11-23"]));
  expect(await days([], "2026-11-24T08:30:00Z")).toEqual(first);
  removeFolder(join(cwd, "tasks"));
  expect(await days(["--as-of", "2026-11-20"], MONDAY.now)).toEqual(expect.arrayContaining(["2026-11-20"]));
});
