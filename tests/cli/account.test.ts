import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccountPage } from "../../src/app/account-page.ts";
import type { HealthReport } from "../../src/app/health-report.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { planBook } from "./plan-book.ts";

let demo = "";
let own = "";
beforeAll(async () => {
  demo = await demoFolder();
  own = tempFolder();
  planBook(own);
});
afterAll(() => [demo, own].forEach(removeFolder));

describe("the page of an account", () => {
  it("says what the single commands say, on the day and on the days before", async () => {
    const page = await runJson<AccountPage>(["account", "acme", "--demo"], { cwd: demo });
    const [health] = await runJson<{ score: number; tier: string }[]>(["health", "acme", "--demo"], { cwd: demo });
    expect(page.health).toMatchObject({ score: health?.score, tier: health?.tier });
    const [earlier] = await runJson<{ score: number }[]>(["health", "acme", "--demo", "--as-of", page.trend[0]?.on ?? ""], { cwd: demo });
    expect(page.trend).toHaveLength(6);
    expect(page.trend[0]).toEqual({ on: "2026-06-23", score: earlier?.score });
    expect(page.trend.at(-1)).toEqual({ on: "2026-11-20", score: health?.score });
    const open = await runJson<{ ticket: string }[]>(
      [
        "sql",
        "select ticket from tickets where account = 'acme' and solved_at is null and created_at::date > date '2026-11-20' - 180 order by created_at, ticket",
        "--demo",
      ],
      { cwd: demo },
    );
    expect(page.open_tickets.map(({ ticket }) => ticket)).toEqual(open.map(({ ticket }) => ticket));
    const score = page.facts.find(({ metric }) => metric === "health_score");
    const evidence = await runJson<{ matches: boolean }>(["evidence", score?.id ?? "", "--task", page.task, "--demo"], { cwd: demo });
    expect(evidence.matches).toBe(true);
  });

  it("adds up: the points of its inputs are the score, their changes its change", async () => {
    for (const account of ["acme", "brightloom", "cobalt-freight"]) {
      const [health] = await runJson<HealthReport[]>(["health", account, "--demo"], { cwd: demo });
      const { stdout } = await runCli(["account", account, "--demo", "--out", "-"], { cwd: demo });
      const rows = [...stdout.matchAll(/^\| ([^|]+) \| ([\d.]+) \| [\d.]+ \| (?:\\?([−+]?[\d.]+)|–) \|$/gm)];
      const sum = (column: number): number => rows.reduce((total, row) => total + Number((row[column] ?? "0").replace("−", "-")), 0);
      // Each of nine lines is rounded to a tenth.
      expect(Math.abs(sum(2) - (health?.score ?? 0))).toBeLessThan(0.5);
      expect(Math.abs(sum(3) - (health?.trend.delta ?? 0))).toBeLessThan(0.5);
      expect(rows.at(-1)?.[1]).toBe("all others");
      expect(stdout).toContain(`echo-cs health ${account}`);
    }
  });

  it("shows how far the account's plans are, and no other account's", async () => {
    await runCli(["plan", "success", "--account", "acme", "--demo"], { cwd: demo });
    await runCli(["plan", "success", "--account", "globex", "--demo"], { cwd: demo });
    await runCli(["plan", "success", "--account", "juniper", "--demo"], { cwd: demo });
    const { tasks } = await runJson<AccountPage>(["account", "acme", "--demo"], { cwd: demo });
    expect(tasks.map(({ key }) => key)).toEqual(["success-plan/acme"]);
    const { stdout } = await runCli(["account", "acme", "--demo", "--out", "-"], { cwd: demo });
    expect(stdout).toContain("| Success plan: Acme Corp | 0 of 10 items |");
  });

  it("prints text in a pipe as at a terminal, Markdown or HTML where asked for, and one of them", async () => {
    const print = async (...flags: string[]): Promise<string> =>
      (await runCli(["account", "acme", "--demo", "--as-of", "2026-11-20", ...flags], { cwd: demo })).stdout;
    const text = await print();
    expect(text).toContain("Acme Corp");
    expect(text).not.toMatch(/<details>|^#|^\| /m);
    expect(await print("--out", "-")).toMatch(/^# [^]*\n\| /);
    expect(await print("--out", "-", "--format", "html")).toMatch(/^<!doctype html>/i);
    const both = await runCli(["account", "acme", "--demo", "--out", "-", "--format", "md,html"], { cwd: demo });
    expect(both).toMatchObject({ exit: 1, stderr: expect.stringContaining("Standard output takes one format.") });
  });

  it("writes one HTML file without a request, the same bytes twice, hostile names inert", async () => {
    const argv = ["account", "ivy", "-C", own, "--as-of", "2026-11-20", "--format", "html,md", "--out", "pages"];
    const ran = await runCli(argv, { cwd: own });
    expect(ran.exit).toBe(0);
    const [html = "", markdown = ""] = ran.stdout
      .trim()
      .split("\n")
      .map((path) => readFileSync(join(own, path), "utf8"));
    expect(html).toContain("&lt;img src=x");
    expect(html).not.toMatch(/<img src=x|(?:src|href)="https?:/);
    expect(markdown).not.toMatch(/(?<!\\)<img/);
    await runCli(argv, { cwd: own });
    expect(readFileSync(join(own, ran.stdout.split("\n")[0] ?? ""), "utf8")).toBe(html);
  });

  it("tells that an account left, what is missing, and which names are near", async () => {
    const left = await runCli(["account", "heath", "-C", own, "--as-of", "2026-11-20"], { cwd: own });
    expect(left.stdout).toContain("Left on 2026-02-01.");
    expect(left.stdout).toContain("No contact of the account is on record.");
    expect((await runCli(["account", "acmee", "--demo"], { cwd: demo })).stderr).toContain("Acme Corp");
  });
});
