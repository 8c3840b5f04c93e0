import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cell, change, numbersBehind, ofNumbers, share } from "../../../src/domain/facts/metrics/cells.ts";

describe("ofNumbers", () => {
  it("gives null where what is computed is not a number, and where a cell is absent or a text", () => {
    const difference = ofNumbers(["a", "b"], (a, b) => a - b);
    expect(difference({ a: 5, b: 2 })).toBe(3);
    expect(difference({ a: 5 })).toBeNull();
    expect(difference({ a: 5, b: "2" })).toBeNull();
    expect(difference({ a: 5, b: null })).toBeNull();
  });

  it("takes up to four cells, in their order", () => {
    const digits = ofNumbers(["d", "c", "b", "a"], (d, c, b, a) => 1000 * d + 100 * c + 10 * b + a);
    expect(digits({ a: 1, b: 2, c: 3, d: 4 })).toBe(4321);
  });

  it("tells how it is computed; a cell as it is and a function tell nothing", () => {
    expect(numbersBehind(share("a", "b"))?.cells).toEqual(["a", "b"]);
    expect(numbersBehind(cell("a"))).toBeUndefined();
    expect(numbersBehind(() => 1)).toBeUndefined();
  });
});

describe("share and change", () => {
  it("are null without a whole, or with too little before", () => {
    expect(share("a", "b")({ a: 1, b: 0 })).toBeNull();
    expect(share("a", "b")({ a: 0, b: 4 })).toBe(0);
    expect(change("a", "b", 10)({ a: 5, b: 9 })).toBeNull();
    expect(change("a", "b", 10)({ a: 5, b: 10 })).toBe(-0.5);
  });

  it("give of columns what they give of rows", () => {
    const number = fc.option(fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(number, number, (a, b) => {
        for (const value of [share("a", "b"), change("a", "b", 3)]) {
          const of = value.compute(a ?? Number.NaN, b ?? Number.NaN, Number.NaN, Number.NaN);
          expect(value({ a, b })).toEqual(Number.isNaN(of) ? null : of);
        }
      }),
    );
  });
});
