import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HealthReport } from "../../src/app/health-report.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const health = async (...args: readonly string[]): Promise<HealthReport[]> =>
  runJson<HealthReport[]>(["health", ...args, "--demo"], { cwd });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("health --json", () => {
  it("is an array also for one account, with the keys that scripts rely on", async () => {
    const scores = await health("acme");
    expect(scores).toHaveLength(1);
    expect(scores[0]).toMatchObject({
      account: "acme",
      name: "Acme Corp",
      model: "specialist",
      tier: "red",
      trend: { from: "2026-10-21", to: "2026-11-20" },
    });
    expect(Object.keys(scores[0]?.inputs[0] ?? {})).toEqual(expect.arrayContaining(["name", "weight", "value", "contribution"]));
  });

  for (const model of ["specialist", "customer-success"]) {
    it(`adds up for every account by ${model}: contributions to the score, weights to 100, deltas to the trend`, async () => {
      const scores = await health("--all", "--health", model);
      expect(scores.length).toBeGreaterThan(30);
      for (const { account, score, trend, inputs } of scores) {
        if (score === null) continue;
        expect(sum(inputs.map((input) => input.contribution)), account).toBeCloseTo(score, 9);
        expect(sum(inputs.map((input) => input.weight)), account).toBeCloseTo(100, 9);
        if (trend.delta !== null) expect(sum(inputs.map((input) => input.delta ?? Number.NaN)), account).toBeCloseTo(trend.delta, 9);
      }
    });
  }

  it("lists the worst first, those without a score last, and takes every account for no account", async () => {
    const scores = await health("--all");
    const known = scores.flatMap(({ score }) => (score === null ? [] : [score]));
    expect(known).toEqual([...known].sort((a, b) => a - b));
    expect(scores.slice(known.length).every(({ score, tier, reason }) => score === null && tier === null && reason !== null)).toBe(true);
    expect(scores.length).toBeGreaterThan(known.length);
    expect(await health()).toEqual(scores);
  });

  it("scores an account alone as it does among all", async () => {
    const all = await health("--all");
    for (const account of ["acme", "brightloom", "fernhill-labs"])
      expect(await health(account)).toEqual(all.filter((score) => score.account === account));
  });

  it("keeps one tier", async () => {
    const red = await health("--tier", "red");
    expect(red.map(({ account }) => account)).toContain("acme");
    expect(new Set(red.map(({ tier }) => tier))).toEqual(new Set(["red"]));
  });

  it("gives no score where the model abstains, and says why", async () => {
    const [fernhill] = await health("Fernhill");
    expect(fernhill).toMatchObject({ score: null, tier: null, trend: { delta: null } });
    expect(fernhill?.coverage).toBeLessThan(0.5);
    expect(fernhill?.reason).toContain("abstains");
  });

  it("says of an account that left when it left", async () => {
    const [gone] = await health("Harbor & Pine");
    expect(gone).toMatchObject({ account: "harbor-pine", score: null, reason: "the account left on 2026-09-18" });
    const [before] = await health("Harbor & Pine", "--as-of", "2026-09-01");
    expect(before?.score).not.toBeNull();
  });

  it("prints the same bytes twice", async () => {
    const [once, twice] = [
      await runCli(["health", "--all", "--demo", "--json"], { cwd }),
      await runCli(["health", "--all", "--demo", "--json"], { cwd }),
    ];
    expect(once.stdout).toBe(twice.stdout);
  });
});

describe("health for people", () => {
  it("shows one account with what costs most", async () => {
    const { exit, stdout } = await runCli(["health", "acme", "--demo"], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^Acme Corp {2}\d+\.\d red\n/);
    expect(stdout).toMatch(/Costs most: \w/);
    expect(stdout).toMatch(/login trend +usage/);
  });

  it("says on stderr how old the last day is, and nothing where it is today", async () => {
    expect((await runCli(["health", "acme", "--demo"], { cwd })).stderr).toContain("As of 2026-11-20, 2 days ago.");
    expect((await runCli(["health", "acme", "--demo"], { cwd, now: "2026-11-20T12:00:00Z" })).stderr).not.toContain("ago");
  });

  it("shows all accounts and counts the tiers", async () => {
    const { stdout } = await runCli(["health", "--demo"], { cwd });
    expect(stdout).toMatch(/Acme Corp +red/);
    expect(stdout).toMatch(/\d+ accounts: \d+ red, \d+ yellow, \d+ green, 1 without a score/);
  });

  it("refuses an unknown model and lists those there are", async () => {
    const { exit, stderr } = await runCli(["health", "acme", "--demo", "--health", "gainsight"], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain("customer-success");
    expect(stderr).toContain("specialist");
  });

  it("refuses an account together with --all", async () => {
    expect((await runCli(["health", "acme", "--all", "--demo"], { cwd })).exit).toBe(1);
  });
});

it("fits a narrow terminal", async () => {
  for (const argv of [
    ["health", "acme"],
    ["health", "--all"],
    ["health", "diff", "2026-10-01", "2026-11-20"],
  ]) {
    const { exit, stdout } = await runCli([...argv, "--demo"], { cwd, width: 60 });
    expect(exit).toBe(0);
    expect(stdout).toContain("Acme Corp");
    expect(stdout.split("\n").filter((line) => [...line].length > 60)).toEqual([]);
  }
});

it("warns where the exports end long before as-of", async () => {
  const late = await runCli(["health", "acme", "--demo", "--as-of", "2027-02-01"], { cwd });
  expect(late.stderr).toContain("The exports end before 2027-02-01: usage on 2026-11-20");
  expect((await runCli(["health", "acme", "--demo", "--as-of", "2026-11-20"], { cwd })).stderr).not.toContain("exports end");
});

describe("the model of a score", () => {
  it("is told by an answer whose agent has its own, and is the one that `health --health` shows", async () => {
    const { stdout } = await runCli(["ask", "health check for Acme", "--demo", "--no-model"], { cwd });
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("scored by model customer-success (health --health customer-success)");
    const [own] = await runJson<HealthReport[]>(["health", "acme", "--demo", "--health", "customer-success"], { cwd });
    expect(stdout).toContain(`health score of ${Math.round(own?.score ?? 0)}`);
  });

  it("is the default, untold, where the agent names no other", async () => {
    const { stdout } = await runCli(["ask", "why is Acme churning?", "--demo", "--no-model"], { cwd });
    expect(stdout).not.toContain("scored by model");
  });
});
