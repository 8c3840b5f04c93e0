import { describe, expect, it } from "vitest";
import type { ImportResult } from "../../../src/app/import.ts";
import { titledHeader } from "../../../src/book/import/csv-title.ts";
import { runJson } from "../../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";

const TABLE = "Record ID,Company name,Company Domain Name\n1,Acme Corp,acme.example\n2,Birch Ltd,birch.example\n";

describe("titledHeader", () => {
  it.each([
    ["a title", `Opportunity report\n${TABLE}`, 1, "Opportunity report"],
    ["a title and a blank line", `Opportunity report\n\n${TABLE}`, 2, "Opportunity report"],
    ["a title with commas to the table's width", `Opportunity report,,\n${TABLE}`, 1, "Opportunity report"],
    ["a title and a line with a comma", `Report\nAs of 20 Nov, all owners\n\n${TABLE}`, 3, "Report · As of 20 Nov · all owners"],
    ["Windows line ends", `Report\r\n${TABLE.replaceAll("\n", "\r\n")}`, 1, "Report"],
    ["semicolons", `Report\n${TABLE.replaceAll(",", ";")}`, 1, "Report"],
  ])("finds the header below %s", (_, text, above, title) => {
    expect(titledHeader(text)).toMatchObject({ above, title, cells: ["Record ID", "Company name", "Company Domain Name"] });
  });

  it.each([
    ["a header", TABLE],
    ["a header with a short row below", "a,b,c\n1\n1,2,3\n4,5,6\n"],
    ["a header, a blank line and rows", "a,b\n\n1,2\n3,4\n"],
    ["one column", "email\na@x.example\nb@x.example\n"],
    ["a quote that goes on in the next line", `"Report\nof\n${TABLE}`],
    ["nothing", "\n\n"],
  ])("leaves a text alone that begins with %s", (_, text) => {
    expect(titledHeader(text)).toBeUndefined();
  });
});

describe("a CSV with title lines", () => {
  it("is read from its header on, tells what it left out, and names lines as the file has them", async () => {
    const cwd = tempFolder();
    writeFiles(cwd, { "exports/titled.csv": `Companies\nAs of 20 Nov, by Dana\n\n${TABLE}3,Cut\n4,Elm,elm.example\n` });
    const { files, rejects, accounts } = await runJson<ImportResult>(["import"], { cwd });
    expect(files).toMatchObject([
      {
        taken_for: "hubspot-companies",
        rows_in: 4,
        rows_out: 3,
        rejected: 1,
        note: 'left out above the header: "Companies · As of 20 Nov · by Dana"',
      },
    ]);
    expect(rejects).toMatchObject([{ line: 7, value: "3,Cut" }]);
    expect(accounts).toBe(3);
    expect(await runJson(["sql", "select account, line from accounts order by account"], { cwd })).toEqual([
      { account: "acme", line: 5 },
      { account: "birch", line: 6 },
      { account: "elm", line: 8 },
    ]);
    removeFolder(cwd);
  });
});
