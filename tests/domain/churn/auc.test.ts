import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aucInterval, ranking } from "../../../src/domain/churn/auc.ts";

/** The definition, pair by pair. */
function byPairs(scores: readonly number[], labels: readonly number[]): number {
  let [pairs, won] = [0, 0];
  scores.forEach((high, a) =>
    scores.forEach((low, b) => {
      if (labels[a] !== 1 || labels[b] !== 0) return;
      pairs += 1;
      won += high > low ? 1 : high === low ? 0.5 : 0;
    }),
  );
  return won / pairs;
}

/** DeLong's variance, by the definition of its components. */
function varianceByPairs(scores: readonly number[], labels: readonly number[]): number {
  const ones = scores.filter((_, row) => labels[row] === 1);
  const zeros = scores.filter((_, row) => labels[row] === 0);
  const beats = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
  return (
    variance(ones.map((one) => mean(zeros.map((zero) => beats(one, zero))))) / ones.length +
    variance(zeros.map((zero) => mean(ones.map((one) => beats(one, zero))))) / zeros.length
  );
}

const rows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, 1)), { minLength: 4, maxLength: 40 })
  .filter((list) => list.filter(([, label]) => label === 1).length > 1 && list.filter(([, label]) => label === 0).length > 1);

describe("ranking", () => {
  it("gives the hand-worked AUC of five rows", () => {
    // Pairs won: (0.9 over 0.1, 0.4, 0.8) = 3, (0.4 over 0.1, ties 0.4, loses to 0.8) = 1.5, of 6.
    expect(ranking([0.9, 0.4, 0.1, 0.4, 0.8], [1, 1, 0, 0, 0]).auc).toBeCloseTo(4.5 / 6, 12);
  });

  it("agrees with the definition, ties and variance included", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [scores, labels] = [list.map(([score]) => score), list.map(([, label]) => label)];
        const { auc, variance } = ranking(scores, labels);
        expect(auc).toBeCloseTo(byPairs(scores, labels), 10);
        expect(variance).toBeCloseTo(varianceByPairs(scores, labels), 10);
      }),
    );
  });

  it("is not a number without a positive or a negative", () => {
    expect(ranking([1, 2], [1, 1]).auc).toBeNaN();
    expect(ranking([1, 2], [0, 0]).auc).toBeNaN();
  });
});

describe("aucInterval", () => {
  it("holds the AUC, stays inside 0 to 1 and grows with the variance", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.double({ min: 1e-4, max: 0.1, noNaN: true }), (auc, share) => {
        const variance = share * auc * (1 - auc);
        const [low, high] = aucInterval(auc, variance);
        const [wideLow, wideHigh] = aucInterval(auc, variance * 2);
        expect(low).toBeLessThan(auc);
        expect(high).toBeGreaterThan(auc);
        expect(wideLow).toBeLessThan(low);
        expect(wideHigh).toBeGreaterThan(high);
        expect(wideLow).toBeGreaterThanOrEqual(0);
        expect(wideHigh).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has no width without variance", () => {
    expect(aucInterval(0.7, 0)).toEqual([0.7, 0.7]);
  });
});
