import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";

interface Line {
  readonly id: string;
  readonly open_items: number;
  readonly items: number;
  readonly overdue: boolean;
  readonly status: string;
  readonly outcome: string | null;
}
interface State {
  readonly question: string;
  readonly headline: string;
  readonly open: readonly { readonly item: string; readonly due: string | null; readonly overdue: boolean }[];
  readonly findings: readonly unknown[];
  readonly packets: readonly { readonly to: string }[];
  readonly next: string;
}

const ID = "churn-acme-2026w47";
let cwd: string;
let todos: string;
beforeAll(async () => {
  cwd = await demoFolder();
  todos = join(cwd, "echo-demo", "tasks", `${ID}-todos.md`);
  await runCli(["ask", "why is Acme churning?", "--demo"], { cwd });
});
afterAll(() => removeFolder(cwd));

const json = async <T>(...argv: string[]): Promise<T> => runJson<T>(["tasks", ...argv, "--demo"], { cwd });
const refused = async (...argv: string[]): Promise<string> => {
  const ran = await runCli(["tasks", ...argv, "--demo"], { cwd });
  expect(ran.exit).toBe(1);
  return ran.stderr;
};

describe("tasks", () => {
  it("lists by what is late, whose it is, and which account", async () => {
    const { tasks } = await json<{ tasks: Line[] }>("list", "--open", "--as-of", "2026-11-20");
    expect(tasks).toMatchObject([{ id: ID, overdue: false, status: "open" }]);
    expect((await json<{ tasks: Line[] }>("list", "--overdue", "--as-of", "2026-12-20")).tasks).toHaveLength(1);
    expect((await json<{ tasks: Line[] }>("list", "--overdue", "--as-of", "2026-11-20")).tasks).toEqual([]);
    expect((await json<{ tasks: Line[] }>("list", "--owner", "hannah")).tasks).toHaveLength(1);
    expect((await json<{ tasks: Line[] }>("list", "--owner", "Nobody")).tasks).toEqual([]);
    expect(await refused("list", "--owner", "hanna")).toContain("Did you mean Hannah Lindqvist?");
    // The example's own day, not the clock's.
    expect((await json<{ on: string }>("list")).on).toBe("2026-11-20");
    expect((await json<{ tasks: Line[] }>("list", "--account", "Acme Corp")).tasks).toHaveLength(1);
    expect((await json<{ tasks: Line[] }>("list", "--account", "beacon")).tasks).toEqual([]);
  });

  it("calls tasks and handed-on work late by one day: today, or the one given", async () => {
    const folder = tempFolder();
    const at = { cwd: folder, now: "2026-12-20T09:00:00Z" };
    try {
      cpSync(join(ROOT, "examples/northstar/exports"), join(folder, "exports"), { recursive: true });
      const list = (...flags: string[]): Promise<{ on: string; data_as_of: string; tasks: Line[] }> =>
        runJson(["tasks", "list", "--open", ...flags], at);
      await runCli(["ask", "why is Acme churning?"], { ...at, now: "2026-11-20T18:00:00Z" });
      const fault = ["--from", "customer-support", "--to", "product-engineer", "--ground", "authority-data-loss", "--account", "acme"];
      await runCli(["handoffs", "new", ...fault, "--reason", "reports are gone", "--deadline", "2026-11-25"], at);
      expect(await list()).toMatchObject({ on: "2026-12-20", data_as_of: "2026-11-20", tasks: [{ id: ID, overdue: true }] });
      expect(await list("--as-of", "2026-11-20")).toMatchObject({ on: "2026-11-20", tasks: [{ id: ID, overdue: false }] });
      const bare = await runCli(["tasks"], at);
      expect(bare).toMatchObject({ exit: 0, stdout: expect.stringContaining("1 open, 1 late as of 2026-12-20") });
      const handed = await runCli(["handoffs", "list"], at);
      expect(handed.stdout).toContain("1 waiting, 1 late as of 2026-12-20");
      // Both days are said where they are further apart than one.
      for (const { stdout } of [bare, handed])
        expect(stdout).toMatch(/^What is late is told by 2026-12-20; the figures stand as of 2026-11-20/);
      const next = await runCli(["tasks"], { cwd: folder, now: "2026-11-21T09:00:00Z" });
      expect(next.stdout).toMatch(/^2026-11-20 {2}late[^]*1 late as of 2026-11-21/);
      const early = ["handoffs", "list", "--waiting", "--as-of", "2026-11-20"];
      const packets = await runJson<{ judged_on: string; overdue: boolean }[]>(early, at);
      expect(packets[0]).toMatchObject({ judged_on: "2026-11-20", overdue: false });
      // So does the answer to what comes first, and a day in echo.yaml holds for all.
      const first = await runCli(["ask", "what do I do first today?"], at);
      expect(first.stdout).toContain("1 open, 1 late as of 2026-12-20");
      writeFileSync(join(folder, "echo.yaml"), "as_of: 2026-11-20\n");
      for (const command of ["tasks", "handoffs"])
        expect((await runCli([command, "list"], at)).stdout).toContain(" 0 late as of 2026-11-20");
      expect((await runCli(["ask", "what do I do first today?"], at)).stdout).toContain("1 open, 0 late as of 2026-11-20");
      writeFileSync(join(folder, "echo.yaml"), "");
      // It ends on the day that somebody says so.
      const closed = await runJson<{ on: string }>(["tasks", "close", ID, "--outcome", "lost"], at);
      expect(closed.on).toBe("2026-12-20");
      expect((await runCli(["tasks", "list", "--open", "--account", "acme"], at)).stdout).toContain("No such tasks");
    } finally {
      removeFolder(folder);
    }
  });

  it("prints the state to go on from, in 100 columns and in 60", async () => {
    const state = await json<State>("resume", "churn/acme", "--as-of", "2026-11-22");
    expect(state.question).toBe("why is Acme churning?");
    expect(state.headline).toContain("Acme Corp is at risk with");
    expect(state.open[0]).toMatchObject({ due: "2026-11-20", overdue: true });
    expect(state.open.map(({ due }) => due ?? "9999")).toEqual(state.open.map(({ due }) => due ?? "9999").sort());
    expect(state.findings.length).toBeGreaterThan(5);
    expect(state.packets.map(({ to }) => to)).toContain("product-engineer");
    expect(state.next).toBe(`echo-cs tasks done ${ID} ${state.open[0]?.item ?? ""}`);
    for (const width of [100, 60]) {
      const { stdout } = await runCli(["tasks", "resume", ID, "--demo"], { cwd, width });
      const wide = stdout.split("\n").filter((line) => line.length > width && !line.startsWith("echo-cs"));
      expect(wide).toEqual([]);
      for (const part of ["The question", "Open (", "Found so far", "Handed on", "Go on with"]) expect(stdout).toContain(part);
    }
  });

  it("ticks one box in the file and touches nothing else of it, a person's line included", async () => {
    writeFileSync(todos, `${readFileSync(todos, "utf8")}\n- [ ] mine: send *flowers*\n`);
    const before = readFileSync(todos, "utf8");
    const step = await json<{ task: Line; change: string }>("done", ID, "reach-out");
    const after = readFileSync(todos, "utf8");
    expect(step).toMatchObject({ change: "updated", task: { open_items: step.task.items - 1 } });
    const changed = before.split("\n").flatMap((line, index) => (line === after.split("\n")[index] ? [] : [after.split("\n")[index]]));
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatch(/^- \[x\] Reach out/);
    expect((await json<{ change: string }>("done", ID, "reach-out")).change).toBe("unchanged");
    await json("done", "churn/acme", "flowers", "--skip");
    expect(readFileSync(todos, "utf8")).toContain("- [-] mine: send *flowers*");
    // A later answer leaves both as they are.
    await runCli(["ask", "why is Acme churning?", "--demo"], { cwd });
    expect(readFileSync(todos, "utf8")).toMatch(/\[x\] Reach out[^]*- \[-\] mine: send \*flowers\*/);
  });

  it("helps with ids and items", async () => {
    expect(await refused("show", "chrun-acme-2026w47")).toContain(ID);
    expect(await refused("done", ID, "reech-out")).toMatch(/reach-out/);
    expect(await refused("done", ID, "the")).toContain("items go by");
    expect(await refused("show", "../../etc/passwd")).toContain("There is no task");
  });

  it("closes with an outcome, once, and the next question opens a new task", async () => {
    const unsaid = await refused("close", ID);
    for (const outcome of ["recovered", "lost", "done"]) expect(unsaid).toContain(outcome);
    const text = await runCli(["tasks", "done", ID, "assess", "--demo"], { cwd });
    expect(text.stdout).toContain(`echo-demo/tasks/${ID}-todos.md`);
    const closed = await json<{ task: Line }>(
      "close",
      ID,
      "--outcome",
      "lost",
      "--reason",
      "new owner: cut costs",
      "--as-of",
      "2026-11-22",
    );
    expect(closed.task).toMatchObject({ status: "closed", outcome: "lost" });
    const told = await runCli(["tasks", "close", ID, "--outcome", "lost", "--demo"], { cwd });
    expect(told.stdout).toMatch(/\d+ items of \d+ were still open/);
    const context = readFileSync(join(cwd, "echo-demo", "tasks", `${ID}-context.md`), "utf8");
    expect(context).toMatch(
      /status: closed[^]*stage: lost[^]*closed_on: 2026-11-22\noutcome: lost\noutcome_reason: "new owner: cut costs"/,
    );
    expect(await refused("close", ID, "--outcome", "recovered")).toContain("closed as lost");
    await runCli(["ask", "why is Acme churning?", "--demo"], { cwd });
    const { tasks } = await json<{ tasks: Line[] }>("list");
    expect(tasks.map(({ id, status }) => [id, status])).toEqual([
      [`${ID}-2`, "open"],
      [ID, "closed"],
    ]);
  });
});
