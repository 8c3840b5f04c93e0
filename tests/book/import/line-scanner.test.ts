import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineOfRecord, lineOffsets, lineScanner, type LineMap } from "../../../src/book/import/line-scanner.ts";

function scan(text: string, delimiter: string | null = ",", chunk = 7): LineMap {
  const bytes = Buffer.from(text);
  const scanner = lineScanner(delimiter);
  for (let at = 0; at < bytes.length; at += chunk) scanner.push(bytes.subarray(at, at + chunk));
  return scanner.end();
}

describe("lineScanner", () => {
  it("counts newlines inside quotes to the record they are in", () => {
    const map = scan('id,note\n1,"a\nb\n"\n2,c\n');
    expect(map.records).toBe(3);
    expect([1, 2, 3].map((record) => lineOfRecord(map, record))).toEqual([1, 2, 5]);
  });

  it("takes a quote in the middle of a cell for a character", () => {
    const map = scan('id,note\n1,5" pipe\n2,c\n');
    expect([2, 3].map((record) => lineOfRecord(map, record))).toEqual([2, 3]);
  });

  it("notes blank lines and mixed line ends", () => {
    expect(scan("a,b\n\n1,2\r\n")).toMatchObject({ blanks: [2], mixedNewlines: true, records: 3 });
    expect(scan('a,b\r\n1,"x\ny"\r\n').mixedNewlines).toBe(false);
  });

  it("sees only lines where there is no delimiter", () => {
    expect(scan('{"a":"\n  \n{"b":1}\n', null)).toMatchObject({ records: 3, blanks: [2], shifts: [] });
  });

  it("finds the same however the bytes are cut", () => {
    const cell = fc.constantFrom("x", "", '"q\nr"', '"he said ""no"""', '"\r\n\n"', '5" pipe', "a long cell without anything in it");
    const table = fc
      .array(
        fc.array(cell, { minLength: 1, maxLength: 3 }).map((cells) => cells.join(",")),
        { maxLength: 8 },
      )
      .map((rows) => `${rows.join("\n")}\n`);
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 30 }), (text, chunk) => {
        expect(scan(text, ",", chunk)).toEqual(scan(text, ",", 10_000));
      }),
    );
  });
});

describe("lineOffsets", () => {
  it("gives every kept row its line, whatever is blank, refused or of several lines", () => {
    const kinds = fc.array(fc.constantFrom("row", "blank", "refused", "long"), { maxLength: 25 });
    fc.assert(
      fc.property(kinds, fc.boolean(), (rows, header) => {
        const lines = header ? ["id,note"] : [];
        const expected: number[] = [];
        const refused: number[] = [];
        let record = lines.length;
        for (const kind of rows) {
          record += 1;
          const line = lines.join("\n").split("\n").length + (lines.length === 0 ? 0 : 1);
          if (kind === "blank") lines.push("");
          if (kind === "refused") refused.push(record);
          if (kind === "refused") lines.push("x");
          if (kind === "row" || kind === "long") expected.push(line);
          if (kind === "row") lines.push("1,a");
          if (kind === "long") lines.push('1,"a\nb\n\nc"');
        }
        const map = scan(`${lines.join("\n")}\n`);
        const offsets = lineOffsets(map, refused, header);
        const lineOf = (row: number): number => row + (offsets.findLast((entry) => entry.row <= row)?.offset ?? Number.NaN);
        expect(expected.map((_, row) => lineOf(row))).toEqual(expected);
      }),
    );
  });
});
