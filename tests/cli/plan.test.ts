import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanReport, PlanStep } from "../../src/app/plan-report.ts";
import type { Quote } from "../../src/app/account-quotes.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { planBook } from "./plan-book.ts";

let demo = "";
let cwd = "";
beforeAll(async () => {
  demo = await demoFolder();
  cwd = tempFolder();
  planBook(cwd);
});
afterAll(() => [demo, cwd].forEach(removeFolder));

const DAY = "2026-11-20";
const plan = (folder: string, ...rest: readonly string[]): Promise<PlanReport> => runJson<PlanReport>(["plan", ...rest], { cwd: folder });
const step = (made: PlanReport, item: string): PlanStep => {
  const found = made.phases.flatMap(({ steps }) => steps).find((one) => one.item?.endsWith(`/${item}`));
  if (found === undefined) throw new Error(`no step ${item}`);
  return found;
};

describe("an onboarding plan", () => {
  it("takes its dates from the book, on working days, and its owners from the CRM", async () => {
    const made = await plan(demo, "onboarding", "--account", "cobalt", "--demo");
    expect(made).toMatchObject({ account: "cobalt-freight", as_of: DAY, opened: DAY, resumed: false });
    // Kickoff on 2026-10-09; day 60 after it is Tuesday 2026-12-08, day 75 Wednesday 2026-12-23, day 80 Monday 2026-12-28.
    expect(step(made, "mid-check-in")).toMatchObject({ due: "2026-12-08", late: null, state: "open" });
    expect(step(made, "measure-value").due).toBe("2026-12-23");
    expect(step(made, "feedback").due).toBe("2026-12-28");
    // Day 45 is Monday 2026-11-23; day 52 Monday 2026-11-30 (2026-10-09 + 52).
    expect(step(made, "advanced").due).toBe("2026-11-23");
    // The week after the launch was over on 2026-11-15, a Sunday: late, and caught up on later working days.
    expect(step(made, "after-launch")).toMatchObject({ late: "2026-11-13", state: "open" });
    expect(step(made, "after-launch").due ?? "").toMatch(/^2026-1[12]-/);
    expect(step(made, "hold-kickoff")).toMatchObject({ state: "done", shown: true, owner: "customer-success", owner_name: "Tomas Villar" });
    expect(step(made, "first-value")).toMatchObject({ state: "open", shown: false });
    const days = made.phases.flatMap(({ steps }) => steps.flatMap(({ due }) => due ?? []));
    for (const day of days) expect([0, 6]).not.toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
  });

  it("leaves a step skipped that a person skipped, though the book shows it", async () => {
    const made = await plan(demo, "onboarding", "--account", "cobalt", "--demo");
    const file = join(demo, "echo-demo", "tasks", `${made.task}-todos.md`);
    const ticked = readFileSync(file, "utf8");
    writeFileSync(file, ticked.replace("- [x] Hold the kickoff", "- [-] Hold the kickoff"));
    const again = await plan(demo, "onboarding", "--account", "cobalt", "--demo");
    expect(step(again, "hold-kickoff").state).toBe("skipped");
    expect(again.progress).toMatchObject({ skipped: 1, done: made.progress.done - 1, total: made.progress.total - 1 });
    writeFileSync(file, ticked);
  });

  it("catches up at most three late steps a day", async () => {
    const made = await plan(demo, "onboarding", "--account", "cobalt", "--demo");
    const late = made.phases.flatMap(({ steps }) => steps.filter((one) => one.late !== null).map(({ due }) => due));
    for (const day of new Set(late)) expect(late.filter((one) => one === day).length).toBeLessThanOrEqual(3);
    expect(late.length).toBeGreaterThan(9);
  });

  it("says the same twice, byte for byte, and keeps the task", async () => {
    const argv = ["plan", "onboarding", "--account", "fernhill", "--demo"];
    await runCli(argv, { cwd: demo });
    const [one, two] = [await runCli(argv, { cwd: demo }), await runCli(argv, { cwd: demo })];
    expect(one.exit).toBe(0);
    expect(two.stdout).toBe(one.stdout);
    expect(one.stdout).toContain("Onboarding plan: Fernhill Labs");
  });

  it("does not fit an account whose onboarding is over", async () => {
    const { exit, stderr } = await runCli(["plan", "onboarding", "--account", "acme", "--demo"], { cwd: demo });
    expect(exit).toBe(1);
    expect(stderr).toContain("echo-cs plan success --account acme");
  });

  it("says of each figure what it is, with a Fact that evidence finds again", async () => {
    const made = await plan(demo, "recovery", "--account", "acme", "--demo");
    expect(made.facts.length).toBeGreaterThan(8);
    for (const { id } of made.facts.slice(0, 3)) {
      const found = await runJson<{ matches: boolean }>(["evidence", id, "--task", made.task, "--demo"], { cwd: demo });
      expect(found.matches).toBe(true);
    }
    for (const { statement, facts } of made.findings) if (/\d/.test(statement)) expect(facts.length, statement).toBeGreaterThan(0);
  });
});

describe("a plan that is run again", () => {
  it("shows what is done, late and next, and keeps a person's ticks and words", async () => {
    const first = await plan(cwd, "renewal", "--account", "fern", "--as-of", "2026-10-05");
    // 2027-02-01 less 120 days is Sunday 2026-10-04: Friday 2026-10-02, before the plan was opened.
    expect(step(first, "value")).toMatchObject({ due: "2026-10-05", late: "2026-10-02", owner_name: "Ada Berg" });
    expect(step(first, "contract")).toMatchObject({ due: "2026-10-14", late: null });
    expect(step(first, "quote")).toMatchObject({ due: "2026-12-18", owner: "account-executive", owner_name: "Cy Novak" });
    const file = join(cwd, "tasks", `${first.task}-todos.md`);
    const text = readFileSync(file, "utf8");
    const edited = text
      .replace("- [ ] Write down what they reached", "- [x] Write down what they reached")
      .replace("Hold the contract against the use: seats, plan, features paid for and not used", "Ask Ada for the contract")
      .replace(/(## Steps\n)/, "$1\n- [ ] Bring cake\n");
    expect(edited).not.toBe(text);
    writeFileSync(file, edited);

    const later = await plan(cwd, "renewal", "--account", "fern", "--as-of", DAY);
    expect(later).toMatchObject({ resumed: true, task: first.task, opened: "2026-10-05" });
    expect(step(later, "value")).toMatchObject({ state: "done", shown: false });
    expect(step(later, "contract")).toMatchObject({ what: "Ask Ada for the contract", state: "overdue", due: "2026-10-14" });
    expect(later.phases.at(-1)).toMatchObject({ title: "Added by hand", steps: [{ item: null, what: "Bring cake", state: "open" }] });
    expect(later.next?.what).toBe("Ask Ada for the contract");
    const { total, done, overdue } = later.progress;
    expect({ done, overdue }).toEqual({
      done: 1,
      overdue: later.phases.flatMap(({ steps }) => steps).filter(({ state }) => state === "overdue").length,
    });
    expect(total).toBe(later.phases.flatMap(({ steps }) => steps).length);
    expect(overdue).toBeGreaterThan(1);
    const { stdout } = await runCli(["plan", "renewal", "--account", "fern", "--as-of", DAY, "--out", "-"], { cwd });
    expect(stdout).toContain("- [x] Write down what they reached");
    expect(stdout).toContain("2026-10-14, overdue");
  });

  it("writes nothing for a day earlier than the last it saw", async () => {
    const made = await plan(cwd, "success", "--account", "gorse", "--as-of", DAY);
    const file = join(cwd, "tasks", `${made.task}-todos.md`);
    const text = readFileSync(file, "utf8");
    const early = await runCli(["plan", "success", "--account", "gorse", "--as-of", "2026-06-01"], { cwd });
    expect(early.exit).toBe(0);
    expect(early.stderr).toContain("its files stay as they are");
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("moves no date onto a holiday of echo.yaml", async () => {
    const folder = tempFolder();
    try {
      planBook(folder, 'holidays: ["2026-12-18", "2026-12-17"]\n');
      const made = await plan(folder, "renewal", "--account", "fern", "--as-of", "2026-10-05");
      // 45 days before the renewal is Friday 2026-12-18, a holiday like the day before it.
      expect(step(made, "quote").due).toBe("2026-12-16");
    } finally {
      removeFolder(folder);
    }
  });
});

describe("a proposal", () => {
  it("rests on recorded problems, word for word with their ids, and on nothing later", async () => {
    const { exit, stdout } = await runCli(["plan", "proposal", "--account", "fern", "--as-of", DAY, "--out", "-"], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toContain("| request R-1 | 2026-09-01 | “Approve from the phone, on the road” |");
    expect(stdout).toContain("| ticket T-1 | 2026-10-20 | “We would like more seats for the second team.” |");
    expect(stdout).not.toMatch(/R-2|R-3|Shipped long ago|Asked for after/);
  });

  it("is refused by the charter where no problem is on record", async () => {
    const { exit, stderr, stdout } = await runCli(["plan", "proposal", "--account", "gorse", "--as-of", DAY], { cwd });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: "" });
    expect(stderr).toContain("no-pitch-without-problem");
    expect(stderr.replaceAll(/\s+/g, " ")).toContain("exports/requests.csv with the header request,account,title,created_at");
  });

  it("and an expansion are refused while the account is red", async () => {
    for (const kind of ["proposal", "expansion"]) {
      const { exit, stderr } = await runCli(["plan", kind, "--account", "acme", "--demo"], { cwd: demo });
      expect(exit).toBe(1);
      expect(stderr).toContain("expansion-after-retention");
      expect(stderr).toContain("echo-cs plan recovery --account acme");
    }
  });
});

describe("a competitor brief", () => {
  it("quotes tickets and exits word for word, and leaves out other words and later days", async () => {
    const made = await runJson<PlanReport & { quotes: Quote[] }>(["plan", "competitor", "zapflow", "--as-of", DAY], { cwd });
    expect(made.quotes.map(({ account, kind, id, said_on, text }) => ({ account, kind, id, said_on, text }))).toEqual([
      {
        account: "gorse-mills",
        kind: "ticket",
        id: "T-2",
        said_on: "2026-10-21",
        text: "They showed us Zapflow last week. Zapflow does exports better, said our CFO.",
      },
      { account: "heath-sons", kind: "exit", id: "2026-02-01", said_on: "2026-02-01", text: 'Zapflow was half the price, "simply".' },
    ]);
    const { stdout } = await runCli(["plan", "competitor", "Zapflow", "--as-of", DAY, "--out", "-"], { cwd });
    expect(stdout).toContain("2 accounts, 2 quotes");
    expect(stdout).toContain("$12,000");
  });

  it("says so where nobody spoke of it", async () => {
    for (const name of ["Nobody Inc", "***", "💥"]) {
      const { exit, stderr } = await runCli(["plan", "competitor", name, "--as-of", DAY], { cwd });
      expect(exit).toBe(1);
      expect(stderr).toContain("No customer of the book speaks of");
    }
  });
});

describe("plan", () => {
  it("tells which plan fits an account that left, and one that did not", async () => {
    const left = await runCli(["plan", "recovery", "--account", "heath", "--as-of", DAY], { cwd });
    expect(left.stderr).toContain("echo-cs plan win-back --account heath");
    const here = await runCli(["plan", "win-back", "--account", "fern", "--as-of", DAY], { cwd });
    expect(here.stderr).toContain("echo-cs plan recovery --account fern");
    const back = await runCli(["plan", "win-back", "--account", "heath", "--as-of", DAY], { cwd });
    expect(back.stdout).toContain("Zapflow was half the price");
  });

  it("names the nearest kind, needs an account, and lists the kinds", async () => {
    expect((await runCli(["plan", "renwal", "--account", "fern"], { cwd })).stderr).toContain("Did you mean renewal?");
    expect((await runCli(["plan", "renewal"], { cwd })).stderr).toContain("none is named");
    const { stdout } = await runCli(["plan"], { cwd });
    for (const kind of [
      "onboarding",
      "success",
      "recovery",
      "renewal",
      "expansion",
      "win-back",
      "re-engagement",
      "account",
      "proposal",
      "competitor",
    ])
      expect(stdout).toContain(kind);
  });

  it("leaves a hostile name and request inert in Markdown and HTML", async () => {
    const { stdout } = await runCli(["plan", "account", "--account", "ivy", "--as-of", DAY, "--out", "-"], { cwd });
    expect(stdout).not.toMatch(/(?<!\\)<(?:img|script)/);
    expect(stdout).not.toMatch(/(?<!\\)\]\(javascript/);
    const html = await runCli(["plan", "account", "--account", "ivy", "--as-of", DAY, "--format", "html", "--out", "ivy.html"], { cwd });
    expect(html).toMatchObject({ exit: 0 });
    const page = readFileSync(join(cwd, "ivy.html"), "utf8");
    expect(page).not.toMatch(/<img src=x|<script>alert/);
    expect(page).toContain("&lt;img src=x");
  });

  it("takes a plan of the workspace's own, and names file and line where it is wrong", async () => {
    const own = `---\nplan: check-up\ntitle: Check-up\ngoal: Look in.\nagent: customer-success\nlane: customer-success\n---\n## Look\n\n### call\n- do: Call them about {arr|money}\n- owner: customer-success\n- due: today + 3 wd\n`;
    const { mkdirSync } = await import("node:fs");
    mkdirSync(join(cwd, "references", "plans"), { recursive: true });
    const file = join(cwd, "references", "plans", "check-up.md");
    writeFileSync(file, own);
    const made = await plan(cwd, "check-up", "--account", "fern", "--as-of", DAY);
    expect(made.phases[0]?.steps[0]).toMatchObject({ what: "Call them about $24,000", due: "2026-11-25" });
    for (const [wrong, line] of [
      ["- due: soonish + 3", 13],
      ["- due: arr + 3 d", 13],
      ["- when: arrr > 3\n- due: today", 13],
    ] as const) {
      writeFileSync(file, own.replace("- due: today + 3 wd", wrong));
      const { exit, stderr } = await runCli(["plan", "check-up", "--account", "fern", "--as-of", DAY], { cwd });
      expect(exit).toBe(1);
      expect(stderr).toContain(`check-up.md:${line}`);
    }
    writeFileSync(file, own);
  });
});
