import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarize, textTable } from "../../bench/summary.ts";

describe("summarize", () => {
  it("takes the middle sample, or the mean of the two in the middle", () => {
    expect(summarize([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 });
    expect(summarize([9, 1, 5, 4])).toEqual({ median: 4.5, min: 1, max: 9 });
  });

  it("does not depend on the order of the samples, nor change them", () => {
    const samples = fc.array(fc.double({ noNaN: true, min: 0, max: 1e6 }), { minLength: 1 });
    fc.assert(
      fc.property(samples, (values) => {
        const before = [...values];
        const { median, min, max } = summarize(values);
        expect(values).toEqual(before);
        expect(summarize([...values].reverse())).toEqual({ median, min, max });
        expect(min <= median && median <= max).toBe(true);
      }),
    );
  });

  it("refuses nothing at all", () => {
    expect(() => summarize([])).toThrow(RangeError);
  });
});

describe("textTable", () => {
  it("aligns names to the left and numbers to the right", () => {
    expect(
      textTable([
        ["command", "ms"],
        ["a", "1000"],
      ]),
    ).toBe("command    ms\na        1000");
  });
});
