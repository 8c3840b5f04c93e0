import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EchoError } from "../../../src/core/errors.ts";
import { csvRecords } from "../../../src/book/mapping/csv-records.ts";
import { parseOverrides } from "../../../src/book/mapping/overrides.ts";
import { importExports } from "../../../src/book/import/import-exports.ts";
import { ensureSnapshot } from "../../../src/book/snapshot/ensure-snapshot.ts";
import { COMPANIES, type Files, opened, workspace, writeFiles } from "../workspace.ts";

const HEADER = "source,kind,value,account\n";
const NPS =
  "Response ID,Email,Company,Score,Responded At\n1,,Acme,9,2026-11-01\n2,,AcmeCorp,8,2026-11-02\n3,,Akme,7,2026-11-03\n4,x@birch.example,,6,2026-11-04\n5,,BirchRowe,6,2026-11-04\n";

function withOverrides(files: Files, overrides: string) {
  const input = workspace(files);
  const overridesFile = join(input.exportsDir, "..", "overrides.csv");
  writeFiles(join(input.exportsDir, ".."), { "overrides.csv": overrides });
  return { ...input, overridesFile };
}

const accountsOf = async (input: ReturnType<typeof withOverrides>) => {
  const report = await importExports(input);
  const book = await opened(input);
  const rows = await book.rows<{ survey: string; account: string | null }>("SELECT survey, account FROM surveys ORDER BY survey");
  return { report, book, accounts: Object.fromEntries(rows.map(({ survey, account }) => [survey, account])) };
};

describe("names", () => {
  it("join where they are equal without blanks, punctuation and legal form, and the report says so; near ones are suggestions", async () => {
    const { report, accounts } = await accountsOf(withOverrides({ "c.csv": COMPANIES, "n.csv": NPS }, ""));
    expect(accounts).toEqual({ 1: "acme", 2: "acme", 3: null, 4: null, 5: "birch-rowe" });
    expect(report.matched_by_name).toEqual(
      [
        { source: "surveys", name: "Acme", account: "acme", account_name: "Acme Corp", rows: 1 },
        { source: "surveys", name: "AcmeCorp", account: "acme", account_name: "Acme Corp", rows: 1 },
        { source: "surveys", name: "BirchRowe", account: "birch-rowe", account_name: "Birch & Rowe Ltd", rows: 1 },
      ].filter(({ name }) => accounts[{ Acme: 1, AcmeCorp: 2, BirchRowe: 5 }[name] ?? 0] !== null),
    );
    expect(report.suggestions).toEqual([
      { source: "surveys", kind: "name", value: "Akme", rows: 1, accounts: ["acme"], nearest: "acme" },
      { source: "surveys", kind: "domain", value: "birch.example", rows: 1, accounts: ["birch-rowe"], nearest: "birch-rowe" },
    ]);
  });

  it("make one account of two sources' records, and the report says so", async () => {
    const other = "name,domain,account\nAcmeCorp,,9\n".replace("AcmeCorp", "ACME-Corp");
    const { report } = await accountsOf(withOverrides({ "c.csv": COMPANIES, "o.csv": other, "n.csv": NPS }, ""));
    expect(report.accounts).toBe(2);
    expect(report.matched_by_name).toContainEqual(expect.objectContaining({ source: "own", name: "ACME-Corp", account: "acme" }));
  });

  it("that lead to two accounts join nothing", async () => {
    const two = "Record ID,Company name,Company Domain Name\n1,GTX Pro,a.example\n2,GTXPro Ltd,b.example\n";
    const { report, accounts } = await accountsOf(withOverrides({ "c.csv": two, "n.csv": NPS.replace("Akme", "GTX-P-ro") }, ""));
    expect(accounts["3"]).toBeNull();
    expect(report.suggestions).toContainEqual(
      expect.objectContaining({ value: "GTX-P-ro", accounts: ["gtx-pro", "gtxpro"], nearest: null }),
    );
  });

  it("are suggested nearest first, two letters swapped being one slip", async () => {
    const companies =
      "Record ID,Company name,Company Domain Name\n1,Hazel Logistics Inc,a.example\n2,Maple Logistics GmbH,b.example\n3,Hazel Logistics Ltd,c.example\n";
    const { report } = await accountsOf(withOverrides({ "c.csv": companies, "n.csv": NPS.replace("Akme", "Mapel Logistics") }, ""));
    const mapel = report.suggestions.find(({ value }) => value === "Mapel Logistics");
    expect(mapel).toMatchObject({ nearest: "maple-logistics" });
    expect(mapel?.accounts[0]).toBe("maple-logistics");
  });
});

describe("overrides.csv", () => {
  it("comes before every other key, and the report counts the rows of each line", async () => {
    const overrides = `${HEADER}surveys,name,ak me,acme\n,domain,birch.example,Birch & Rowe\n*,name,Acme,birch-rowe\nother,name,Acme,acme\n`;
    const { report, accounts, book } = await accountsOf(withOverrides({ "c.csv": COMPANIES, "n.csv": NPS }, overrides));
    expect(accounts).toMatchObject({ 1: "birch-rowe", 3: "acme", 4: "birch-rowe" });
    expect(report.overrides).toEqual({ lines: 4, rows: 3, unused: [5] });
    expect(report.suggestions).toEqual([]);
    expect(await book.rows("SELECT line, rows FROM matches WHERE how = 'override' ORDER BY line")).toEqual([
      { line: 2, rows: 1 },
      { line: 3, rows: 1 },
      { line: 4, rows: 1 },
      { line: 5, rows: 0 },
    ]);
  });

  it("moves company records, with their domains and their rows", async () => {
    const { report, accounts, book } = await accountsOf(
      withOverrides({ "c.csv": COMPANIES, "n.csv": NPS.replace("birch.example", "birchrowe.example") }, `${HEADER}hubspot,id,102,acme\n`),
    );
    expect(report.accounts).toBe(1);
    expect(accounts["4"]).toBe("acme");
    expect(await book.rows("SELECT value FROM account_keys WHERE kind = 'domain' ORDER BY value")).toEqual([
      { value: "acme.example" },
      { value: "birchrowe.example" },
    ]);
  });

  it("gives rows to accounts that no company record tells of, and leaves no empty ones", async () => {
    const { report, accounts } = await accountsOf(withOverrides({ "n.csv": NPS }, `${HEADER},name,Akme,acme\n`));
    expect(accounts["3"]).toBe("acme");
    expect(report.accounts).toBe(new Set(Object.values(accounts)).size);
  });

  it("is obeyed when it changes, though no export did", async () => {
    const input = withOverrides({ "c.csv": COMPANIES, "n.csv": NPS }, HEADER);
    expect((await ensureSnapshot(input)).report).not.toBeNull();
    expect((await ensureSnapshot(input)).report).toBeNull();
    writeFiles(join(input.exportsDir, ".."), { "overrides.csv": `${HEADER},name,Akme,acme\n` });
    expect((await ensureSnapshot(input)).report?.overrides.rows).toBe(1);
  });

  it("leaves the old snapshot where an account does not exist, and names the line and the nearest", async () => {
    const input = withOverrides({ "c.csv": COMPANIES, "n.csv": NPS }, HEADER);
    const before = await importExports(input);
    writeFiles(join(input.exportsDir, ".."), { "overrides.csv": `${HEADER}\n,name,Akme,amce\n` });
    await expect(importExports(input)).rejects.toMatchObject({
      code: "unknown-account",
      detail: { place: { line: 3, column: 4 }, allowed: ["did you mean acme?"] },
    });
    expect((await opened(input)).snapshot).toBe(before.snapshot);
  });

  it.each([
    ["no header", "stripe,id,1,acme\n", 1],
    ["a row of another width", `${HEADER}a,name,b\n`, 2],
    ["an unknown kind", `${HEADER}\n,nam,b,acme\n`, 3],
    ["an empty value", `${HEADER},name,,acme\n`, 2],
    ["an empty account", `${HEADER},name,b,\n`, 2],
    ["a key given twice", `${HEADER},name,b,acme\n\n,name,B,birch\n`, 4],
    ["an open quote", `${HEADER},name,"b,acme\n`, 1],
  ])("refuses %s, with its line", (_, text, line) => {
    const fault = (): unknown => parseOverrides(text, "overrides.csv");
    expect(fault).toThrow(expect.objectContaining({ code: "bad-override" }));
    try {
      fault();
    } catch (error) {
      expect((error as EchoError).detail.place?.line).toBe(line);
    }
  });

  it("is read with a byte-order mark, quotes and Windows line ends", () => {
    expect(parseOverrides('\uFEFFVendor,Key kind,Value,Account\r\nstripe,E-Mail,"a, ""b""",acme\r\n', "o.csv")).toEqual([
      { line: 2, source: "stripe", kind: "email", value: 'a, "b"', account: "acme" },
    ]);
    expect(parseOverrides("", "o.csv")).toEqual([]);
  });
});

describe("csvRecords", () => {
  it("reads back what was written, whatever the cells hold", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "b", ",", '"', "\n", " x ") }).map((text) => text.trim());
    const record = fc.array(cell, { minLength: 1, maxLength: 4 }).filter((cells) => cells.some((one) => one !== ""));
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), (records) => {
        const text = records.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(",")).join("\r\n");
        expect(csvRecords(text)?.map(({ cells }) => cells)).toEqual(records);
      }),
    );
  });
});
