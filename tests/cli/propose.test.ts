import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ImportResult } from "../../src/app/import.ts";
import type { ProposeResult } from "../../src/app/propose.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const COMPANIES = "Record ID,Company name,Company Domain Name\n1,Acme Corp,acme.example\n2,Birch Ltd,birch.example\n";
const USAGE = "Datum;Kunde;Modul;Anzahl\n2026-01-05;Acme;Login;3\n2026-01-06;Birch;Export;4\n";
const CONFIG = "# mine\ncurrency: EUR   # keep this\n";

let cwd = "";
const config = (): string => readFileSync(join(cwd, "echo.yaml"), "utf8");
const takenFor = async (file: string): Promise<[string | null | undefined, number | null | undefined]> => {
  const { files } = await runJson<ImportResult>(["import"], { cwd });
  const found = files.find((one) => one.file === file);
  return [found?.taken_for, found?.confidence];
};

beforeEach(() => {
  cwd = tempFolder();
  writeFiles(cwd, {
    "echo.yaml": CONFIG,
    "exports/companies.csv": COMPANIES,
    "exports/nutzung-2026-01.csv": USAGE,
    "exports/nutzung-2026-02.csv": USAGE.replaceAll("-01-", "-02-"),
    "exports/mystery.csv": "foo,bar\n1,2\n",
  });
});
afterEach(() => removeFolder(cwd));

describe("import --propose", () => {
  it("adds what it found to echo.yaml, with reasons, and import obeys; the user edits, and import obeys that", async () => {
    expect(await takenFor("nutzung-2026-01.csv")).toEqual([null, null]);
    const { exit, stdout } = await runCli(["import", "--propose"], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toContain("mystery.csv: its columns look like no table of the book");
    expect(config()).toContain('# - file: "mystery.csv"\n  #   table: ?');
    expect(config()).toContain('#     ?: "foo"\n');
    expect(config().startsWith(CONFIG)).toBe(true);
    expect(config()).toMatch(/# .*may hold usage, \d+ % sure/);
    expect(config()).toMatch(/day: "Datum" +# 100 %: the header says "datum", and its values are dates/);
    const [taken, sure] = await takenFor("nutzung-2026-02.csv");
    expect([taken, sure]).toEqual(["mapping-usage", expect.closeTo(0.95, 1)]);
    expect(await runJson(["sql", "select account, feature, sum(events) as n from usage group by all order by 1"], { cwd })).toEqual([
      { account: "acme", feature: "Login", n: 6 },
      { account: "birch", feature: "Export", n: 8 },
    ]);

    writeFiles(cwd, {
      "echo.yaml": config()
        .replace(/ *confidence:.*\n/, "")
        .replace('feature: "Modul"', 'feature: "Kunde"'),
    });
    expect(await takenFor("nutzung-2026-01.csv")).toEqual(["mapping-usage", 1]);
    expect(await runJson(["sql", "select distinct feature from usage order by 1"], { cwd })).toEqual([
      { feature: "Acme" },
      { feature: "Birch" },
    ]);
  });

  it("proposes nothing twice, and leaves what stands there", async () => {
    await runCli(["import", "--propose"], { cwd });
    const first = config();
    writeFiles(cwd, {
      "exports/churn.csv": "Firma,Kündigung,Grund\nAcme,2026-03-01,Preis\n",
      "exports/tickets.csv": "Ticket ID,Subject,Created At\n1,Help,2026-03-01\n",
    });
    const { proposals } = await runJson<ProposeResult>(["import", "--propose"], { cwd });
    expect(proposals.map(({ file }) => file)).toContain("tickets.csv");
    expect(config().startsWith(first.trimEnd())).toBe(true);
    const second = config();
    // It cannot be read as it is, so it is commented out and waits.
    expect(second).toContain('# - file: "tickets.csv"');
    expect(await takenFor("tickets.csv")).toEqual([null, null]);
    await runCli(["import", "--propose"], { cwd });
    expect(config()).toBe(second);
  });

  it("writes nothing with --dry-run, and the same as JSON", async () => {
    const { stdout } = await runCli(["import", "--propose", "--dry-run"], { cwd });
    const { proposals, without, written, yaml } = await runJson<ProposeResult>(["import", "--propose", "--dry-run"], { cwd });
    expect(stdout).toContain(yaml.trimEnd());
    expect([proposals.map(({ file, proposal }) => [file, proposal.table]), without.map(({ file }) => file), written]).toEqual([
      [["nutzung-*.csv", "usage"]],
      ["mystery.csv"],
      null,
    ]);
    expect(config()).toBe(CONFIG);
    expect((await runCli(["import", "--dry-run"], { cwd })).exit).toBe(1);
  });

  it("writes what nearly fits an account into overrides.csv as comments, once, for a person to take the # away", async () => {
    const overrides = (): string => readFileSync(join(cwd, "overrides.csv"), "utf8");
    const NPS = "Response ID,Email,Company,Score,Responded At\n1,,Birsh,9,2026-01-02\n";
    writeFiles(cwd, {
      "exports/nps.csv": NPS,
      "exports/own.csv": "ticket,organization,subject,created_at\n7,BIRSH,Help,2026-01-03\n8,Acme,Help,2026-01-03\n",
      "overrides.csv": 'source,kind,value,account\n# ours, "mine\nsurveys,name,Other,acme',
    });
    const { files, suggestions } = await runJson<ImportResult>(["import"], { cwd });
    expect(files.find(({ file }) => file === "own.csv")).toMatchObject({ taken_for: "tickets-table", unjoined: 1 });
    // One line for all sources that say the same.
    expect(suggestions).toEqual([{ source: "", kind: "name", value: "BIRSH", rows: 2, accounts: ["birch"], nearest: "birch" }]);
    expect((await runCli(["import"], { cwd })).stdout).toContain("writes all these lines into overrides.csv");
    await runCli(["import", "--propose", "--dry-run"], { cwd });
    expect(overrides()).not.toContain("BIRSH");
    const { stdout } = await runCli(["import", "--propose"], { cwd });
    expect(stdout).toContain("#,name,BIRSH,birch");
    const written = overrides();
    expect(written).toMatch(/^source,kind,value,account\n# ours, "mine\nsurveys,name,Other,acme\n# .*\n#,name,BIRSH,birch\n$/);
    await runCli(["import", "--propose"], { cwd });
    expect(overrides()).toBe(written);
    expect((await runJson<ImportResult>(["import"], { cwd })).overrides).toMatchObject({ lines: 1, rows: 0 });
    writeFiles(cwd, { "overrides.csv": written.replace("#,name", ",name") });
    expect((await runJson<ImportResult>(["import"], { cwd })).overrides).toMatchObject({ lines: 2, rows: 2, unused: [3] });
  });

  it("drafts a file anew once it can, in place of the entry to fill in, and says where one waits", async () => {
    const sheet = (month: string): string => `Account,Month,Active users,Logins\nAcme,${month},4,9\nBirch,${month},5,8\n`;
    writeFiles(cwd, { "exports/by-month.csv": sheet("soon") });
    await runCli(["import", "--propose"], { cwd });
    const blank = config();
    expect(blank).toContain('# - file: "by-month.csv"\n  #   table: ?');
    const again = await runCli(["import", "--propose"], { cwd });
    const line = blank.split("\n").findIndex((text) => text.includes('"by-month.csv"')) + 1;
    expect(again.stdout).toContain(`by-month.csv: commented out in line ${line} of echo.yaml`);
    expect(config()).toBe(blank);
    writeFiles(cwd, { "exports/by-month.csv": sheet("2026-06") });
    await runCli(["import", "--propose"], { cwd });
    expect(config()).not.toContain('# - file: "by-month.csv"');
    expect(config()).not.toContain("by-month.csv: its columns look like no table");
    expect(config()).toContain('# - file: "mystery.csv"');
    expect(await takenFor("by-month.csv")).toEqual(["mapping-usage", 0.55]);
    expect(await runJson(["sql", "select distinct day from usage where day > '2026-03-01'"], { cwd })).toEqual([{ day: "2026-06-01" }]);
  });

  it("works where nothing can be read yet and there is no echo.yaml", async () => {
    const other = tempFolder();
    writeFiles(other, { "exports/nutzung.csv": USAGE });
    expect((await runCli(["import"], { cwd: other })).exit).toBe(1);
    expect((await runJson<ProposeResult>(["import", "--propose"], { cwd: other })).written).toBe(join(other, "echo.yaml"));
    expect((await runJson<ImportResult>(["import"], { cwd: other })).accounts).toBe(2);
    removeFolder(other);
  });

  it("does not touch an echo.yaml that it cannot add to, nor the example's", async () => {
    const flow = "mapping: [{file: other.csv, skip: true}]\n";
    writeFiles(cwd, { "echo.yaml": flow });
    expect((await runCli(["import", "--propose"], { cwd })).stderr).toContain("nothing can be added");
    expect(config()).toBe(flow);
    expect((await runCli(["import", "--propose", "--demo"], { cwd })).exit).toBe(0);
    expect(existsSync(join(cwd, "echo-demo", "echo.yaml"))).toBe(false);
  });
});
