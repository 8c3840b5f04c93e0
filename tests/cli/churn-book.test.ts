import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BacktestReport } from "../../src/app/backtest.ts";
import type { SurvivalReport } from "../../src/app/survival.ts";
import type { TrainingReport } from "../../src/domain/churn/train-churn.ts";
import { healthBacktestCommand } from "../../src/cli/commands/health-backtest.ts";
import { runHealthBacktest } from "../../src/cli/commands/health-backtest-run.ts";
import type { Io } from "../../src/cli/io.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { writePlantedBook } from "./planted-book.ts";

let folder = "";
beforeAll(() => {
  folder = tempFolder();
  writePlantedBook(folder, { accounts: 72, everyNthLeaves: 3, fall: 0.7 });
});
afterAll(() => removeFolder(folder));

/** Runs the back-test by its own function: which command it hangs under is tested with that command. */
async function backtest(
  cwd: string,
  flags: Record<string, unknown> = {},
): Promise<{ readonly text: string; readonly report: BacktestReport }> {
  let text = "";
  const io: Io = {
    cwd,
    env: {},
    stdout: (more) => void (text += more),
    stderr: () => undefined,
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    width: 100,
    stdin: (async function* none() {})(),
    now: () => new Date("2026-11-22T09:00:00Z"),
    signal: new AbortController().signal,
  };
  await runHealthBacktest({ horizon: 90, ...flags }, io);
  return { text, report: (flags["json"] === true ? JSON.parse(text) : {}) as BacktestReport };
}

describe("health backtest", { timeout: 120_000 }, () => {
  it("finds the planted relation, early, and better than simpler rules", async () => {
    const { report } = await backtest(folder, { json: true });
    expect(report.verdict).toBe("better");
    expect(report.auc).toBeGreaterThan(0.85);
    expect(report.auc_ci[0]).toBeGreaterThan(0.75);
    expect(report.lift_at_10).toBeGreaterThan(4);
    expect(report.days.at(-1)).toBe("2026-06-30");
    const [, warned] = report.warnings;
    expect(warned?.warned_accounts).toBeGreaterThan(0.6 * (warned?.lost_accounts ?? Infinity));
    expect(warned?.lead_days?.median).toBeGreaterThan(20);
    expect(warned?.lead_days?.most).toBeLessThanOrEqual(100);
  });

  it("leaves undated inputs out and says so", async () => {
    const { report, text } = await backtest(folder, { json: true });
    expect(report.barred.map(({ part }) => part)).toEqual(["bad ratings", "champions"]);
    expect(text).toContain("current state");
    expect((await backtest(folder)).text).toContain("Left out of the replay");
  });

  it("sees nothing later than its as-of: cutting the exports there changes nothing", async () => {
    const whole = await backtest(folder, { json: true, asOf: "2026-07-31" });
    const cut = tempFolder();
    try {
      writePlantedBook(cut, { accounts: 72, everyNthLeaves: 3, fall: 0.7 });
      dropRowsAfter(cut, "2026-07-31");
      expect((await backtest(cut, { json: true, asOf: "2026-07-31" })).text).toBe(whole.text);
    } finally {
      removeFolder(cut);
    }
  });

  it("finds no signal where use tells nothing", async () => {
    const flat = tempFolder();
    try {
      writePlantedBook(flat, { accounts: 72, everyNthLeaves: 3, fall: 0 });
      expect((await backtest(flat, { json: true })).report.verdict).not.toBe("better");
    } finally {
      removeFolder(flat);
    }
  });

  it("refuses where too few left, and says how many are needed", async () => {
    const demo = await demoFolder();
    try {
      const detail = expect.objectContaining({ code: "too-few-churns", allowed: ["at least 10 accounts that left and 10 that stayed"] });
      await expect(backtest(demo, { demo: true })).rejects.toThrow(expect.objectContaining({ detail }));
    } finally {
      removeFolder(demo);
    }
  });

  it("refuses days that are none, and days without a past", async () => {
    const failing = (code: string): unknown => expect.objectContaining({ detail: expect.objectContaining({ code }) });
    await expect(backtest(folder, { from: "2026-02-30" })).rejects.toThrow(failing("bad-day"));
    await expect(backtest(folder, { to: "2020-01-31" })).rejects.toThrow(failing("short-history"));
    await expect(backtest(folder, { health: "mine" })).rejects.toThrow(failing("unknown-health-model"));
  });

  it("runs under health, whose options of the same names it shares", async () => {
    const report = await runJson<BacktestReport>(["health", "backtest", "-C", folder, "--horizon", "120", "--as-of", "2026-08-31"], {
      cwd: folder,
    });
    expect(report).toMatchObject({ horizon: 120, as_of: "2026-08-31", model: "specialist" });
    expect(report.days.at(-1)).toBe("2026-04-30");
  });

  it("fits 100 columns and offers its options", async () => {
    const { text } = await backtest(folder);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    const io = { stdout: () => undefined, stderr: () => undefined } as unknown;
    expect(healthBacktestCommand(io as Io, () => undefined).helpInformation()).toMatch(/--horizon[\s\S]*--from[\s\S]*--to/);
  });
});

describe("churn train and score on the book", { timeout: 120_000 }, () => {
  it("learns the planted relation from the book's past and scores who is here now", async () => {
    const report = await runJson<TrainingReport & { model: string }>(["churn", "train", "-C", folder], { cwd: folder });
    expect(report.verdict).toBe("predictive");
    expect(report.auc).toBeGreaterThan(0.85);
    expect(report.model).toBe(join(".echo", "models", "churn.json"));
    const barred = new Map(report.excluded.map(({ column, reason }) => [column, reason]));
    expect(barred.get("bad_ratings_90d")).toMatch(/current state/);
    expect(report.columns).not.toContain("bad_ratings_90d");
    const { stdout, exit } = await runCli(["churn", "score", "-C", folder, "--json"], { cwd: folder });
    expect(exit).toBe(0);
    const scores = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; probability: number });
    // Somebody who left is scored no more; those whose use fell at the time of an earlier look are.
    expect(scores.every(({ id }) => id.startsWith("customer-"))).toBe(true);
    expect(scores.length).toBeLessThan(72);
    const then = await runCli(["churn", "score", "-C", folder, "--as-of", "2026-03-31"], { cwd: folder });
    expect(then.stdout).toContain("as of 2026-03-31");
    const one = await runCli(["churn", "explain", String(scores[0]?.id), "-C", folder], { cwd: folder });
    expect(one.stdout).toMatch(/likely to leave \(as of 2026-09-30\)/);
  });

  it("writes the same model when rows later than as-of are cut away", async () => {
    const [cut, models] = [tempFolder(), [] as string[]];
    try {
      writePlantedBook(cut, { accounts: 72, everyNthLeaves: 3, fall: 0.7 });
      for (const _ of ["whole", "cut"]) {
        const { exit } = await runCli(["churn", "train", "-C", cut, "--as-of", "2026-08-31", "--out", join(cut, "m.json")], { cwd: cut });
        expect(exit).toBe(0);
        models.push(readFileSync(join(cut, "m.json"), "utf8"));
        dropRowsAfter(cut, "2026-08-31");
      }
      expect(models[1]).toBe(models[0]);
    } finally {
      removeFolder(cut);
    }
  });

  it("does not score the book by a model of a file", async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `r${row},${row % 7},${row % 3 === 0 ? "Yes" : "No"}`);
    writeFiles(folder, { "some.csv": ["id,a,left", ...rows].join("\n") });
    await runCli(["churn", "train", "some.csv", "--label", "left", "--id", "id", "--out", "some.json"], { cwd: folder });
    const { exit, stderr } = await runCli(["churn", "score", "-C", folder, "--model", "some.json"], { cwd: folder });
    expect(exit).toBe(1);
    expect(stderr).toContain("trained on a file");
  });

  it("refuses a book in which too few left", async () => {
    const demo = await demoFolder();
    try {
      const { exit, stderr } = await runCli(["churn", "train", "--demo"], { cwd: demo });
      expect(exit).toBe(1);
      expect(stderr).toContain("at least 10 accounts that left");
    } finally {
      removeFolder(demo);
    }
  });
});

describe("churn survival", { timeout: 120_000 }, () => {
  it("keeps the customers who are still here, and says that the median is not reached", async () => {
    const demo = await demoFolder();
    try {
      const { stdout } = await runCli(["churn", "survival", "--demo", "--by", "segment"], { cwd: demo });
      expect(stdout).toContain("not reached");
      expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    } finally {
      removeFolder(demo);
    }
  });

  it("counts each customer once in the whole and once in its group, and sees nothing later than as-of", async () => {
    const report = await runJson<SurvivalReport>(["churn", "survival", "-C", folder, "--by", "segment"], { cwd: folder });
    const [all, ...groups] = report.groups;
    expect(all).toMatchObject({ group: "all", customers: 72, left: 24, censored: 48 });
    expect(groups.reduce((sum, { customers }) => sum + customers, 0)).toBe(72);
    expect(groups.reduce((sum, { left }) => sum + left, 0)).toBe(24);
    const earlier = await runJson<SurvivalReport>(["churn", "survival", "-C", folder, "--as-of", "2025-06-30"], { cwd: folder });
    expect(earlier.groups[0]).toMatchObject({ left: 0, median_days: null });
  });
});

it("tells stays from customers where one came back", { timeout: 60_000 }, async () => {
  const cwd = tempFolder();
  try {
    const header = "id,Customer ID,Customer Name,Plan,Currency,Interval,Amount,Status,Start Date (UTC),Ended At (UTC)";
    const rows = [
      "s1,c1,Acme Corp,Growth,usd,year,1000.00,canceled,2024-01-01,2024-12-31",
      "s2,c1,Acme Corp,Growth,usd,year,1000.00,active,2025-06-01,",
      "s3,c2,Birch,Growth,usd,year,1000.00,canceled,2024-01-01,2025-01-31",
      "s4,c3,Cedar,Growth,usd,year,1000.00,active,2024-01-01,",
    ];
    writeFiles(cwd, { "exports/subscriptions.csv": `${[header, ...rows].join("\n")}\n` });
    const survival = ["churn", "survival", "-C", cwd, "--as-of", "2026-01-01"];
    const { groups } = await runJson<SurvivalReport>(survival, { cwd });
    expect(groups[0]).toMatchObject({ customers: 4, accounts: 3, left: 2, gone: 1, censored: 2 });
    const { stdout } = await runCli(survival, { cwd });
    const told = stdout.replaceAll(/\s+/g, " ");
    expect(told).toContain(
      "These are 4 stays of 3 customers: who came back is counted once for each stay. 2 stays ended, and 1 customer is gone by now.",
    );
    expect(told).toContain("Stays Left");
  } finally {
    removeFolder(cwd);
  }
});

/** Cuts rows of use and tickets later than `day` off, and ends of subscriptions after it. */
function dropRowsAfter(cwd: string, day: string): void {
  const rewrite = (name: string, keep: (cells: readonly string[]) => readonly string[] | null): void => {
    const path = join(cwd, "exports", name);
    const [head = "", ...rows] = readFileSync(path, "utf8").trim().split("\n");
    writeFileSync(path, `${[head, ...rows.flatMap((row) => keep(row.split(","))?.join(",") ?? [])].join("\n")}\n`);
  };
  rewrite("usage.csv", (cells) => ((cells[2] ?? "") > day ? null : cells));
  rewrite("tickets.csv", (cells) => ((cells[3] ?? "").slice(0, 10) > day ? null : cells));
  rewrite("subscriptions.csv", (cells) =>
    cells.at(-1) === "" || (cells.at(-1) ?? "").slice(0, 10) <= day ? cells : [...cells.slice(0, -1), ""],
  );
}
