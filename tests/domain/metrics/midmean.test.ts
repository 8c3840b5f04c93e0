import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { midmean } from "../../../src/domain/metrics/midmean.ts";

const value = fc.integer({ min: -1000, max: 1000 });

describe("the mean of the middle half", () => {
  it("is worked by hand", () => {
    expect(midmean([1, 2, 3, 4, 100], 5)).toBe(3);
    expect(midmean([8, 1, 2, 3, 4, 5, 6, 7], 5)).toBe(4.5);
    expect(midmean([1, 2, 3, 4], 5)).toBeNull();
    expect(midmean([1, 2, 3, 4, Number.NaN], 5)).toBeNull();
  });

  it("does not hang on the order, lies within the values, and heeds no single extreme one", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 5, maxLength: 40 }), fc.integer({ min: 2000, max: 1_000_000 }), (values, extreme) => {
        const middle = midmean(values, 5) ?? Number.NaN;
        expect(midmean([...values].reverse(), 5)).toBe(middle);
        expect(middle).toBeGreaterThanOrEqual(Math.min(...values));
        expect(middle).toBeLessThanOrEqual(Math.max(...values));
        const highest = values.indexOf(Math.max(...values));
        expect(midmean(values.with(highest, extreme), 5)).toBe(middle);
      }),
    );
  });
});
