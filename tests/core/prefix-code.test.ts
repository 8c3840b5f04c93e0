import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CodedSymbols } from "../../scripts/coded-symbols.ts";
import { bitWriter, codesFor, printLengths } from "../../scripts/prefix-codes.ts";
import { codeTable, LONGEST_CODE, nextSymbol, nextSymbols } from "../../src/core/prefix-code.ts";

describe("a prefix code", () => {
  it("is canonical: shorter codes first, then in the order of the symbols", () => {
    const codes = codesFor(
      new Map([
        [0, 1],
        [1, 4],
        [2, 2],
        [3, 1],
      ]),
    );
    expect([...codes].map(([symbol, { code, length }]) => [symbol, code.toString(2).padStart(length, "0")])).toEqual([
      [1, "0"],
      [2, "10"],
      [0, "110"],
      [3, "111"],
    ]);
    expect(printLengths(codes)).toBe("3123");
  });

  it("gives back what was written, whatever the counts", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 300 }), (values) => {
        // Some come far oftener than others, so that codes would grow beyond the limit.
        const symbols = values.flatMap((value) => Array.from({ length: value % 7 === 0 ? 40 : 1 }, () => value));
        const coded = new CodedSymbols();
        coded.count(symbols.map((symbol) => ["x", symbol] as const));
        const writer = bitWriter();
        coded.write([[3, 5], ...symbols.map((symbol) => ["x", symbol] as const)], writer);
        const lengths = coded.lengths()["x"] ?? "";
        const table = codeTable(lengths);
        const bytes = writer.bytes();
        const one = { bytes, at: 3 };
        expect(symbols.map(() => nextSymbol(one, table))).toEqual(symbols);
        const all = { bytes, at: 3 };
        const into = new Uint8Array(symbols.length);
        nextSymbols(all, table, into);
        expect([...into]).toEqual(symbols);
        expect([all.at, Math.ceil(all.at / 8)]).toEqual([one.at, bytes.length]);
      }),
      { numRuns: 60 },
    );
  });

  it("takes no code longer than the limit, and is the shortest under it", () => {
    const counts = new Map(Array.from({ length: 16 }, (_, symbol) => [symbol, 2 ** symbol] as const));
    const lengths = [...codesFor(counts).values()].map(({ length }) => length);
    expect(Math.max(...lengths)).toBe(LONGEST_CODE);
    expect(lengths.reduce((sum, length) => sum + 2 ** -length, 0)).toBeCloseTo(1, 12);
  });

  it("refuses lengths that no prefix code has", () => {
    expect(() => codeTable("111")).toThrow(RangeError);
  });

  it("cannot write what was not counted", () => {
    const coded = new CodedSymbols();
    coded.count([["x", 1]]);
    expect(() => coded.write([["x", 2]], bitWriter())).toThrow(RangeError);
  });
});
