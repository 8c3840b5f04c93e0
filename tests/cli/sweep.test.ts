import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

interface Step {
  readonly op: string;
  readonly task: string;
  readonly intent: string;
  readonly account: string | null;
  readonly due: string;
  readonly items: readonly { readonly id: string }[];
  readonly outcome: string | null;
  readonly kept: readonly string[];
}
interface Sweep {
  readonly opened: number;
  readonly taken_on: number;
  readonly closed: number;
  readonly recorded: number;
  readonly open_tasks: number;
  readonly accounts: number;
  readonly steps: readonly Step[];
  readonly handovers: readonly string[];
}

let cwd: string;
beforeEach(async () => {
  cwd = await demoFolder();
});
afterEach(() => removeFolder(cwd));

const sweep = async (...argv: string[]): Promise<Sweep> => runJson<Sweep>(["sweep", ...argv, "--demo"], { cwd });
const home = (...path: string[]): string => join(cwd, "echo-demo", ...path);
const files = (): Record<string, string> =>
  Object.fromEntries(
    ["tasks", "history", "handoffs"].flatMap((folder) =>
      (existsSync(home(folder)) ? readdirSync(home(folder)) : []).map((name) => [
        `${folder}/${name}`,
        readFileSync(home(folder, name), "utf8"),
      ]),
    ),
  );

describe("sweep", () => {
  it("plans without writing, does what it planned, and nothing the second time", async () => {
    const dry = await sweep("--dry-run");
    expect(files()).toEqual({});
    const done = await sweep();
    expect(done.steps.map(({ op, intent, account }) => [op, intent, account])).toEqual(
      dry.steps.map(({ op, intent, account }) => [op, intent, account]),
    );
    expect(done).toMatchObject({ opened: dry.steps.length, open_tasks: dry.steps.length, recorded: done.accounts });
    const acme = done.steps.find(({ account, intent }) => account === "acme" && intent === "churn");
    expect(acme).toMatchObject({ op: "open", task: "churn-acme-2026w47", due: "2026-11-22" });
    const after = files();
    const lines = (after["history/health.ndjson"] ?? "").trimEnd().split("\n");
    expect(lines).toHaveLength(done.accounts);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ account: "acme", as_of: "2026-11-20", model: "specialist", tier: "red" });
    expect(after["history/patterns.ndjson"]).toContain('"event":"seen"');
    expect(await sweep()).toMatchObject({ steps: [], recorded: 0, open_tasks: dry.steps.length, handovers: [] });
    expect(files()).toEqual(after);
    // The weekly standard reads the history.
    const check = await runJson<{ rules: { id: string; state: string }[] }>(["check", "--demo", "--rule", "VA-19"], { cwd });
    expect(check.rules.find(({ id }) => id === "VA-19")?.state).toBe("kept");
  });

  it("leaves a task with a broken head alone, says once where and what, goes on with the rest and ends with 3", async () => {
    await sweep();
    const context = home("tasks", "churn-acme-2026w47-context.md");
    const text = readFileSync(context, "utf8").replace("status: open", "status: opne");
    writeFileSync(context, text);
    rmSync(home("tasks", "churn-driftwood-analytics-2026w47-todos.md"));
    // Never looked at before, as far as the history goes: the book calls for Acme's task again, and for all others that are gone.
    rmSync(home("history"), { recursive: true });
    for (const name of readdirSync(home("tasks")).filter((one) => one.startsWith("churn-hollowbrook"))) rmSync(home("tasks", name));
    const told = await runCli(["sweep", "--demo"], { cwd });
    expect(told.exit).toBe(3);
    const lines = told.stderr.split("\n").filter((line) => line.includes("churn-acme"));
    expect(lines).toEqual([
      'warning: tasks/churn-acme-2026w47-context.md:5: The head\'s `status` cannot be read (found "opne"; allowed: open, closed); the task is left alone until that is mended.',
    ]);
    expect(told.stdout).toMatch(/opened[^]*1 task left alone: its file cannot be read/);
    expect(existsSync(home("tasks", "churn-hollowbrook-hotels-2026w47-context.md"))).toBe(true);
    expect(readFileSync(context, "utf8")).toBe(text);
    // A list that was deleted is told too, by the sweep and by who wants to tick an item off, with the way back.
    const gone = /tasks\/churn-driftwood-analytics-2026w47-todos\.md is gone: the task is open without its list\.[^]*echo-cs ask '([^']+)'/;
    expect(told.stderr).toMatch(gone);
    const tick = ["tasks", "done", "churn/driftwood-analytics", "assess", "--demo"];
    const refused = await runCli(tick, { cwd });
    expect(refused).toMatchObject({ exit: 1, stderr: expect.stringMatching(gone) });
    await runCli(["ask", gone.exec(refused.stderr)?.[1] ?? "", "--demo"], { cwd });
    expect((await runCli(tick, { cwd })).exit).toBe(0);
    const { left_alone: alone } = await runJson<{ left_alone: string[] }>(["sweep", "--demo"], { cwd }, 3);
    expect(alone).toEqual([expect.stringMatching(/^tasks\/churn-acme-2026w47-context\.md:5: /)]);
  });

  it("counts what it wrote itself: two at once open no task twice, and a dry run leaves no folder behind", async () => {
    const dry = await sweep("--dry-run");
    expect(readdirSync(home()).filter((name) => !name.startsWith("."))).toEqual([]);
    const both = await Promise.all([sweep(), sweep()]);
    expect(both.reduce((sum, { opened }) => sum + opened, 0)).toBe(dry.opened);
    for (const { open_tasks: open } of both) expect(open).toBe(dry.opened);
  });

  it("hands a won deal over from sales once, with the kickoff on the list", async () => {
    const { handovers, steps } = await sweep();
    const won = steps.find(({ intent, account }) => intent === "onboarding" && account === "fernhill-labs");
    expect(won).toMatchObject({ op: "open", due: "2026-11-13" });
    expect(handovers).toEqual([`${won?.task ?? ""}-customer-success-f2ef3d95`]);
    expect(files()[`tasks/${won?.task ?? ""}-todos.md`]).toContain("id: onboarding/kickoff");
  });

  it("takes on what a question opened, with its words, its items and a person's edits", async () => {
    await runCli(["ask", "why is Acme churning?", "--demo"], { cwd });
    const todos = home("tasks", "churn-acme-2026w47-todos.md");
    const context = home("tasks", "churn-acme-2026w47-context.md");
    writeFileSync(todos, readFileSync(todos, "utf8").replace("[ ] Agree a recovery plan", "[x] Agree OUR recovery plan"));
    writeFileSync(context, `${readFileSync(context, "utf8")}\nMy own note.\n`);
    const before = readFileSync(todos, "utf8");
    const done = await sweep();
    expect(done.steps.find(({ task }) => task === "churn-acme-2026w47")).toMatchObject({ op: "adopt", account: "acme", items: [] });
    expect(readFileSync(todos, "utf8")).toBe(before);
    const text = readFileSync(context, "utf8");
    expect(text).toMatch(/\nstage: plan in place\ntype: risk\n[^]*# Why an account is leaving[^]*My own note\./);
    // A later answer leaves the stage to the sweep.
    await runCli(["ask", "why is Acme churning?", "--demo"], { cwd });
    expect(readFileSync(context, "utf8")).toContain("\nstage: plan in place\n");
    expect((await sweep()).steps).toEqual([]);
  });

  it("closes what has recovered, keeps what a person wrote in the head, and does not reopen what they closed", async () => {
    await sweep();
    const context = home("tasks", "churn-hollowbrook-hotels-2026w47-context.md");
    writeFileSync(context, readFileSync(context, "utf8").replace("priority: medium", "priority: low"));
    await runCli(
      ["tasks", "close", "churn/driftwood-analytics", "--outcome", "done", "--reason", "we know", "--as-of", "2026-11-20", "--demo"],
      { cwd },
    );
    const again = await sweep();
    expect(again.steps.filter(({ op }) => op !== "update")).toEqual([]);
    expect(readFileSync(context, "utf8")).toContain("priority: low");
    await runCli(["tasks", "close", "churn/acme", "--outcome", "done", "--demo"], { cwd });
    const told = await runCli(["sweep", "--demo"], { cwd });
    expect(told.stdout.replaceAll(/\s+/g, " ")).toContain("1 red account without a task, because it was closed: Acme Corp on 2026-11-20");
    expect(told.stdout).toContain("echo-cs tasks list --open --demo");
    const driftwood = Object.keys(files()).filter((name) => name.includes("churn-driftwood"));
    expect(driftwood).toHaveLength(3);
  });

  it("does not tell every morning of a change that a person has overruled", async () => {
    await sweep();
    const file = home("tasks", "churn-acme-2026w47-context.md");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^priority: critical$/m, "priority: low"));
    const before = files();
    const again = await sweep();
    expect(again.steps).toEqual([]);
    expect(files()).toEqual(before);
    expect((await runCli(["sweep", "--demo"], { cwd })).stdout).not.toContain("low → critical");
  });

  it("follows a date that was edited in the workspace's playbook", async () => {
    const book = join(cwd, "book");
    cpSync(join(ROOT, "examples", "northstar", "exports"), join(book, "exports"), { recursive: true });
    mkdirSync(join(book, "references", "playbooks"), { recursive: true });
    const text = readFileSync(join(ROOT, "references", "playbooks", "churn-diagnosis.md"), "utf8");
    const edited = text.replace(/(### reach-out[^#]*- due: )48 h/, (_, before: string) => `${before}96 h`);
    expect(edited).not.toBe(text);
    writeFileSync(join(book, "references", "playbooks", "churn-diagnosis.md"), edited);
    const { steps } = await runJson<Sweep>(["sweep", "--dry-run", "-C", book, "--as-of", "2026-11-20"], { cwd });
    expect(steps.find(({ account, intent }) => account === "acme" && intent === "churn")?.due).toBe("2026-11-24");
  });

  it("sees nothing later than as-of and leaves what a later day wrote", async () => {
    await sweep();
    const after = files();
    const early = await sweep("--as-of", "2026-11-10");
    expect(early.steps.filter(({ task }) => task !== null && after[`tasks/${task}-context.md`] !== undefined)).toEqual([]);
    for (const [name, text] of Object.entries(after).filter(([file]) => file.startsWith("tasks/"))) expect(files()[name]).toBe(text);
  });

  it("holds out whom the user's own split keeps without a play, and refuses a split that cannot be read", async () => {
    mkdirSync(home(), { recursive: true });
    writeFileSync(
      home("plays-split.csv"),
      "account,play,group,from\nacme,churn,control,2026-11-01\nwickerwood-furniture,churn,control,2026-12-01\n",
    );
    const held = await runJson<Sweep & { held_out: number }>(["sweep", "--demo"], { cwd });
    expect(held.held_out).toBe(1);
    const churn = held.steps.filter(({ intent }) => intent === "churn").map(({ account }) => account);
    expect(churn).not.toContain("acme");
    expect(churn).toContain("wickerwood-furniture");
    writeFileSync(home("plays-split.csv"), "account,play,group,from\nacme,chrun,control,2026-11-01\n");
    const { exit, stderr } = await runCli(["sweep", "--demo"], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain("plays-split.csv:2");
  });

  it("tells what became of plays, and claims nothing of fewer than five", async () => {
    await sweep("--as-of", "2026-10-01");
    await sweep("--as-of", "2026-11-20");
    const { plays } = await runJson<{
      plays: { play: string; began: number; running: number; effects: { effect: { why?: string; low?: number } }[] }[];
    }>(["plays", "--demo", "--as-of", "2026-11-20"], { cwd });
    const churn = plays.find(({ play }) => play === "churn");
    const heads = Object.entries(files()).filter(([name, text]) => /tasks\/churn-.*-context/.test(name) && text.includes("\ntype: risk\n"));
    expect(churn?.began).toBe(heads.length);
    expect(churn?.running).toBe(heads.filter(([, text]) => text.includes("\nstatus: open\n")).length);
    const old = heads.filter(([, text]) => text.includes("\nbegan_on: 2026-10-01\n")).length;
    for (const { effect } of churn?.effects ?? []) expect(effect.low !== undefined).toBe(old >= 5 && effect.why === undefined);
    const { stdout } = await runCli(["plays", "--demo", "--as-of", "2026-11-20"], { cwd });
    expect(stdout).toContain("What churn plays did in 30 days");
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  it("keeps to one owner's accounts", async () => {
    await sweep();
    // What it calls open is what the list calls open: a question's task, which no sweep looks after, and other people's too.
    await runCli(["ask", "which accounts are at risk?", "--demo"], { cwd });
    const { tasks: open } = await runJson<{ tasks: readonly object[] }>(["tasks", "list", "--open", "--demo"], { cwd });
    for (const argv of [[], ["--owner", "Hannah Lindqvist"], ["--dry-run"]])
      expect(await sweep(...argv)).toMatchObject({ open_tasks: open.length });
    const mine = await sweep("--owner", "Hannah Lindqvist");
    expect(mine).toMatchObject({ steps: [] });
    expect(mine.accounts).toBeLessThan(15);
  });

  it("prints one screen, Markdown and NDJSON", async () => {
    for (const width of [100, 60]) {
      const { stdout, exit } = await runCli(["sweep", "--dry-run", "--demo"], { cwd, width });
      expect(exit).toBe(0);
      expect(stdout.split("\n").length).toBeLessThan(width === 100 ? 50 : 70);
      expect(stdout.split("\n").filter((line) => line.length > width)).toEqual([]);
      expect(stdout).toContain("nothing was written");
    }
    const { stdout: md } = await runCli(["sweep", "--dry-run", "--md", "--demo"], { cwd });
    expect(md).toMatch(/^## Sweep of 2026-11-20 \(dry run: nothing written\)\n/);
    expect(md).toContain("| Acme Corp | $118,800 | critical churn |");
    const { stdout: lines } = await runCli(["sweep", "--dry-run", "--ndjson", "--demo"], { cwd });
    const rows = lines
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(rows.slice(0, -1).every((row) => "op" in row && "reason" in row)).toBe(true);
    expect(rows.at(-1)).toMatchObject({ as_of: "2026-11-20", dry_run: true, opened: rows.length - 1 });
  });
});
