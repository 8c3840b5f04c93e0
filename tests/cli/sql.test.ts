import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TABLES } from "../../src/book/schema.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const COMPANIES =
  'Record ID,Company name,Company Domain Name,City\n1,Acme Corp,acme.example,=1+1\n2,Birch Ltd,birch.example,"Bad, Ort"\n3,Oak Inc,oak.example,"\u001B[31mred"\n';

let cwd = "";
beforeEach(() => {
  cwd = tempFolder();
  writeFiles(cwd, { "exports/companies.csv": COMPANIES });
});
afterEach(() => removeFolder(cwd));

const sql = (...argv: string[]) => runCli(["sql", ...argv], { cwd });

describe("sql", () => {
  it("imports what changed and prints a table, without control codes", async () => {
    const { exit, stdout } = await sql("select account, city, length(city) as n from accounts order by 1 desc;");
    expect(exit).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "account  city      n",
      "───────  ────────  ─",
      "oak      red       8",
      "birch    Bad, Ort  8",
      "acme     =1+1      4",
      "",
    ]);
    expect((await sql("select name from accounts where false")).stdout).toBe("name\n(no rows)\n");
  });

  it("prints CSV without formulas, JSON and NDJSON as values are", async () => {
    const query = "select account, city, strategic, created_on, 12.5 as x from accounts where account <> 'oak' order by 1";
    expect((await sql(query, "--format", "csv")).stdout).toBe(
      'account,city,strategic,created_on,x\r\nacme,\'=1+1,,,12.5\r\nbirch,"Bad, Ort",,,12.5\r\n',
    );
    const rows = await runJson<object[]>(["sql", query], { cwd });
    expect(rows[0]).toEqual({ account: "acme", city: "=1+1", strategic: null, created_on: null, x: 12.5 });
    const lines = (await sql(query, "--format", "ndjson")).stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual(rows);
    expect((await sql(query, "--json", "--format", "csv")).exit).toBe(1);
  });

  it("writes values of every type, and repeated names once each", async () => {
    const [row] = await runJson<object[]>(
      [
        "sql",
        "select 1 as a, 2 as a, 123456789012345678901::hugeint as big, [1, 2] as list, {'k': 'v'} as struct, date '2026-01-05' as day, timestamp '2026-01-05 10:00:00' as at, day_of(timestamp '2026-01-05 23:59:00') as own, 'nan'::double as nan",
      ],
      { cwd },
    );
    expect(row).toEqual({
      a: 1,
      a_2: 2,
      big: "123456789012345678901",
      list: "[1,2]",
      struct: '{"k":"v"}',
      day: "2026-01-05",
      at: "2026-01-05T10:00:00Z",
      own: "2026-01-05",
      nan: "NaN",
    });
  });

  it("stops at the limit and says so on stderr", async () => {
    const cut = await sql("select * from range(5000)", "--format", "ndjson");
    expect([cut.stdout.trimEnd().split("\n").length, cut.stderr]).toEqual([1000, expect.stringContaining("first 1,000 rows")]);
    const exact = await sql("select * from range(3)", "--limit", "3", "--format", "ndjson");
    expect([exact.stdout.trimEnd().split("\n").length, exact.stderr]).toEqual([3, expect.not.stringContaining("Only the first")]);
    expect((await sql("select * from range(5000)", "--limit", "0", "--format", "ndjson")).stdout.trimEnd().split("\n").length).toBe(5000);
    expect((await sql("select 1", "--limit", "few")).exit).toBe(1);
  });

  it("reads the statement from standard input", async () => {
    const ran = await runCli(["sql", "-", "--format", "csv"], { cwd, stdin: ["select count(*) as n\n", "from accounts -- all\n"] });
    expect(ran.stdout).toBe("n\r\n3\r\n");
    expect((await runCli(["sql", "-"], { cwd, stdin: " \n" })).exit).toBe(1);
  });

  it("knows the tables and columns of the schema, and no others", async () => {
    const shown = await runJson<{ name: string }[]>(["sql", "show tables"], { cwd });
    expect(shown.map(({ name }) => name).sort()).toEqual(Object.keys(TABLES).sort());
    const described = await runJson<{ column_name: string }[]>(["sql", "describe tickets"], { cwd });
    expect(described.map(({ column_name: name }) => name)).toEqual(Object.keys(TABLES.tickets));
  });

  it.each([
    ["select * from acounts", "did you mean accounts?"],
    ["select nam from accounts", "did you mean name?"],
    ["select a.indstry from accounts a", "did you mean industry?"],
    ["selec 1", "syntax error"],
    ['select name from accounts where account = "acme"', "text goes in single quotes: 'acme'"],
    ["", "no SQL"],
  ])("tells what is wrong with %s", async (query, hint) => {
    const { exit, stdout, stderr } = await sql(query);
    expect([exit, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain("bug in ECHO");
  });

  it.each([
    "drop table accounts",
    "insert into accounts (account) values ('x')",
    "copy accounts to 'stolen.csv'",
    "attach 'x.db'",
    "select * from read_csv('exports/companies.csv')",
    "select * from 'exports/companies.csv'",
    "select * from glob('*')",
    "install httpfs",
    "set enable_external_access = true",
    "select 1; drop table accounts",
    "create table t as select 1",
  ])("refuses %s", async (query) => {
    const { exit, stderr } = await sql(query);
    expect([exit, stderr]).toEqual([1, expect.not.stringContaining("bug in ECHO")]);
    expect(existsSync(join(cwd, "stolen.csv"))).toBe(false);
    expect(await runJson(["sql", "select count(*) as n from accounts"], { cwd })).toEqual([{ n: 3 }]);
  });
});
