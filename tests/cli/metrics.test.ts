import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Chalk } from "chalk";
import { metricsReport } from "../../src/app/metrics.ts";
import { renderMetrics } from "../../src/cli/render/render-metrics.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { findWorkspace } from "../../src/config/workspace.ts";
import { fixedClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/log.ts";
import { columns } from "../../src/cli/render/wrap.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { type Ran, runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { BY_HAND } from "./metrics-book.ts";

type Json = Record<string, unknown> & { readonly reasons: Record<string, string>; readonly notes: string[] };

let demo = "";
const folders: string[] = [];
beforeAll(async () => {
  demo = await demoFolder();
  folders.push(demo);
});
afterAll(() => folders.forEach(removeFolder));

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder();
  folders.push(folder);
  writeFiles(folder, files);
  return folder;
}

const run = (...argv: string[]): Promise<Ran> => runCli(["metrics", "--demo", ...argv], { cwd: demo });

describe("metrics for people", () => {
  it("fits the terminal and says what each value is of, its target and what cannot be told", async () => {
    const { exit, stdout, stderr } = await run("--by", "month", "--cohort", "quarter");
    expect(exit).toBe(0);
    expect(stderr).toContain("As of 2026-11-20");
    for (const line of stdout.split("\n")) expect(columns(line), line).toBeLessThanOrEqual(100);
    expect(stdout).toContain("2026Q3, the last full quarter by 2026-11-20, both days included");
    expect(stdout).toMatch(/Start +\$1,727,220 +38\n\+ New/);
    expect(stdout).toMatch(
      /Gross revenue retention \(GRR\) +98 % +\$1,727,220 ARR at the start\n {2}12 months to 2026-09-30 +[\d.]+ % +met > 90 %/,
    );
    expect(stdout).toMatch(/QBR completion, strategic +80 % +missed >= 100 % +37\.6 to 96\.4 +5 strategic customers/);
    expect(stdout).toMatch(/– Acquisition cost \(CAC\), CAC payback: the cost of sales and marketing/);
    expect(stdout).toMatch(/Targets of 12 months are held against 2025-10-01 to 2026-09-30/);
    expect(stdout).toMatch(/2026-08 .*\$7\.20K/);
    expect(stdout).toMatch(/2025Q1 +5 +100/);
    expect(stdout).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it("fits a narrow terminal too: what explains goes before what is said", async () => {
    const workspace = await findWorkspace({ cwd: demo, packageRoot: ROOT, demo: true });
    const deps = { workspace, environment: readEnvironment({}), clock: fixedClock("2026-11-22T09:00:00Z"), log: silentLog };
    const report = await metricsReport(deps, { by: "month", cohort: "quarter" });
    for (const width of [60, 80]) {
      const view = { paint: new Chalk({ level: 0 }), width, targetsOnly: false, definitions: true };
      for (const text of [renderMetrics(report, view), renderMetrics(report, { ...view, targetsOnly: true })])
        for (const line of text.split("\n")) expect(columns(line), line).toBeLessThanOrEqual(width);
      expect(renderMetrics(report, view)).toMatch(/Gross revenue retention \(GRR\) +98 %\s+12 months to 2026-09-30 +[\d.]+ % +met > 90 %/);
    }
  });

  it("shows names from the exports on one line, without their control codes", async () => {
    const long = "Report ".repeat(20).trim();
    const usage = `${BY_HAND["exports/usage.csv"]}acme,u1,2026-06-30,"\u001B[31m${long}\nnext",1\n`;
    const cwd = folderWith({
      ...BY_HAND,
      "exports/usage.csv": usage,
      "exports/accounts.csv": BY_HAND["exports/accounts.csv"].replaceAll("Ben", `Ben ${long}`),
    });
    const { exit, stdout } = await runCli(["metrics", "--as-of", "2026-07-31"], { cwd });
    expect([exit, stdout.includes("\u001B")]).toEqual([0, false]);
    expect(stdout).toMatch(/Report Report Report Report R… +1 of 9/);
    for (const line of stdout.split("\n")) expect(columns(line), line).toBeLessThanOrEqual(100);
  });

  it("defines every metric it shows where asked", async () => {
    const { stdout } = await run("--definitions");
    for (const line of stdout.split("\n")) expect(columns(line), line).toBeLessThanOrEqual(100);
    expect(stdout).toMatch(/Gross revenue retention \(GRR\) \(grr\)\n +Σ min\(ARR at the end, ARR at the start\)/);
    expect((await run()).stdout).not.toContain("Σ min");
  });

  it("shows targets alone, with whose they are and where sources differ", async () => {
    const { stdout } = await run("--targets");
    expect(stdout).toMatch(/Net revenue retention \(NRR\) +> 110 % +99\.9 % +missed +12 months +customer-success/);
    expect(stdout).toMatch(/11 of 14 targets met; 1 cannot be told/);
    expect(stdout).toContain("customer-success-specialist (30 to 50 and more) asks for >= 30");
    expect(stdout).not.toContain("ARR bridge");
  });

  it("refuses days that cannot be, and says what to do", async () => {
    const refused = async (...argv: string[]): Promise<string> => {
      const { exit, stderr, stdout } = await run(...argv);
      expect([exit, stdout]).toEqual([1, ""]);
      return stderr;
    };
    expect(await refused("--from", "2026-02-30")).toMatch(/"2026-02-30" is no day.*--from/s);
    expect(await refused("--from", "2026-07-02", "--to", "2026-07-01")).toMatch(/ends \(2026-07-01\) before it begins/);
    expect(await refused("--from", "2026-07-01", "--to", "2026-12-31")).toMatch(/after the day everything looks back from, 2026-11-20/);
    expect(await refused("--by", "week")).toMatch(/month, quarter/);
    expect(await refused("--segment", "large")).toMatch(/enterprise, mid-market, smb/);
    expect(await refused("--owner", "Nobody at all")).toMatch(/Nobody at all/);
  });

  it("takes one day of two for what it most likely means, and says so", async () => {
    const open = await runJson<Json>(["metrics", "--demo", "--from", "2026-10-01"], { cwd: demo });
    expect([open["from"], open["to"], open["period_is"]]).toEqual(["2026-10-01", "2026-11-20", "up to as-of"]);
    const closed = await runJson<Json>(["metrics", "--demo", "--to", "2026-08-15"], { cwd: demo });
    expect([closed["from"], closed["to"]]).toEqual(["2026-07-01", "2026-08-15"]);
    const four = await runJson<Json & { periods: unknown[] }>(["metrics", "--demo", "--by", "quarter"], { cwd: demo });
    expect([four["from"], four["to"], four.periods.length]).toEqual(["2025-10-01", "2026-09-30", 4]);
  });
});

describe("a book with gaps", () => {
  const at = async (files: Readonly<Record<string, string>>, ...more: string[]): Promise<Json> =>
    runJson<Json>(["metrics", "--as-of", "2026-07-31", ...more], { cwd: folderWith(files) });
  const without = (...paths: string[]): Record<string, string> =>
    Object.fromEntries(Object.entries(BY_HAND).filter(([path]) => !paths.includes(path)));

  it("without subscriptions has no revenue, but use and answers of its accounts", async () => {
    const found = await at(without("exports/subscriptions.csv"));
    expect(found["arr"]).toEqual({
      start: null,
      new: null,
      expansion: null,
      contraction: null,
      churn: null,
      reactivation: null,
      end: null,
    });
    for (const name of ["grr", "nrr", "logo_retention", "renewal_rate", "quick_ratio", "ltv"]) {
      expect(found[name]).toBeNull();
      expect(found.reasons[name]).toMatch(/no subscriptions export/);
    }
    expect(found.reasons["arr"]).toMatch(/no subscriptions export/);
    expect([found["mau"], found["nps"]]).toEqual([6, 100 / 7]);
  });

  it("without use, tickets, meetings or answers says which export is missing", async () => {
    const found = await at(without("exports/usage.csv", "exports/tickets.csv", "exports/meetings.csv", "exports/surveys.csv"));
    for (const name of ["mau", "product_adoption", "ttv_median", "activation"])
      expect(found.reasons[name], name).toMatch(/no usage export/);
    expect(found.reasons["first_reply_hours"]).toMatch(/no support ticket export/);
    expect(found.reasons["qbr_completion"]).toMatch(/no meetings export/);
    expect(found.reasons["nps"]).toMatch(/no NPS answer/);
    expect(found["grr"]).toBeCloseTo(213 / 262, 12);
  });

  it("without user ids knows no users, and does not add up days", async () => {
    const usage = BY_HAND["exports/usage.csv"].replaceAll(/^([a-z]+),[a-z]\d,/gm, "$1,,");
    const found = await at({ ...BY_HAND, "exports/usage.csv": usage });
    for (const name of ["dau", "wau", "mau", "stickiness", "login_frequency"]) {
      expect(found[name], name).toBeNull();
      expect(found.reasons[name], name).toMatch(/names no users/);
    }
    expect(found.reasons["seat_utilisation"]).toMatch(/seats/);
    expect(found["product_adoption"]).toBeCloseTo(3 / 9, 12);
  });

  it("with use that begins too late, or ends too early, gives no month of users", async () => {
    const rows = BY_HAND["exports/usage.csv"].trimEnd().split("\n");
    const late = [rows[0], ...rows.filter((row) => /,2026-0(6-[23]\d|7)/.test(row))].join("\n");
    const found = await at({ ...BY_HAND, "exports/usage.csv": `${late}\n` });
    expect(found.reasons["mau"]).toMatch(/use is recorded since 2026-06-22 only/);
    expect(found["wau"]).toBe(2);
    expect(found.notes).toContain("3 accounts began before use was recorded: their time to value cannot be told.");
    const early = [rows[0], ...rows.filter((row) => /,2026-0[1-5]/.test(row))].join("\n");
    expect((await at({ ...BY_HAND, "exports/usage.csv": `${early}\n` })).reasons["mau"]).toMatch(/use is recorded up to 2026-05-31 only/);
  });

  it("in another currency than the reporting one says what to set", async () => {
    const found = await at({ ...BY_HAND, "echo.yaml": "currency: GBP\n" });
    expect(found["grr"]).toBeNull();
    expect(found.notes).toContain("Every subscription is in EUR or USD, and the reporting currency is GBP: set currency in echo.yaml.");
    expect((found["other_currencies"] as { currency: string; grr: number }[]).map(({ currency, grr }) => [currency, grr])).toEqual([
      ["EUR", 1],
      ["USD", 213 / 262],
    ]);
    expect(found["logo_retention"]).toBeCloseTo(5 / 7, 12);
  });

  it("counts adoption by the key features of echo.yaml, and warns of an action nobody has done", async () => {
    const found = await at({ ...BY_HAND, "echo.yaml": "adoption: { key_features: [chart] }\nactivation: { actions: [Reprot] }\n" });
    expect(found["product_adoption"]).toBeCloseTo(1 / 9, 12);
    expect(found["feature_adoption"]).toBeCloseTo(1 / 9, 12);
    expect(found["activation"]).toBe(0);
    expect(found.notes).toContain('Nobody has ever done the key action "Reprot": check its name in echo.yaml (activation.actions).');
  });

  it("warns of subscriptions that are over without an end", async () => {
    const [head = "", ...rows] = BY_HAND["exports/subscriptions.csv"].trimEnd().split("\n");
    const over = [`${head},status`, ...rows.map((row) => `${row},${row.startsWith("s02") ? "canceled" : "active"}`)].join("\n");
    const found = await at({ ...BY_HAND, "exports/subscriptions.csv": `${over}\n` });
    expect(found.notes.join(" ")).toMatch(/1 subscription marked as over without the day of the end: counted as running/);
  });

  it("leaves out subscriptions without an amount, and says how many", async () => {
    const found = await at({
      ...BY_HAND,
      "exports/subscriptions.csv": `${BY_HAND["exports/subscriptions.csv"]}s30,acme,Core,1,USD,year,,2025-01-01,,\n`,
    });
    expect(found["arr"]).toMatchObject({ start: 262_000_00 });
    expect(found.notes.join(" ")).toMatch(/1 subscription without an amount/);
  });
});

describe("targets", () => {
  const targets = async (yaml: string): Promise<Ran> =>
    runCli(["metrics", "--as-of", "2026-07-31", "--from", "2026-04-01", "--to", "2026-06-30", "--targets"], {
      cwd: folderWith({ ...BY_HAND, "references/targets.yaml": yaml }),
    });

  it("are edited in the workspace: one replaced, one taken away, the others as shipped", async () => {
    const { stdout } = await targets(
      'targets:\n  - { metric: nps, target: "> 10", source: the board }\n  - { metric: qbr_completion, off: true }\n',
    );
    expect(stdout).toMatch(/Net Promoter Score \(NPS\) +> 10 +14\.3 +met +the board/);
    expect(stdout).not.toContain("QBR completion");
    expect(stdout).toMatch(/Gross revenue retention/);
  });

  it("are held against the unrounded value", async () => {
    expect((await targets('targets: [{ metric: tickets_per_customer, target: "< 0.36" }]\n')).stdout).toMatch(
      /Tickets per customer +< 0\.36 +0\.36 +missed/,
    );
    expect((await targets('targets: [{ metric: tickets_per_customer, target: "< 0.37" }]\n')).stdout).toMatch(
      /Tickets per customer +< 0\.37 +0\.36 +met/,
    );
  });

  it.each([
    ["a metric that does not exist", "targets:\n  - { metric: nsp, target: '> 10' }\n", /there is no metric "nsp".*nps/s, 2],
    ["a line that is none", "targets:\n  - { metric: nps, target: ten }\n", /is no target such as/, 2],
    ["a share that lacks its sign", 'targets:\n  - { metric: nrr, target: "> 110" }\n', /"> 110" of nrr would be 11,000 %/, 2],
    ["an unknown key", "target: []\n", /target/, 1],
  ])("name %s with its place", async (_, yaml, message, line) => {
    const { exit, stderr, stdout } = await runCli(["metrics", "--as-of", "2026-07-31", "--json"], {
      cwd: folderWith({ ...BY_HAND, "references/targets.yaml": yaml }),
    });
    expect(exit).toBe(1);
    expect(stderr).toMatch(message);
    expect(JSON.parse(stdout)).toMatchObject({ error: { place: { file: expect.stringMatching(/targets\.yaml$/), line } } });
  });

  it("of CSM loads are edited there too", async () => {
    const { stdout } = await runCli(["metrics", "--as-of", "2026-07-31"], {
      cwd: folderWith({ ...BY_HAND, "references/targets.yaml": "csm_load: { mid: 1, low: 2 }\n" }),
    });
    expect(stdout).toMatch(/Ben +5 +\$59,600 +0 \/ 2 \/ 3 +350 % too many/);
  });
});
