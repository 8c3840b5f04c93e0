import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ImportResult } from "../../src/app/import.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";

const COMPANIES = "Record ID,Company name,Company Domain Name\n1,Acme Corp,acme.example\n2,Birch Ltd,birch.example\n";
const NPS =
  'Survey ID,Email,Score,Comment,Responded At\n1,ann@acme.example,9,fine,2026-11-01\n2,=cmd()@acme.example,11,"=HYPERLINK(""x"")",2026-11-02\n3,bob@birch.example,=1+1,no,2026-11-03\n';

let cwd = "";
beforeEach(() => {
  cwd = tempFolder();
  writeFiles(cwd, { "exports/companies.csv": COMPANIES, "exports/nps.csv": NPS });
});
afterEach(() => removeFolder(cwd));

describe("import --json", () => {
  it("tells of each file what it was taken for and what became of its rows", async () => {
    const { files, accounts, findings, rejects, missing, changed } = await runJson<ImportResult>(["import"], { cwd });
    expect({ accounts, changed }).toEqual({ accounts: 2, changed: true });
    expect(findings).toBeInstanceOf(Array);
    expect(files).toMatchObject([
      { file: "companies.csv", taken_for: "hubspot-companies", rows_in: 2, rows_out: 2, rejected: 0 },
      { file: "nps.csv", taken_for: "nps-answers", rows_in: 3, rows_out: 1, rejected: 2 },
    ]);
    for (const { confidence, rows_in: rowsIn, rows_out: rowsOut, rejected, duplicates } of files) {
      expect(confidence).toBeGreaterThan(0.5);
      expect(rowsOut + rejected + duplicates).toBe(rowsIn);
    }
    expect(rejects.map(({ line, column, value }) => [line, column, value])).toEqual([
      [3, "Score", "11"],
      [4, "Score", "=1+1"],
    ]);
    expect(missing.map(({ table }) => table)).toEqual([
      "contacts",
      "subscriptions",
      "invoices",
      "usage",
      "tickets",
      "interactions",
      "opportunities",
      "success_plans",
      "requests",
    ]);
    for (const { needs, metrics, answers } of missing)
      expect([needs.length, metrics.length, answers.length].every((length) => length > 0)).toBe(true);
  });

  it("says once what is the same of several files", async () => {
    writeFiles(cwd, { "exports/deck.pdf": "%PDF", "exports/shot.png": "PNG" });
    const { stdout } = await runCli(["import"], { cwd });
    expect(stdout.match(/not a format that is read here/g)).toHaveLength(1);
    expect(stdout).toContain("  deck.pdf, shot.png: not a format");
  });

  it("does nothing when nothing changed, unless it is forced, and tells the same of the files", async () => {
    const first = await runJson<ImportResult>(["import"], { cwd });
    const second = await runJson<ImportResult>(["import"], { cwd });
    expect(second).toEqual({ ...first, changed: false });
    expect(await runJson<ImportResult>(["import", "--force"], { cwd })).toEqual(first);
    expect((await runCli(["import"], { cwd })).stdout).toMatch(/^Nothing changed/);
  });

  it("tells the last report again without the database, and not where anything around it changed", async () => {
    await runJson<ImportResult>(["import"], { cwd });
    const report = join(cwd, ".echo", "book.duckdb.report.json");
    const standing = JSON.parse(readFileSync(report, "utf8")) as { result: ImportResult };
    // What is told comes from the file: nobody asked the database.
    writeFileSync(report, JSON.stringify({ ...standing, result: { ...standing.result, accounts: 77 } }));
    expect((await runJson<ImportResult>(["import"], { cwd })).accounts).toBe(77);
    expect((await runCli(["import", "--strict"], { cwd })).exit).toBe(3);
    for (const change of [
      () => writeFiles(cwd, { "echo.yaml": "company: {name: Own}\n" }),
      () => writeFiles(cwd, { "references/notes.md": "x" }),
      () => writeFiles(cwd, { "exports/companies.csv": `${COMPANIES}3,Cedar,cedar.example\n` }),
      () => writeFileSync(report, "{"),
    ]) {
      writeFileSync(report, JSON.stringify({ ...standing, result: { ...standing.result, accounts: 77 } }));
      change();
      expect((await runJson<ImportResult>(["import"], { cwd })).accounts).not.toBe(77);
      expect((await runJson<ImportResult>(["import"], { cwd })).changed).toBe(false);
    }
    expect((await runJson<ImportResult>(["import", "--fresh"], { cwd })).changed).toBe(true);
  });

  it("says loudly where a file could be read only in part, and so do the commands after it", async () => {
    const half = `${NPS}4,ann@acme.example,8,"open,2026-11-04\nmore text\nwithout any cells\n`;
    writeFiles(cwd, { "exports/nps.csv": half });
    const told = "nps.csv was read only up to line 5. Every figure is without the rest";
    expect((await runCli(["import"], { cwd })).stdout).toMatch(`\nNOT READ TO THE END: ${told}.`);
    expect((await runCli(["--quiet", "import"], { cwd })).stdout).toContain(`NOT READ TO THE END: ${told}.`);
    expect((await runCli(["health"], { cwd })).stderr).toContain(`warning: ${told}`);
  });

  it("reads DIR/exports with -C", async () => {
    const other = tempFolder();
    expect((await runJson<ImportResult>(["import", "-C", cwd], { cwd: other })).accounts).toBe(2);
    removeFolder(other);
  });

  it("exits with 3 for refused rows only when it is strict", async () => {
    expect((await runCli(["import"], { cwd })).exit).toBe(0);
    expect((await runCli(["import", "--strict"], { cwd })).exit).toBe(3);
    writeFiles(cwd, { "exports/nps.csv": NPS.split("\n").slice(0, 2).join("\n") });
    expect((await runCli(["import", "--strict"], { cwd })).exit).toBe(0);
    writeFiles(cwd, { "exports/strange.csv": "a,b\n1,2\n" });
    expect((await runCli(["import", "--strict"], { cwd })).exit).toBe(3);
  });
});

describe("how rows found their accounts", () => {
  const NAMED = "Survey ID,Company,Score,Responded At\n1,AcmeCorp,9,2026-11-01\n2,Birsh,8,2026-11-02\n";

  it("is told: names spelled otherwise, near misses with the line that settles them, and what that line then does", async () => {
    writeFiles(cwd, { "exports/nps.csv": NAMED });
    const { matched_by_name: byName, suggestions } = await runJson<ImportResult>(["import"], { cwd });
    expect(byName).toEqual([{ source: "surveys", name: "AcmeCorp", account: "acme", account_name: "Acme Corp", rows: 1 }]);
    expect(suggestions).toEqual([{ source: "surveys", kind: "name", value: "Birsh", rows: 1, accounts: ["birch"], nearest: "birch" }]);
    const { stdout } = await runCli(["import"], { cwd });
    expect(stdout).toMatch(/surveys: "AcmeCorp" is taken for Acme Corp \(1 row\)/);
    const line = /surveys,name,Birsh,birch/.exec(stdout)?.[0] ?? "";
    writeFiles(cwd, { "overrides.csv": `source,kind,value,account\n${line}\n` });
    const after = await runJson<ImportResult>(["import"], { cwd });
    expect([after.changed, after.overrides, after.suggestions]).toEqual([true, { lines: 1, rows: 1, unused: [] }, []]);
    expect((await runCli(["import"], { cwd })).stdout).toContain("1 line gave 1 row their account.");
  });

  it("offers no line to paste where two accounts fit equally well", async () => {
    writeFiles(cwd, { "exports/companies.csv": `${COMPANIES}3,Birth Ltd,birth.example\n`, "exports/nps.csv": NAMED });
    const { stdout } = await runCli(["import"], { cwd });
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      'name "Birsh" (1 row) may be birch or birth, which fit equally well. In overrides.csv, with the right one: surveys,name,Birsh,ACCOUNT',
    );
  });

  it("sums the book up, and names the span of each file", async () => {
    const { book, files } = await runJson<ImportResult>(["import"], { cwd });
    expect(book).toMatchObject({
      as_of: "2026-11-01",
      accounts: 2,
      arr: [],
      tables: [
        { table: "accounts", coverage: 1 },
        { table: "surveys", rows: 1, accounts: 1, coverage: 0.5, from: "2026-11-01", to: "2026-11-01" },
      ],
    });
    expect(files[1]).toMatchObject({ from: "2026-11-01", to: "2026-11-01" });
    expect((await runCli(["import"], { cwd })).stdout).toMatch(/The book on 2026-11-01\n[^]*surveys +1 +50 % +2026-11-01/);
  });

  it("stops every command at a line that is wrong, and names it", async () => {
    writeFiles(cwd, { "overrides.csv": "source,kind,value,account\n,name,X,nobody\n" });
    for (const argv of [["import"], ["health"], ["sql", "select 1"]]) {
      const { exit, stderr } = await runCli(argv, { cwd });
      expect([exit, stderr]).toEqual([1, expect.stringContaining("overrides.csv:2:4")]);
    }
    writeFiles(cwd, { "overrides.csv": "", "echo.yaml": "mapping:\n  - {file: nps.csv, table: survys}\n" });
    expect((await runCli(["import"], { cwd })).stderr).toMatch(/no table "survys"[^]*echo\.yaml:2:28[^]*did you mean surveys\?/);
  });

  it("tells of a mapping that is about no file", async () => {
    writeFiles(cwd, { "echo.yaml": "mapping:\n  - {file: np.csv, skip: true}\n" });
    const { findings } = await runJson<ImportResult>(["import"], { cwd });
    expect(findings).toContainEqual({
      kind: "mapping-without-file",
      message: "the mapping of np.csv in echo.yaml is about no file; the nearest is nps.csv",
    });
  });
});

describe("the day answers look back from", () => {
  const DEALS = "Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date\n1,More seats,open,100,2026-11-20,2026-12-01\n";
  const hints = async (now: string): Promise<string[]> =>
    (await runJson<ImportResult>(["import"], { cwd, now })).findings.flatMap(({ kind, message }) =>
      kind === "old-as-of" ? [message] : [],
    );

  it("is told with what sets it and how to move it where it is more than 14 days old, whatever the CRM has", async () => {
    writeFiles(cwd, { "exports/deals.csv": DEALS });
    expect(await hints("2026-11-15T12:00:00Z")).toEqual([]);
    const [hint, ...more] = await hints("2026-11-16T12:00:00Z");
    expect(more).toEqual([]);
    expect(hint).toMatch(/look back from 2026-11-01, 15 days ago: .* \(here a survey answer\)/);
    expect(hint).toContain("--as-of 2026-11-16, or `as_of: 2026-11-16` in echo.yaml");
    expect((await runCli(["import"], { cwd, now: "2026-11-16T12:00:00Z" })).stdout).toMatch(
      /Noticed\n[^]*answers look back from 2026-11-01/,
    );
    writeFiles(cwd, { "echo.yaml": "as_of: 2026-11-16\n" });
    expect(await hints("2026-11-16T12:00:00Z")).toEqual([]);
    expect((await runJson<ImportResult>(["import"], { cwd })).book.as_of).toBe("2026-11-16");
  });

  it("is not told of the example, which is always old", async () => {
    const { findings } = await runJson<ImportResult>(["import", "--demo"], { cwd, now: "2027-11-16T12:00:00Z" });
    expect(findings.map(({ kind }) => kind)).not.toContain("old-as-of");
  });
});

describe("import for people", () => {
  it("shows files, refused cells with place and reason, and what is missing", async () => {
    const { stdout } = await runCli(["import"], { cwd });
    expect(stdout).toMatch(/nps\.csv +nps-answers/);
    expect(stdout).toMatch(/nps\.csv:3 Score "11": expected nps: a whole number from 0 to 10/);
    expect(stdout).toMatch(/no usage: it takes a product usage export/);
  });

  it("tells cells left out from refused rows, and what to do about files that nobody understood", async () => {
    writeFiles(cwd, {
      "exports/deals.csv": "Record ID,Deal Name,Deal Stage,Amount,Close Date\n1,More seats,open,a lot,2026-12-01\n",
      "exports/log.csv": "Kunde,Datum,Anzahl\nAcme,2026-01-01,3\n",
    });
    const { stdout } = await runCli(["import"], { cwd });
    expect(stdout).toMatch(/File +Taken for +Sure +Rows +Kept +Refused +From +To\n/);
    expect(stdout).toMatch(/deals\.csv +hubspot-deals +\d+ % +1 +1 +0/);
    expect(stdout).toContain("deals.csv: 1 cell left out, its row kept");
    expect(stdout).toMatch(/Refused rows\n.*nps\.csv:3/);
    expect(stdout).toMatch(/Cells left out, their rows kept\n +deals\.csv:2 Amount "a lot": expected an amount/);
    expect(stdout).toMatch(/1 file was not understood\. `echo-cs import --propose` drafts how it may be read/);
    expect((await runCli(["import", "--strict"], { cwd })).exit).toBe(3);
  });

  it("writes all refused cells as CSV in which no cell is a formula", async () => {
    const { exit } = await runCli(["import", "--rejects", "out/refused.csv"], { cwd });
    const text = readFileSync(join(cwd, "out/refused.csv"), "utf8");
    expect(exit).toBe(0);
    expect(text.split("\r\n").slice(0, 3)).toEqual([
      "file,line,column,value,reason,refused",
      "nps.csv,3,Score,11,expected nps: a whole number from 0 to 10,row",
      expect.stringMatching(/^nps\.csv,4,Score,'=1\+1,/),
    ]);
    expect(existsSync(join(cwd, "out"))).toBe(true);
  });
});

describe("import without a list of accounts", () => {
  const CONTACTS = "Contact ID,First Name,Last Name,Email,Account Name,Account ID,Title\nc1,Ann,Lee,ann@acme.example,Acme Corp,001A,CTO\n";

  it("says that accounts were made from other files, and which unread file looks like the list", async () => {
    const own = tempFolder();
    writeFiles(own, { "exports/contacts.csv": CONTACTS, "exports/kunden.csv": "Nr,Firmenname,Ort\n1,Acme Corp,Ulm\n" });
    const [first] = (await runJson<ImportResult>(["import"], { cwd: own })).findings;
    expect(first).toMatchObject({ kind: "no-account-list", count: 1 });
    expect(first?.message).toMatch(/^no list of accounts was read: 1 account was made .*; kunden\.csv looks like one and .*--propose/);
    removeFolder(own);
  });

  it("says nothing of it where one was read", async () => {
    const { findings } = await runJson<ImportResult>(["import"], { cwd });
    expect(findings.map(({ kind }) => kind)).not.toContain("no-account-list");
  });
});

describe("import --quiet", () => {
  it("prints the headline and what was left out, the second time as well", async () => {
    const told = "2 rows refused: without --quiet all are told; with --strict the exit status is 3.\n";
    expect((await runCli(["import", "--quiet"], { cwd })).stdout).toBe(`Imported 2 files, 2 accounts.\n${told}`);
    expect((await runCli(["import", "-q"], { cwd })).stdout).toBe(`Nothing changed since the last import: 2 files, 2 accounts.\n${told}`);
  });
});
