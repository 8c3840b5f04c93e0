import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialTail } from "../../../src/domain/patterns/binomial-tail.ts";
import { adjustedChances } from "../../../src/domain/patterns/false-discoveries.ts";

/** P(X ≥ k) by adding up the terms, with whole binomial coefficients. */
function tailBySum(k: number, n: number, p: number): number {
  let sum = 0;
  for (let at = k; at <= n; at += 1) {
    let choices = 1n;
    for (let part = 1; part <= at; part += 1) choices = (choices * BigInt(n - at + part)) / BigInt(part);
    sum += Number(choices) * p ** at * (1 - p) ** (n - at);
  }
  return sum;
}

describe("binomialTail", () => {
  it("is the sum of the terms", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (n, k, p) => {
          const expected = k > n ? 0 : tailBySum(k, n, p);
          expect(Math.abs(binomialTail(k, n, p) - expected)).toBeLessThanOrEqual(1e-10 * Math.max(expected, 1e-250) + 1e-13 * expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("knows values from tables, the ends, and what lies between whole numbers", () => {
    expect(binomialTail(8, 10, 0.5)).toBeCloseTo(56 / 1024, 12);
    expect(binomialTail(3, 3, 0.1)).toBeCloseTo(0.001, 15);
    expect(binomialTail(0, 5, 0.2)).toBe(1);
    expect(binomialTail(6, 5, 0.2)).toBe(0);
    const between = binomialTail(2.5, 10, 0.3);
    expect(between).toBeLessThan(binomialTail(2, 10, 0.3));
    expect(between).toBeGreaterThan(binomialTail(3, 10, 0.3));
  });
});

describe("adjustedChances", () => {
  it("rejects what Benjamini and Hochberg reject in their own example", () => {
    const chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    expect(adjustedChances(chances).filter((chance) => chance <= 0.05)).toHaveLength(4);
    expect(adjustedChances(chances)[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
  });

  it("keeps the order of chances and never makes one smaller", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (chances) => {
        const adjusted = adjustedChances(chances);
        chances.forEach((chance, at) => {
          expect(adjusted[at]).toBeGreaterThanOrEqual(chance);
          chances.forEach((other, place) => {
            if (chance < other) expect(adjusted[at] ?? 1).toBeLessThanOrEqual(adjusted[place] ?? 0);
          });
        });
      }),
    );
  });
});
