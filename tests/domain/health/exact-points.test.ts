import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactPoints, exactSum } from "../../../src/domain/health/exact-points.ts";
import { roundToSum } from "../../../src/domain/health/round-to-sum.ts";
import { asTier, TIERS, tierOf, worse } from "../../../src/domain/health/tier.ts";
import { FRESHNESS_TABLES, isFreshnessTable } from "../../../src/domain/health/freshness-tables.ts";

const GRAIN = 2 ** -30;
const points = fc.double({ min: 0, max: 100, noNaN: true });

describe("exactPoints", () => {
  it("is the nearest multiple of a billionth of a point", () => {
    expect(exactPoints(0.1) % GRAIN).toBe(0);
    expect(exactPoints(3 * GRAIN)).toBe(3 * GRAIN);
    expect(exactPoints(1.4 * GRAIN)).toBe(GRAIN);
    expect(exactPoints(1.6 * GRAIN)).toBe(2 * GRAIN);
    fc.assert(fc.property(points, (value) => Math.abs(exactPoints(value) - value) <= GRAIN / 2));
  });
});

describe("exactSum", () => {
  it("makes points sum to what it returns, whatever the order, within half a grain of the true sum", () => {
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 12 }), (values) => {
        const kept = Float64Array.from(values);
        const total = exactSum(kept, 0, kept.length);
        expect(kept.reduce((sum, value) => sum + value, 0)).toBe(total);
        expect(kept.toReversed().reduce((sum, value) => sum + value, 0)).toBe(total);
        expect(total).toBe(exactPoints(values.reduce((sum, value) => sum + value, 0)));
      }),
    );
  });

  it("gives what rounding leaves over to the largest, and touches nothing outside its part", () => {
    const kept = Float64Array.from([7.3, 0.4 * GRAIN, 5, 0.4 * GRAIN, 2.1]);
    expect(exactSum(kept, 1, 3)).toBe(5 + GRAIN);
    expect([...kept]).toEqual([7.3, 0, 5 + GRAIN, 0, 2.1]);
    // The last of its part is in it, and of equals the first is the largest.
    const equal = Float64Array.from([0.4 * GRAIN, 3, 3]);
    expect(exactSum(equal, 0, 3)).toBe(6);
    const two = Float64Array.from([3, 3, 0.6 * GRAIN, 0.6 * GRAIN]);
    expect(exactSum(two, 0, 4)).toBe(6 + GRAIN);
    expect([...two]).toEqual([3 - GRAIN, 3, GRAIN, GRAIN]);
  });
});

describe("roundToSum", () => {
  it("rounds so that the rows of a table sum to its total", () => {
    expect(roundToSum([1.26, 1.26, 1.26], 3.78, 1)).toEqual([1.3, 1.3, 1.2]);
    expect(roundToSum([10, 0.25, 0.25], 10.5, 1)).toEqual([10, 0.3, 0.2]);
    expect(roundToSum([-0.04, 0.04], 0, 1)).toEqual([0, 0]);
    expect(roundToSum([2, 3], 5, 0)).toEqual([2, 3]);
    expect(roundToSum([], 0, 1)).toEqual([]);
    // Where the total is less than the parts, those that lost least give.
    expect(roundToSum([1.9, 2.1], 3, 0)).toEqual([1, 2]);
    expect(roundToSum([1.9, 2.1], 2, 0)).toEqual([1, 1]);
    // Round numbers give only where nobody else can.
    expect(roundToSum([4, 4], 9, 0)).toEqual([5, 4]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 9 }),
        fc.nat(2),
        (values, decimals) => {
          const total = values.reduce((sum, value) => sum + value, 0);
          const scale = 10 ** decimals;
          const rounded = roundToSum(values, total, decimals);
          expect(Math.round(rounded.reduce((sum, value) => sum + Math.round(value * scale), 0))).toBe(Math.round(total * scale) + 0);
          for (const [index, value] of values.entries()) expect(Math.abs((rounded[index] ?? 0) - value)).toBeLessThan(1.0001 / scale);
        },
      ),
    );
  });
});

describe("tiers", () => {
  it("are half-open bands", () => {
    const bands = { green: 75, yellow: 50 };
    expect([75, 74.999, 50, 49.999, -3, 200].map((score) => tierOf({ bands }, score))).toEqual([
      "green",
      "yellow",
      "yellow",
      "red",
      "red",
      "green",
    ]);
  });

  it("are read from a fact's value, and nothing else is one", () => {
    expect(TIERS.map((tier) => asTier(tier))).toEqual(["green", "yellow", "red"]);
    expect(["Green", "", 1, null, undefined].map((value) => asTier(value))).toEqual([null, null, null, null, null]);
  });

  it("are worse in one order, and none is worse than itself", () => {
    expect(TIERS.map((a) => TIERS.map((b) => worse(a, b)))).toEqual([
      [false, false, false],
      [true, false, false],
      [true, true, false],
    ]);
  });
});

describe("tables that tell how old data is", () => {
  it("are these and no others", () => {
    expect(FRESHNESS_TABLES.filter((name) => isFreshnessTable(name))).toHaveLength(5);
    expect(["accounts", "", "usages"].filter((name) => isFreshnessTable(name))).toEqual([]);
  });
});
