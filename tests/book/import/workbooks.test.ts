import { describe, expect, it } from "vitest";
import { clockText, serialDate } from "../../../src/book/import/serial-date.ts";
import { workbook, zip } from "../archive.ts";
import { COMPANIES, fileIn, imported } from "../workspace.ts";

const HEADER = ["Record ID", "Company name", "Company Domain Name", "Number of Employees", "Strategic Account", "Create Date"];
const SURVEYS = ["Response ID", "Email", "Survey Type", "Score", "Comment", "Responded At"];

describe("XLSX workbooks", () => {
  it("are read by type: numbers, flags, dates of any format and shared strings", async () => {
    const file = workbook(
      {
        Sheet1: [
          HEADER,
          [101, { xml: 't="s"><v>0</v>' }, "acme.example", 2400, true, { xml: 's="1"><v>44810.5</v>' }],
          [],
          ["102", { xml: 't="s"><v>1</v>' }, "birch.example", { xml: 't="str"><f>40*2</f><v>80</v>' }, null, { xml: 's="3"><v>44936</v>' }],
          [103, "Cedar", "cedar.example", null, false, 46000],
        ],
      },
      { shared: ["<t>Acme &amp; Co</t>", "<r><t>Birch</t></r><rPh><t>spoken</t></rPh><r><t xml:space='preserve'> Ltd</t></r>"] },
    );
    const { book, report } = await imported({ "book.xlsx": file });
    expect(fileIn(report, "book.xlsx")).toMatchObject({ taken_for: "hubspot-companies", rows_in: 3, rows_out: 3 });
    expect(await book.rows("SELECT name, employees, strategic, created_on, line FROM accounts ORDER BY line")).toEqual([
      { name: "Acme & Co", employees: 2400, strategic: true, created_on: "2022-09-06", line: 2 },
      { name: "Birch Ltd", employees: 80, strategic: null, created_on: "2023-01-10", line: 4 },
      { name: "Cedar", employees: null, strategic: false, created_on: "2025-12-09", line: 5 },
    ]);
  });

  it("are read sheet by sheet, and a title above the header is told", async () => {
    const file = workbook({
      Companies: [["All companies, 2026"], [], HEADER, [101, "Acme", "acme.example"]],
      "No data": [],
      Survey: [SURVEYS, ["1", "a@acme.example", "nps", 9, 'two\nlines, "quoted"', 46000], ["2", "a@acme.example", "nps", 11, "", 46001]],
    });
    const { book, report } = await imported({ "book.xlsx": file });
    expect(report.files.map(({ file: name, taken_for, note }) => [name, taken_for, note])).toEqual([
      ["book.xlsx/Companies", "hubspot-companies", 'left out above the header: "All companies, 2026"'],
      ["book.xlsx/No data", null, "the sheet is empty"],
      ["book.xlsx/Survey", "nps-answers", null],
    ]);
    expect(report.rejects).toMatchObject([{ file: "book.xlsx/Survey", line: 3, value: "11" }]);
    expect(await book.rows("SELECT comment, line FROM surveys")).toEqual([{ comment: 'two\nlines, "quoted"', line: 2 }]);
    expect(await book.rows("SELECT account, line FROM accounts")).toEqual([{ account: "acme", line: 4 }]);
  });

  it("keep a fraction of three places a fraction", async () => {
    const deals = ["Record ID", "Deal Name", "Deal Stage", "Amount"];
    const { book, report } = await imported({ "d.xlsx": workbook({ S: [deals, [1, "A", "open", 1.125], [2, "B", "open", 1234.5]] }) });
    expect(await book.rows("SELECT amount_minor FROM opportunities ORDER BY opportunity")).toEqual([
      { amount_minor: 113 },
      { amount_minor: 123_450 },
    ]);
    expect(fileIn(report, "d.xlsx").note).not.toMatch(/decimal|thousand/);
  });

  it("count days from 1904 where they say so", async () => {
    const { book } = await imported({ "b.xlsx": workbook({ S: [HEADER, [1, "A", "a.example", null, null, 43348]] }, { date1904: true }) });
    expect(await book.rows("SELECT created_on FROM accounts")).toEqual([{ created_on: "2022-09-06" }]);
  });

  it("are refused where they are damaged, hostile or no workbooks", async () => {
    const far = workbook({ S: [HEADER, [1, "A"]] });
    const { report } = await imported({
      "c.csv": COMPANIES,
      "empty.xlsx": workbook({}),
      "far.xlsx": zip({
        "xl/workbook.xml": '<workbook xmlns:r="x"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row r="99999999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
      }),
      "cut.xlsx": far.subarray(0, 200),
      "locked.xlsx": Buffer.from("d0cf11e0a1b11ae100000000", "hex"),
      "broken.xlsx": zip({ "xl/workbook.xml": "<workbook><sheets>" }),
      "other.xlsx": zip({ "word/document.xml": "<w/>" }),
    });
    const notes = Object.fromEntries(report.files.map(({ file, note }) => [file, note]));
    expect(notes).toMatchObject({
      "empty.xlsx": "the workbook has no sheets",
      "far.xlsx": "it could not be read: no sheet has a row 99999999999",
      "cut.xlsx": "not an XLSX workbook, a damaged one, or one with a password",
      "locked.xlsx": "not an XLSX workbook, a damaged one, or one with a password",
      "other.xlsx": "it could not be read: a ZIP archive that holds no workbook: name it .zip",
    });
    expect(notes["broken.xlsx"]).toContain("could not be read");
  });
});

describe("serial dates", () => {
  it("are days, with a time where there is a fraction", () => {
    expect(serialDate(44_810, "1899-12-30")).toBe("2022-09-06");
    expect(serialDate(44_810.75, "1899-12-30")).toBe("2022-09-06 18:00:00");
    expect(serialDate(44_810.999_999_9, "1899-12-30")).toBe("2022-09-07");
    expect([serialDate(-1, "1899-12-30"), serialDate(1e12, "1899-12-30"), serialDate(Number.NaN, "1899-12-30")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(clockText(1.25)).toBe("30:00:00");
  });
});
