import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kaplanMeier, type Lifetime, survivalAt } from "../../../src/domain/survival/kaplan-meier.ts";

const left = (...days: number[]): Lifetime[] => days.map((each) => ({ days: each, left: true }));
const seen = (...days: number[]): Lifetime[] => days.map((each) => ({ days: each, left: false }));

// The 21 patients on 6-mercaptopurine of Freireich et al. (1963), the textbook example: weeks to relapse, the others censored.
const TEXTBOOK = [...left(6, 6, 6, 7, 10, 13, 16, 22, 23), ...seen(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)];

const lifetimes = fc.array(fc.record({ days: fc.integer({ min: 1, max: 40 }), left: fc.boolean() }), { minLength: 1, maxLength: 60 });

describe("kaplanMeier", () => {
  it("gives the published curve of the textbook example", () => {
    const curve = kaplanMeier(TEXTBOOK);
    expect(curve).toMatchObject({ n: 21, left: 9, median: 23 });
    expect(curve.steps.map(({ days, at_risk, left: gone }) => [days, at_risk, gone])).toEqual([
      [6, 21, 3],
      [7, 17, 1],
      [10, 15, 1],
      [13, 12, 1],
      [16, 11, 1],
      [22, 7, 1],
      [23, 6, 1],
    ]);
    expect(curve.steps.map(({ survival }) => Number(survival.toFixed(4)))).toEqual([
      0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482,
    ]);
  });

  it("gives the intervals that the log(-log) formula gives by hand", () => {
    // After week 6: S = 18/21, Greenwood's sum 3 / (21 · 18).
    const [first] = kaplanMeier(TEXTBOOK).steps;
    const spread = (1.959964 * Math.sqrt(3 / (21 * 18))) / Math.abs(Math.log(18 / 21));
    expect(first?.low).toBeCloseTo((18 / 21) ** Math.exp(spread), 10);
    expect(first?.high).toBeCloseTo((18 / 21) ** Math.exp(-spread), 10);
    expect([first?.low.toFixed(3), first?.high.toFixed(3)]).toEqual(["0.620", "0.952"]);
  });

  it("is the plain share where nobody is censored", () => {
    const curve = kaplanMeier(left(10, 20, 30, 40));
    expect(curve.steps.map(({ survival }) => survival)).toEqual([0.75, 0.5, 0.25, 0]);
    expect(curve.median).toBe(20);
    expect(curve.steps.at(-1)).toMatchObject({ low: 0, high: 0 });
  });

  it("reaches no median where fewer than half left", () => {
    expect(kaplanMeier([...left(10), ...seen(50, 60, 70)])).toMatchObject({ median: null });
    expect(kaplanMeier(seen(5, 6))).toMatchObject({ left: 0, steps: [], median: null, median_ci: [null, null] });
  });

  it("falls, stays between its bounds, and is the same in any order", () => {
    fc.assert(
      fc.property(lifetimes, (list) => {
        const curve = kaplanMeier(list);
        expect(kaplanMeier(list.toReversed())).toEqual(curve);
        curve.steps.forEach(({ survival, low, high }, index) => {
          expect(survival).toBeLessThan(curve.steps[index - 1]?.survival ?? 1);
          expect(low).toBeLessThanOrEqual(survival + 1e-12);
          expect(high).toBeGreaterThanOrEqual(survival - 1e-12);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it("rises for no one who leaves later, and keeps the censored: dropping them lowers the curve", () => {
    fc.assert(
      fc.property(lifetimes, fc.integer({ min: 1, max: 40 }), (list, day) => {
        const all = survivalAt(kaplanMeier(list), list, day);
        const gone = list.filter((lifetime) => lifetime.left);
        const dropped = survivalAt(kaplanMeier(gone), gone, day);
        if (all !== null && dropped !== null) expect(all.survival).toBeGreaterThanOrEqual(dropped.survival - 1e-12);
      }),
    );
  });
});

describe("survivalAt", () => {
  it("is null beyond the last day on which anybody was seen", () => {
    const curve = kaplanMeier(TEXTBOOK);
    expect(survivalAt(curve, TEXTBOOK, 5)).toEqual({ survival: 1, low: 1, high: 1 });
    expect(survivalAt(curve, TEXTBOOK, 35)?.survival).toBeCloseTo(0.4482, 4);
    expect(survivalAt(curve, TEXTBOOK, 36)).toBeNull();
  });
});
