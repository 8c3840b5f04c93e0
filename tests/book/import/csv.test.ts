import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { csvHeader } from "../../../src/book/import/csv-header.ts";
import { readCsv } from "../../../src/book/import/read-csv.ts";
import { scanFile } from "../../../src/book/import/scan-file.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import { COMPANIES, fileIn, imported, temporaryFolder } from "../workspace.ts";

const SURVEY_HEADER = "Response ID,Email,Company,Survey Type,Score,Comment,Responded At";

describe("delimited files", () => {
  it("tells the true line after cells that hold newlines", async () => {
    const { book, report } = await imported({
      "companies.csv": COMPANIES,
      "nps.csv": `${SURVEY_HEADER}\n1,a@acme.example,Acme Corp,nps,9,"two\nlines, and ""quotes""",2026-05-01 10:00\n\n2,b@acme.example,Acme Corp,nps,11,no,2026-05-02 10:00\n3,c@acme.example,Acme Corp,nps,3,last,2026-05-03 10:00\n`,
    });
    expect(report.rejects).toEqual([
      { file: "nps.csv", line: 5, column: "Score", value: "11", reason: "expected nps: a whole number from 0 to 10", refused: "row" },
    ]);
    expect(await book.rows("SELECT survey, line, comment FROM surveys ORDER BY survey")).toEqual([
      { survey: "1", line: 2, comment: 'two\nlines, and "quotes"' },
      { survey: "3", line: 6, comment: "last" },
    ]);
  });

  it("refuses rows of another width, with their line, and reads on", async () => {
    const { report, book } = await imported({
      "companies.csv": COMPANIES,
      "nps.csv": `${SURVEY_HEADER}\n1,a@acme.example,Acme Corp,nps,9,"x\ny",2026-05-01\n2,too short\n3,a@acme.example,Acme Corp,nps,8,ok,2026-05-03,one,two\n4,a@acme.example,Acme Corp,nps,7,ok,2026-05-04\n`,
    });
    expect(fileIn(report, "nps.csv")).toMatchObject({ rows_in: 4, rows_out: 2, rejected: 2 });
    expect(report.rejects).toMatchObject([
      { line: 4, value: "2,too short", reason: "a row of 7 cells; this one has 2" },
      { line: 5, reason: "a row of 7 cells; this one has more" },
    ]);
    expect(await book.rows("SELECT line FROM surveys ORDER BY line")).toEqual([{ line: 2 }, { line: 6 }]);
  });

  it("reads mixed line ends and still refuses rows that are too wide", async () => {
    const { report, book } = await imported({
      "nps.csv": `${SURVEY_HEADER}\r\n1,a@acme.example,Acme,nps,9,x,2026-05-01\n2,a@acme.example,Acme,nps,9,x,2026-05-01,more,and more\r\n3,a@acme.example,Acme,nps,8,y,2026-05-02\n4,a@acme.example,Acme,nps,8\n`,
    });
    expect(report.rejects).toMatchObject([
      { line: 3, value: "more", reason: "a row of 7 cells; this one has more" },
      { line: 5, column: "Responded At", reason: "a value is required" },
    ]);
    expect(await book.rows("SELECT survey, line FROM surveys ORDER BY survey")).toEqual([
      { survey: "1", line: 2 },
      { survey: "3", line: 4 },
    ]);
    expect(fileIn(report, "nps.csv").note).toContain("mixes both kinds of line ends");
  });

  it("reads a byte-order mark, semicolons, tabs, decimal commas and gzip", async () => {
    const deals =
      "\uFEFFRecord ID;Deal Name;Deal Stage;Amount;Currency;Associated Company IDs\r\n#1;One;Closed Won;1.234,50;EUR;101\r\n 2 ;Two;appointment;99,5;EUR;101\r\n";
    const { report, book } = await imported({
      "companies.tsv.gz": gzipSync(COMPANIES.replaceAll(",", "\t")),
      "deals.csv": deals.replace("1.234,50", "1234,50"),
    });
    expect(report.files.map(({ taken_for }) => taken_for)).toEqual(["hubspot-companies", "hubspot-deals"]);
    expect(await book.rows("SELECT opportunity, account, amount_minor, currency, won, closed FROM opportunities ORDER BY 1")).toEqual([
      { opportunity: "1", account: "acme", amount_minor: 123450, currency: "EUR", won: true, closed: true },
      { opportunity: "2", account: "acme", amount_minor: 9950, currency: "EUR", won: false, closed: false },
    ]);
  });

  it("says where a quote is never closed, and reads on below it", async () => {
    const { report } = await imported({
      "companies.csv": COMPANIES,
      "nps.csv": `${SURVEY_HEADER}\n1,a@acme.example,A,nps,9,fine,2026-05-01\n2,a@acme.example,A,nps,9,"open,2026-05-01\n3,a@acme.example,A,nps,9,x,2026-05-01\n`,
    });
    expect(report.rejects).toMatchObject([{ file: "nps.csv", line: 3, reason: "a quote that is closed; reading went on below this row" }]);
    expect(fileIn(report, "nps.csv")).toMatchObject({ rows_in: 3, rows_out: 2, rejected: 1 });
  });

  it("refuses only the damaged rows of a text that is UTF-8 otherwise", async () => {
    const whole = `${SURVEY_HEADER}\n1,a@acme.example,Caf\u00e9,nps,9,x,2026-05-01\n2,a@acme.example,Z\u00fcrich,nps,9,x,2026-05-01\n`;
    const damaged = Buffer.from("3,a@acme.example,Caf\u00e9,nps,9,x,2026-05-01\n", "latin1");
    const { report } = await imported({ "nps.csv": Buffer.concat([Buffer.from(whole), damaged]) });
    expect(report.rejects).toMatchObject([{ line: 4, reason: "UTF-8 text" }]);
    expect(fileIn(report, "nps.csv")).toMatchObject({ rows_out: 2, note: expect.not.stringContaining("Windows") });
  });

  it("takes no blank line above the header for one", async () => {
    const { book, report } = await imported({ "c.csv": `\n\n${COMPANIES}` });
    expect(fileIn(report, "c.csv")).toMatchObject({ rows_in: 2, rejected: 0 });
    expect(await book.rows("SELECT account, line FROM accounts ORDER BY account")).toEqual([
      { account: "acme", line: 4 },
      { account: "birch-rowe", line: 5 },
    ]);
  });

  it("survives counts that add up to more than a count can hold", async () => {
    const rows = [1, 2, 3].map((day) => `101,2026-05-01,login,200000000${day},u1`);
    const { book } = await imported({ "companies.csv": COMPANIES, "u.csv": ["account,day,feature,events,user", ...rows, ""].join("\n") });
    expect(await book.rows("SELECT events FROM usage")).toEqual([{ events: 2_147_483_647 }]);
  });

  it("keeps every column of a repeated header", async () => {
    const folder = temporaryFolder();
    const db = await openDatabase(":memory:");
    writeFileSync(`${folder}/issues.csv`, "Key,Labels,Labels,labels\n1,a,b,c\n");
    const header = csvHeader("Key,Labels,Labels,labels\n");
    const raw = await readCsv(db, `${folder}/issues.csv`, header, await scanFile(`${folder}/issues.csv`, false, ","));
    db.close();
    expect([...raw.columns.values()].map(({ header: name, column }) => [name, column])).toEqual([
      ["Key", "c0"],
      ["Labels", "c1"],
      ["Labels (2)", "c2"],
      ["Labels (3)", "c3"],
    ]);
  });

  it("reads files whose names hold wildcards and quotes", async () => {
    const { report } = await imported({ "all [final] *?'s.csv": COMPANIES });
    expect(report.accounts).toBe(2);
  });

  it("reads Parquet as it reads text", async () => {
    const folder = temporaryFolder();
    const db = await openDatabase(":memory:");
    await db.run(
      `COPY (SELECT 7 AS "Record ID", 'Acme Corp' AS "Company name", 12 AS "Number of Employees", TIMESTAMP '2026-01-02 03:04:05' AS "Create Date") TO '${folder}/c.parquet'`,
    );
    db.close();
    const { book } = await imported({ "c.parquet": readFileSync(`${folder}/c.parquet`), "damaged.parquet": "PAR1" });
    expect(await book.rows("SELECT account, employees, created_on, line FROM accounts")).toEqual([
      { account: "acme", employees: 12, created_on: "2026-01-02", line: null },
    ]);
    expect(await book.rows("SELECT file FROM files WHERE taken_for IS NULL AND note IS NOT NULL")).toEqual([{ file: "damaged.parquet" }]);
  });
});
