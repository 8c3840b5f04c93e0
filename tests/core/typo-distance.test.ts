import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "../../src/core/text.ts";
import { typoDistance } from "../../src/core/typo-distance.ts";

describe("typoDistance", () => {
  it("counts two neighbours swapped as one slip", () => {
    expect(typoDistance("mapel", "maple")).toBe(1);
    expect(typoDistance("ab", "ba")).toBe(1);
    expect(typoDistance("mapel", "hazel")).toBe(2);
    expect(typoDistance("ca", "abc")).toBe(3);
  });

  it("is the same both ways, none only for equal texts, and never more than without swaps", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(typoDistance(a, b)).toBe(typoDistance(b, a));
        expect(typoDistance(a, b) === 0).toBe(a === b);
        expect(typoDistance(a, b)).toBeLessThanOrEqual(editDistance(a, b));
        expect(2 * typoDistance(a, b)).toBeGreaterThanOrEqual(editDistance(a, b));
      }),
    );
  });
});
