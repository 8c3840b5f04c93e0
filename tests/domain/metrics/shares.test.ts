import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanInterval, npsInterval, shareOf, wilson } from "../../../src/domain/metrics/intervals.ts";
import { type Answer, satisfaction } from "../../../src/domain/metrics/satisfaction.ts";

describe("Wilson's interval", () => {
  it("has the published values", () => {
    // Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29.
    for (const [hits, of, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const [from, to] = wilson(hits, of);
      expect(from).toBeCloseTo(low, 4);
      expect(to).toBeCloseTo(high, 4);
    }
  });

  it("holds the share, within 0 and 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (of, some) => {
        const hits = Math.min(some, of);
        const [low, high] = wilson(hits, of);
        expect(low >= 0 && low <= hits / of && hits / of <= high && high <= 1).toBe(true);
      }),
    );
  });

  it("is left out where there is nothing to share", () => {
    expect(shareOf(0, 0, "nobody")).toEqual({ value: null, numerator: 0, denominator: 0, reason: "nobody" });
  });
});

describe("the interval of a mean", () => {
  it("is Student's, of five values and more", () => {
    // 1 2 3 4 5: mean 3, s = √2.5, t(4; 97.5 %) = 2.7764.
    const half = (2.7764 * Math.sqrt(2.5)) / Math.sqrt(5);
    const [low, high] = meanInterval([1, 2, 3, 4, 5], [1, 5]) ?? [];
    expect(Math.abs((low ?? 0) - (3 - half))).toBeLessThan(0.001);
    expect(Math.abs((high ?? 0) - (3 + half))).toBeLessThan(0.001);
    expect(meanInterval([4, 4, 5, 5], [1, 5])).toBeUndefined();
  });

  it("stays within the scale", () => {
    expect(meanInterval([5, 5, 5, 5, 1], [1, 5])?.[1]).toBe(5);
  });
});

const answers = (kind: string, ...scores: number[]): Answer[] => scores.map((score) => ({ kind, score }));

describe("satisfaction", () => {
  it("counts 0 as an answer, 7–8 in the denominator only", () => {
    expect(satisfaction(answers("nps", 10, 9, 8, 7, 6, 0)).get("nps")).toMatchObject({ value: 0, numerator: 0, denominator: 6 });
    expect(satisfaction(answers("nps", 10, 9, 8, 7, 7)).get("nps")).toMatchObject({ value: 40, numerator: 2, denominator: 5 });
    expect(satisfaction(answers("nps", 0)).get("nps")?.value).toBe(-100);
  });

  it("gives CSAT both ways and CES with its top", () => {
    const found = satisfaction([...answers("csat", 5, 4, 2, 5), ...answers("ces", 7, 6, 3), ...answers("nps", 1)]);
    expect(found.get("csat_top2")).toMatchObject({ value: 0.75, numerator: 3, denominator: 4 });
    expect(found.get("csat_mean")).toMatchObject({ value: 4, denominator: 4 });
    expect(found.get("ces_top2")).toMatchObject({ value: 2 / 3, numerator: 2, denominator: 3 });
    expect(found.get("ces_mean")?.value).toBeCloseTo(16 / 3, 12);
  });

  it("says that nobody answered", () => {
    for (const measured of satisfaction([]).values())
      expect(measured).toMatchObject({ value: null, denominator: 0, reason: expect.stringContaining("no ") });
  });

  it("is never certain: three promoters are not an NPS of 100 for sure", () => {
    const [low, high] = npsInterval(3, 0, 3);
    // n = 3 + 3, promoters 3.75 / 6, detractors 0.75 / 6: 50 ± 196 × √((0.75 − 0.25) / 6).
    expect(low).toBeCloseTo(50 - 195.9964 * Math.sqrt(0.5 / 6), 3);
    expect(high).toBe(100);
  });

  it("lies within its interval or at its end, and does not heed the order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 200 }), (scores) => {
        const found = satisfaction(answers("nps", ...scores)).get("nps");
        const [low, high] = found?.interval ?? [0, 0];
        expect(low >= -100 && low < high && high <= 100).toBe(true);
        expect(satisfaction(answers("nps", ...scores.toReversed())).get("nps")).toEqual(found);
        expect(satisfaction(answers("csat", ...scores.toReversed()))).toEqual(satisfaction(answers("csat", ...scores)));
      }),
    );
  });
});
