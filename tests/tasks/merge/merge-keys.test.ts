import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchLines } from "../../../src/tasks/merge/match-lines.ts";
import { mergeKeys, type Piece } from "../../../src/tasks/merge/merge-keys.ts";

const letters = (text: string): string[] => [...text];
const shown = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => ("keys" in piece ? piece.keys.join("") : `<${piece.a.join("")}|${piece.base.join("")}|${piece.b.join("")}>`))
    .join("");
const merged = (base: string, a: string, b: string): string =>
  shown(mergeKeys({ base: letters(base), a: letters(a), b: letters(b) }, false));

describe("matchLines", () => {
  it("matches what stands once on both sides, and what lies next to it", () => {
    expect(matchLines(letters("a.b"), letters("x.a.b"))).toEqual([
      [0, 2],
      [1, 3],
      [2, 4],
    ]);
    expect(matchLines(letters("p q"), letters("r s"))).toEqual([]);
  });

  it("gives pairs that are equal and rise on both sides", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."abcdef"), maxLength: 20 }),
        fc.string({ unit: fc.constantFrom(..."abcdef"), maxLength: 20 }),
        (a, b) => {
          const pairs = matchLines(letters(a), letters(b));
          pairs.forEach(([inA, inB], index) => {
            expect(a[inA]).toBe(b[inB]);
            const before = pairs[index - 1];
            if (before !== undefined) expect(inA > before[0] && inB > before[1]).toBe(true);
          });
        },
      ),
    );
  });
});

describe("mergeKeys", () => {
  it("carries out the edits of both sides", () => {
    expect(merged("abcdef", "aXbcdef", "abcdeYf")).toBe("aXbcdeYf");
    expect(merged("abcdef", "acdef", "abcdf")).toBe("acdf");
    expect(merged("abc", "aXc", "abcY")).toBe("aXcY");
    expect(merged("ab", "Xb", "aY")).toBe("XY");
  });

  it("keeps all that both added at one place, the same once", () => {
    expect(merged("ac", "a12c", "a23c")).toBe("a123c");
    expect(merged("", "ab", "ab")).toBe("ab");
    expect(mergeKeys({ base: ["a"], a: ["a", "words of one"], b: ["a", "words of the other"] }, true)).toEqual([
      { keys: ["a"] },
      { keys: ["words of one", "", "words of the other"] },
    ]);
  });

  it("leaves the same lines, changed by both, to a person", () => {
    expect(merged("abc", "aXc", "aYc")).toBe("a<X|b|Y>c");
    expect(merged("abc", "aXc", "aXc")).toBe("aXc");
    expect(merged("abc", "ac", "aYc")).toBe("a<|b|Y>c");
    expect(merged("abcd", "ad", "abZcd")).toBe("a<|bc|bZc>d");
  });

  const text = fc.string({ unit: fc.constantFrom(..."abcdefg"), maxLength: 12 }).map(letters);
  it("takes the side that alone changed something", () => {
    fc.assert(
      fc.property(text, text, (base, side) => {
        expect(mergeKeys({ base, a: side, b: base }, true).flatMap((piece) => ("keys" in piece ? piece.keys : ["?"]))).toEqual(side);
        expect(mergeKeys({ base, a: base, b: side }, true).flatMap((piece) => ("keys" in piece ? piece.keys : ["?"]))).toEqual(side);
      }),
    );
  });

  it("loses no line that a side added", () => {
    fc.assert(
      fc.property(text, text, text, (base, a, b) => {
        const left = new Set(mergeKeys({ base, a, b }, true).flatMap((piece) => ("keys" in piece ? piece.keys : [...piece.a, ...piece.b])));
        for (const line of [...a, ...b]) if (!base.includes(line)) expect(left.has(line)).toBe(true);
      }),
    );
  });
});
