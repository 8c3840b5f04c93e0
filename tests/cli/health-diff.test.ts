import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HealthDiffReport } from "../../src/app/health-diff.ts";
import type { HealthReport } from "../../src/app/health-report.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("health diff", () => {
  it("sums for every account to the difference of the scores that `health` gives on the two days", async () => {
    const report = await runJson<HealthDiffReport>(["health", "diff", "2026-08-31", "2026-11-20", "--demo"], { cwd });
    const on = async (day: string) =>
      new Map((await runJson<HealthReport[]>(["health", "--all", "--demo", "--as-of", day], { cwd })).map((one) => [one.account, one]));
    const [before, after] = [await on("2026-08-31"), await on("2026-11-20")];
    expect(report.accounts.length).toBeGreaterThan(35);
    for (const { account, from, to, delta, inputs, reshared } of report.accounts) {
      expect([from?.score ?? null, to?.score ?? null], account).toEqual([
        before.get(account)?.score ?? null,
        after.get(account)?.score ?? null,
      ]);
      if (delta === null) continue;
      expect(delta).toBe((to?.score ?? 0) - (from?.score ?? 0));
      expect(sum([...inputs.map((input) => input.delta), reshared?.delta ?? Number.NaN]), account).toBe(delta);
    }
    expect(sum(report.moves.map(({ accounts }) => accounts))).toBe(report.accounts.length);
    expect(report.moves).toContainEqual({ from: "green", to: "red", accounts: 1, arr_minor: 11_880_000 });
  });

  it("prints lines of one account that add up to the printed change", async () => {
    const { exit, stdout } = await runCli(["health", "diff", "2026-09-30", "2026-11-20", "acme", "--demo"], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^Acme Corp {2}\d+\.\d green → \d+\.\d red\n/);
    const points = [...stdout.matchAll(/([+-]?\d+\.\d)$/gm)].map(([, text]) => Number(text));
    const change = points.pop();
    expect(Math.round(sum(points) * 10) / 10).toBe(change);
    const [, was, is] = /(\d+\.\d) green → (\d+\.\d) red/.exec(stdout) ?? [];
    expect(Math.round((Number(is) - Number(was)) * 10) / 10).toBe(change);
  });

  it("shows who moved between tiers, and fits the terminal", async () => {
    const { stdout } = await runCli(["health", "--demo", "diff", "2026-08-31", "2026-11-20"], { cwd });
    expect(stdout).toMatch(/green +→ +red +1 +\$118,800/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("refuses days that are none and days in the wrong order", async () => {
    for (const days of [
      ["2026-11-31", "2026-12-01"],
      ["2026-11-20", "2026-09-30"],
    ]) {
      const { exit, stderr } = await runCli(["health", "diff", ...days, "--demo"], { cwd });
      expect(exit).toBe(1);
      expect(stderr).toMatch(/no day|before the second/);
    }
  });
});

describe("health --roll-up", () => {
  it("scores accounts of one parent as one, weighted by ARR, and lists them", async () => {
    const folder = tempFolder();
    const accounts = [
      "GSID,Name,CSM Name,Lifecycle Stage,Status,Parent Company ID",
      "1,Umbrella,Ada,Adoption,Active,",
      "2,Umbrella North,Ada,Adoption,Active,1",
      "3,Umbrella South,Ada,Adoption,Active,2",
      "4,Solo,Ada,Adoption,Active,",
    ];
    try {
      writeFiles(folder, { "exports/gainsight.csv": `${accounts.join("\n")}\n` });
      const ran = await runCli(["health", "--all", "--roll-up", "--json", "-C", folder, "--as-of", "2026-11-20"], { cwd: folder });
      if (ran.exit !== 0) throw new Error(ran.stderr);
      const families = JSON.parse(ran.stdout) as HealthReport[];
      const umbrella = families.find(({ name }) => name === "Umbrella");
      expect(umbrella?.roll_up?.members.map(({ name }) => name).sort()).toEqual(["Umbrella", "Umbrella North", "Umbrella South"]);
      expect(families.find(({ name }) => name === "Solo")?.roll_up).toBeUndefined();
      expect(families).toHaveLength(2);
    } finally {
      removeFolder(folder);
    }
  });

  it("changes nothing in a book without parents", async () => {
    const [plain, rolled] = [
      await runCli(["health", "--all", "--demo", "--json"], { cwd }),
      await runCli(["health", "--all", "--roll-up", "--demo", "--json"], { cwd }),
    ];
    expect(rolled.stdout).toBe(plain.stdout);
  });
});
