import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { csvLine } from "../../src/app/csv-line.ts";

describe("csvLine", () => {
  it("quotes what needs it and leaves numbers and nothing alone", () => {
    expect(csvLine(["a", 'say "x"', "1,5", "two\nlines", -3, null])).toBe('a,"say ""x""","1,5","two\nlines",-3,\r\n');
  });

  it("lets no text begin as a formula", () => {
    for (const text of ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK(1)"]) expect(csvLine([text])).toMatch(/^"?'/);
  });

  it("gives back every text when it is read as CSV, but for the apostrophe", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (cells) => {
        const read = readCsv(csvLine(cells).slice(0, -2));
        expect(read.map((cell, index) => (cell === `'${cells[index] ?? ""}` ? cells[index] : cell))).toEqual(cells);
      }),
    );
  });
});

/** The cells of one line of CSV. */
function readCsv(line: string): string[] {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const [, quoted, plain, end] = cell.exec(line) ?? [];
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end !== ",") return cells;
  }
}
