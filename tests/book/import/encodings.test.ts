import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8Evidence } from "../../../src/book/import/utf8-evidence.ts";
import { COMPANIES, fileIn, imported } from "../workspace.ts";

const TEXT = COMPANIES.replace("Acme Corp", "Caf\u00e9 \u201cM\u00fcller\u201d GmbH").replaceAll("Ada Berg", "Zo\u00eb \u20ac");
const NAMES = "SELECT name, csm, line FROM accounts ORDER BY line";
const EXPECTED = [
  { name: "Caf\u00e9 \u201cM\u00fcller\u201d GmbH", csm: "Zo\u00eb \u20ac", line: 2 },
  { name: "Birch & Rowe Ltd", csm: "Ben Cho", line: 3 },
];

/** As Windows-1252 has it, which Node cannot write. */
function windows1252(text: string): Buffer {
  const special: Readonly<Record<string, string>> = { "\u20ac": "\u0080", "\u201c": "\u0093", "\u201d": "\u0094" };
  return Buffer.from(
    text.replaceAll(/[\u20ac\u201c\u201d]/g, (character) => special[character] ?? "?"),
    "latin1",
  );
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

describe("encodings", () => {
  it.each([
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${TEXT}`)],
    ["UTF-16, little end first", Buffer.from(`\uFEFF${TEXT}`, "utf16le")],
    ["UTF-16, big end first", bigEndian(`\uFEFF${TEXT}`)],
    ["UTF-16 without a mark, little end first", Buffer.from(TEXT, "utf16le")],
    ["UTF-16 without a mark, big end first", bigEndian(TEXT)],
    ["Windows-1252", windows1252(TEXT)],
  ])("reads %s, plain and packed, and leaves nothing behind", async (_, bytes) => {
    for (const files of [{ "c.csv": bytes }, { "c.csv.gz": gzipSync(bytes) }]) {
      const { book, input, report } = await imported(files);
      expect(await book.rows(NAMES)).toEqual(EXPECTED);
      expect(report.rejects).toEqual([]);
      expect(readdirSync(dirname(input.snapshotPath)).filter((name) => name.includes("draft"))).toEqual([]);
    }
  });

  it("says that a text was read as Windows-1252, and nothing of the others", async () => {
    const { report } = await imported({ "a.csv": windows1252(TEXT), "b.csv": TEXT, "c.csv": bigEndian(`\uFEFF${TEXT}`) });
    expect(fileIn(report, "a.csv").note).toContain("read as Windows-1252");
    expect(fileIn(report, "b.csv").note ?? "").not.toContain("Windows");
    expect(fileIn(report, "c.csv").note ?? "").not.toContain("Windows");
  });

  it("says that UTF-16 was told by its bytes, and reads such JSON and other scripts", async () => {
    const line = JSON.stringify({ event: "login", properties: { time: 1_790_000_000, distinct_id: "\u5c71\u7530" } });
    const names = COMPANIES.replace("Acme Corp", "\u682a\u5f0f\u4f1a\u793e\u5c71\u7530");
    const { book, report } = await imported({ "e.json": Buffer.from(`${line}\n`, "utf16le"), "c.csv": bigEndian(names) });
    expect(await book.rows('SELECT "user" FROM usage')).toEqual([{ user: "\u5c71\u7530" }]);
    expect(await book.rows("SELECT name FROM accounts WHERE line = 2")).toEqual([{ name: "\u682a\u5f0f\u4f1a\u793e\u5c71\u7530" }]);
    expect(fileIn(report, "e.json").note).toContain("no byte-order mark and was read as UTF-16, low byte first");
    expect(fileIn(report, "c.csv").note).toContain("high byte first");
  });

  it("takes no other bytes with zeros for UTF-16", async () => {
    const numbers = Buffer.from(Array.from({ length: 400 }, (_, index) => [0, 0xd8 + (index % 8)]).flat());
    const { report } = await imported({
      "c.csv": COMPANIES,
      "numbers.csv": numbers,
      "one.csv": Buffer.from("Record ID,Company name\n1\0,Acme\n"),
      "both.csv": Buffer.from("R\0e\0c\0\0o\0r"),
    });
    for (const name of ["numbers.csv", "one.csv", "both.csv"]) expect(fileIn(report, name)).toMatchObject({ taken_for: null, rows_in: 0 });
  });

  it("reads JSON in other encodings, and tells files that differ apart", async () => {
    const line = JSON.stringify({ event: "login", properties: { time: 1_790_000_000, distinct_id: "jos\u00e9" } });
    const first = await imported({ "e.json": Buffer.from(`${line}\n`, "latin1") });
    const second = await imported({ "e.json": Buffer.from(`\uFEFF${line}\n`, "utf16le") });
    for (const { book } of [first, second]) expect(await book.rows('SELECT "user" FROM usage')).toEqual([{ user: "jos\u00e9" }]);
    expect(first.report.snapshot).not.toBe(second.report.snapshot);
  });

  it("refuses what is no text in any of them", async () => {
    const { report } = await imported({
      "c.csv": COMPANIES,
      "controls.csv": Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 7) % 31 || 1)),
      "wide.csv": Buffer.from("\uFEFFa\0b\0\n", "utf16le"),
    });
    expect(fileIn(report, "controls.csv").note).toBe("binary, not text");
    expect(fileIn(report, "wide.csv").note).toBe("binary, not text");
  });

  it("knows UTF-8 however its bytes are cut", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (text, size) => {
        const bytes = Buffer.from(text);
        const evidence = utf8Evidence();
        for (let at = 0; at < bytes.length; at += size) evidence.push(bytes.subarray(at, at + size));
        expect(evidence.end()).toBe("utf-8");
      }),
    );
  });
});
