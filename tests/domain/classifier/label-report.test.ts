import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseThreshold, NEVER } from "../../../src/domain/classifier/choose-threshold.ts";
import { calibrationError, coverageCurve } from "../../../src/domain/classifier/coverage.ts";
import { bySureness, type Judged } from "../../../src/domain/classifier/judged.ts";
import { labelReport } from "../../../src/domain/classifier/label-report.ts";
import { suspects } from "../../../src/domain/classifier/suspects.ts";
import { wilson } from "../../../src/domain/classifier/wilson.ts";

/** Rows of actual label, guess and confidence. */
function judged(rows: readonly (readonly [number, number, number])[], outside = -1, labels = ["a", "b", "c"]): Judged {
  return {
    labels,
    outside,
    actual: Int32Array.from(rows, ([actual]) => actual),
    guess: Int32Array.from(rows, ([, guess]) => guess),
    confidence: Float64Array.from(rows, ([, , confidence]) => confidence),
  };
}

const rows = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.integer({ min: 0, max: 1 }),
    fc.integer({ min: 1, max: 99 }).map((share) => share / 100),
  ),
  { minLength: 1, maxLength: 120 },
);

describe("wilson", () => {
  it("gives the textbook's intervals", () => {
    // Brown, Cai and DasGupta 2001: 10 of 20 is 0.299 to 0.701; none of 10 is 0 to 0.278.
    expect(wilson(10, 20).map((end) => end.toFixed(3))).toEqual(["0.299", "0.701"]);
    expect(wilson(0, 10)[0]).toBe(0);
    expect(wilson(0, 10)[1].toFixed(3)).toBe("0.278");
    expect(wilson(0, 0)).toEqual([0, 1]);
  });
});

describe("labelReport", () => {
  const report = labelReport(
    judged([
      [0, 0, 0.9],
      [0, 0, 0.8],
      [0, 1, 0.6],
      [1, 1, 0.7],
      [2, 1, 0.3],
    ]),
    0.65,
  );

  it("counts what a person would count", () => {
    expect(report.accuracy).toBe(3 / 5);
    expect(report.base_rate).toBe(3 / 5);
    expect(report.labels.map(({ label, tickets, precision, recall }) => ({ label, tickets, precision, recall }))).toEqual([
      { label: "a", tickets: 3, precision: 1, recall: 2 / 3 },
      { label: "b", tickets: 1, precision: 1 / 3, recall: 1 },
      { label: "c", tickets: 1, precision: null, recall: 0 },
    ]);
    expect(report.macro_f1).toBeCloseTo((0.8 + 0.5 + 0) / 3, 12);
    expect(report.confusions).toEqual([
      { actual: "a", taken_for: "b", tickets: 1 },
      { actual: "c", taken_for: "b", tickets: 1 },
    ]);
    expect(report.answered.coverage).toBe(3 / 5);
    expect(report.answered.precision).toBe(1);
  });

  it("holds confidence against what came: three of five bins off by a known amount", () => {
    // Bins 0.9: said .9 came 1; 0.8: .8/1; 0.6: .6/0; 0.7: .7/1; 0.3: .3/0.
    expect(report.calibration_error).toBeCloseTo((0.1 + 0.2 + 0.6 + 0.3 + 0.3) / 5, 12);
  });

  it("leaves tickets out of scope out of the accuracy, and shows the trade-off", () => {
    const scoped = labelReport(
      judged(
        [
          [0, 0, 0.9],
          [1, 1, 0.5],
          [2, 0, 0.4],
          [2, 1, 0.6],
        ],
        2,
      ),
      0.55,
    );
    expect(scoped.accuracy).toBe(1);
    expect(scoped.out_of_scope?.chosen).toEqual({ threshold: 0.55, in_scope_accuracy: 0.5, recall: 0.5 });
    expect(scoped.out_of_scope?.curve.at(0)).toEqual({ threshold: 0, in_scope_accuracy: 1, recall: 0 });
    expect(scoped.out_of_scope?.curve.at(-1)).toMatchObject({ in_scope_accuracy: 0.5, recall: 1 });
    expect(scoped.labels.map(({ label }) => label)).toEqual(["a", "b"]);
  });

  it("is the same for rows in another order", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const [one, other] = [judged(some, 2), judged(some.toReversed(), 2)];
        expect(labelReport(other, 0.5).curve.at(-1)).toEqual(labelReport(one, 0.5).curve.at(-1));
        expect(labelReport(other, 0.5).out_of_scope).toEqual(labelReport(one, 0.5).out_of_scope);
        expect(calibrationError(other)).toBeCloseTo(calibrationError(one), 10);
      }),
    );
  });
});

describe("coverageCurve", () => {
  it("ends with every ticket, and its shares are those of a plain count", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const all = judged(some);
        const curve = coverageCurve(all, bySureness(all));
        const right = some.filter(([actual, guess]) => actual === guess).length;
        expect(curve.at(-1)).toMatchObject({ coverage: 1, precision: right / some.length });
        for (const [at, { coverage }] of curve.entries()) expect(coverage).toBeGreaterThan(curve[at - 1]?.coverage ?? 0);
      }),
    );
  });
});

describe("chooseThreshold", () => {
  it("reaches the precision wherever it lets labels through, and lets most through", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.5, 0.8, 0.95), (some, precision) => {
        const all = judged(some);
        const threshold = chooseThreshold(all, { precision, recall: 0.8 });
        const shareAt = (least: number): number => {
          const given = some.filter(([, , confidence]) => confidence >= least);
          return given.filter(([actual, guess]) => actual === guess).length / given.length;
        };
        if (threshold !== NEVER) expect(shareAt(threshold)).toBeGreaterThanOrEqual(precision);
        const lower = some.map(([, , confidence]) => confidence).filter((confidence) => confidence < threshold && threshold !== NEVER);
        for (const least of lower) expect(shareAt(least)).toBeLessThan(precision);
      }),
    );
  });

  it("withholds so many out of scope that chance hardly explains it", () => {
    const some = Array.from({ length: 100 }, (_, row): [number, number, number] => [2, 0, (row + 1) / 200]);
    const inScope = Array.from({ length: 100 }, (): [number, number, number] => [0, 0, 0.99]);
    const threshold = chooseThreshold(judged([...some, ...inScope], 2), { precision: 0.5, recall: 0.8 });
    // 88 of 100 is the least whose interval begins above 80 %.
    expect(some.filter(([, , confidence]) => confidence < threshold).length).toBe(88);
  });

  it("never labels where nothing helps", () => {
    const wrong = Array.from({ length: 40 }, (_, row): [number, number, number] => [0, 1, row / 50]);
    expect(chooseThreshold(judged(wrong), { precision: 0.9, recall: 0.8 })).toBe(NEVER);
  });
});

describe("suspects", () => {
  it("are those labelled otherwise than the model is sure of", () => {
    const found = suspects(
      judged([
        [0, 1, 0.95],
        [0, 1, 0.5],
        [1, 1, 0.99],
        [1, 0, 0.85],
      ]),
    );
    expect(found).toEqual([
      { row: 0, label: "a", rather: "b", confidence: 0.95 },
      { row: 3, label: "b", rather: "a", confidence: 0.85 },
    ]);
  });
});
