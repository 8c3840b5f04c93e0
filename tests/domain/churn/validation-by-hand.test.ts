import { describe, expect, it } from "vitest";
import { blended, fitBlend } from "../../../src/domain/churn/blend.ts";
import { factored, solved } from "../../../src/domain/churn/cholesky.ts";
import { aloneRanking } from "../../../src/domain/churn/column-facts.ts";
import { togetherWithCopies } from "../../../src/domain/churn/copies.ts";
import { describeScores, foldedRanking, repeatsFor } from "../../../src/domain/churn/cross-validate.ts";
import { aucInterval, ranking } from "../../../src/domain/churn/auc.ts";
import { fitScreened } from "../../../src/domain/churn/fit-screened.ts";
import { assignFolds, splitFold } from "../../../src/domain/churn/folds.ts";
import type { FrameColumn } from "../../../src/domain/churn/frame.ts";
import { logLoss } from "../../../src/domain/churn/log-loss.ts";
import { fitLogistic, linearLogOdds } from "../../../src/domain/churn/logistic.ts";
import { hash32 } from "../../../src/domain/text/text-hash.ts";
import { seeded } from "../../../src/core/seeded.ts";
import { trainingRows } from "../../../src/domain/churn/training-rows.ts";

const every = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);

describe("the interval of an AUC", () => {
  it("is 1.96 standard errors to either side on the logit scale", () => {
    // logit 0.8 = 1.386; standard error 0.1 / 0.16.
    const half = (1.959964 * 0.1) / 0.16;
    const of = (logit: number): number => 1 / (1 + Math.exp(-logit));
    const [low, high] = aucInterval(0.8, 0.01);
    expect(low).toBeCloseTo(of(Math.log(4) - half), 12);
    expect(high).toBeCloseTo(of(Math.log(4) + half), 12);
    expect(aucInterval(0.7, Number.NaN)).toEqual([0.7, 0.7]);
    expect(aucInterval(1, 0.01)).toEqual([0, 1]);
    expect(aucInterval(0, 0.01)).toEqual([0, 1]);
    const [narrow] = aucInterval(1, 1e-14);
    expect(narrow).toBeCloseTo(of(Math.log((1 - 1e-6) / 1e-6) - (1.959964 * 1e-7) / (1e-6 * (1 - 1e-6))), 9);
  });

  it("counts the rows of either kind", () => {
    expect(ranking([3, 1, 2], [1, 0, 0])).toEqual({ auc: 1, variance: Number.NaN, positives: 1, negatives: 2 });
    expect(ranking([3], [1])).toEqual({ auc: Number.NaN, variance: Number.NaN, positives: 1, negatives: 0 });
    expect(ranking([3, 4], [0, 0])).toEqual({ auc: Number.NaN, variance: Number.NaN, positives: 0, negatives: 2 });
  });
});

describe("a symmetric system", () => {
  it("is solved, with the penalty on all but the first of its diagonal", () => {
    // [[4, 2, 0], [2, 5, 1], [0, 1, 3]] with 1 added to the last two: [[4, 2, 0], [2, 6, 1], [0, 1, 4]] · (1, −2, 3) = (0, −7, 10).
    const half = Float64Array.of(4, 0, 0, 2, 5, 0, 0, 1, 3);
    const factor = factored(half, 1, 3);
    expect([...factor.subarray(0, 1)][0]).toBeCloseTo(2, 6);
    expect(factor[3]).toBeCloseTo(1, 6);
    expect(factor[4]).toBeCloseTo(Math.sqrt(5), 6);
    expect([...solved(factor, Float64Array.of(0, -7, 10), 3)].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([1, -2, 3]);
    expect([...half]).toEqual([4, 0, 0, 2, 5, 0, 0, 1, 3]);
    // What is no longer positive by rounding is held above 0.
    expect(factored(Float64Array.of(-1), 0, 1)[0]).toBe(1e-6);
    expect(factored(new Float64Array(1), 5, 1)[0]).toBeCloseTo(Math.sqrt(1e-9), 12);
  });
});

describe("a logistic regression", () => {
  /** Slow and sure: small steps down the penalised loss. */
  function descended(rows: readonly (readonly number[])[], labels: readonly number[], penalty: number): number[] {
    const weights = Array.from({ length: (rows[0]?.length ?? 0) + 1 }, () => 0);
    for (let step = 0; step < 20_000; step += 1) {
      const slopes = weights.map((weight, place) => (place === 0 ? 0 : penalty * weight));
      rows.forEach((row, at) => {
        const odds = row.reduce((sum, cell, place) => sum + cell * (weights[place + 1] ?? 0), weights[0] ?? 0);
        const error = 1 / (1 + Math.exp(-odds)) - (labels[at] ?? 0);
        slopes.forEach((slope, place) => (slopes[place] = slope + error * (place === 0 ? 1 : (row[place - 1] ?? 0))));
      });
      slopes.forEach((slope, place) => (weights[place] = (weights[place] ?? 0) - 0.02 * slope));
    }
    return weights;
  }

  it("comes to where small steps come to, for every penalty", () => {
    const random = seeded(3);
    const rows = Array.from({ length: 40 }, () => [random() * 4 - 2, random() < 0.5 ? 0 : 1, random() * 2]);
    const labels = rows.map(([a = 0, b = 0]) => (random() < 1 / (1 + Math.exp(-a - b + 0.5)) ? 1 : 0));
    const matrix = { rows: 40, width: 3, values: Float64Array.from(rows.flat()) };
    const penalties = [0.1, 1, 30];
    const fits = fitLogistic(matrix, labels, penalties);
    penalties.forEach((penalty, which) => {
      const told = [fits[which]?.intercept ?? 0, ...(fits[which]?.weights ?? [])];
      const expected = descended(rows, labels, penalty);
      expect(Math.max(...told.map((value, place) => Math.abs(value - (expected[place] ?? 0))))).toBeLessThan(2e-3);
    });
    expect(fits).toHaveLength(3);
    const alone = fitLogistic(matrix, labels, [1])[0];
    expect(Math.abs((alone?.intercept ?? 0) - (fits[1]?.intercept ?? 0))).toBeLessThan(2e-3);
  });

  it("starts where most rows are of one kind, and says the log-odds of each row", () => {
    const [fit] = fitLogistic({ rows: 1000, width: 0, values: new Float64Array() }, [1], [1]);
    expect(fit?.intercept).toBeCloseTo(Math.log(1 / 999), 2);
    const odds = linearLogOdds(
      { intercept: 1, weights: Float64Array.of(2, -3) },
      { rows: 2, width: 2, values: Float64Array.of(1, 1, 0.5, 2) },
    );
    expect([...odds]).toEqual([0, -4]);
  });

  it("on more columns than the cases bear takes those with the strongest correlation, thirty at least", () => {
    const fitted = (width: number, rows: number, ones: number): number[] => {
      const random = seeded(8);
      const labels = Float64Array.from({ length: rows }, (_, row) => (row < ones ? 1 : 0));
      // Column p carries the label with a strength that falls with p; a constant one carries nothing.
      const values = Float64Array.from({ length: rows * width }, (_, at) =>
        at % width === 1 ? 5 : (labels[Math.floor(at / width)] ?? 0) * (2 - (2 * (at % width)) / width) * 3 + random(),
      );
      const [fit] = fitScreened({ rows, width, values }, labels, [5]);
      return [...(fit?.weights ?? [])].flatMap((weight, place) => (weight === 0 ? [] : [place]));
    };
    const strongest = Array.from({ length: 20 }, (_, at) => (at === 0 ? 0 : at + 1));
    for (const [width, rows, ones, kept] of [
      [31, 60, 20, 30],
      [60, 120, 35, 35],
      [60, 120, 85, 35],
      [120, 300, 140, 100],
    ] as const) {
      const places = fitted(width, rows, ones);
      expect(places).toHaveLength(kept);
      expect(places.slice(0, 20)).toEqual(strongest);
    }
    // Thirty are borne without a choice, the one that tells nothing included.
    expect(fitted(30, 60, 20)).toHaveLength(30);
    const [screened] = fitScreened({ rows: 2, width: 31, values: new Float64Array(62) }, Float64Array.of(1, 0), [5]);
    expect(screened?.weights).toEqual(new Float64Array(31));
    expect(screened?.intercept).toBeCloseTo(0, 9);
  });
});

describe("the blend of two models", () => {
  it("is slope · (share · trees + (1 − share) · linear) + shift", () => {
    const odds = { linear: Float64Array.of(1, -2), forest: Float64Array.of(3, 4) };
    expect([...blended({ share: 0.25, slope: 2, shift: 0.5 }, odds)]).toEqual([2 * (0.75 + 0.75) + 0.5, 2 * (1 - 1.5) + 0.5]);
  });

  it("leans on the one that knows, and corrects what is too sure or the wrong way round", () => {
    const labels = Float64Array.from({ length: 200 }, (_, row) => (row % 4 === 0 ? 1 : 0));
    const random = seeded(2);
    const knows = labels.map((label) => (random() < 0.85 ? 1 : -1) * (label === 1 ? 1 : -1));
    const guesses = labels.map(() => random() * 4 - 2);
    const trees = fitBlend({ linear: guesses, forest: knows }, labels);
    expect(trees.share).toBeGreaterThan(0.5);
    const linear = fitBlend({ linear: knows, forest: guesses }, labels);
    expect(linear.share).toBeLessThan(0.5);
    expect(linear.share).toBeCloseTo(1 - trees.share, 12);
    // Two that say the same: the first of equal blends.
    expect(fitBlend({ linear: knows, forest: knows }, labels).share).toBe(0);
    const sure = fitBlend({ linear: knows.map((value) => 10 * value), forest: knows.map((value) => 10 * value) }, labels);
    expect(sure.slope).toBeLessThan(0.3);
    expect(fitBlend({ linear: knows.map((value) => -value), forest: knows.map((value) => -value) }, labels).slope).toBe(0.05);
    const best = logLoss(blended(trees, { linear: guesses, forest: knows }), labels);
    for (const share of [0, 0.3, 0.6, 1])
      expect(logLoss(blended({ ...trees, share }, { linear: guesses, forest: knows }), labels)).toBeGreaterThanOrEqual(best);
  });
});

describe("what is said of a model", () => {
  it("repeats more where rows are few", () => {
    expect([60, 300, 301, 1000, 1001].map(repeatsFor)).toEqual([4, 4, 2, 2, 1]);
  });

  it("ranks inside each fold, weighs folds by their pairs, and widens DeLong's variance", () => {
    // Fold 0: 0.9 and 0.2 over 0.1, 0.8: three of four pairs. Fold 1: one of two. Fold 2 has nobody who left.
    const scores = Float64Array.of(0.9, 0.2, 0.1, 0.8, 0.5, 0.4, 0.6, 0.3);
    const labels = Float64Array.of(1, 1, 0, 0, 1, 0, 0, 0);
    const foldOf = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 2);
    const first = ranking([0.9, 0.2, 0.1, 0.8], [1, 1, 0, 0]);
    const { auc, variance } = foldedRanking([{ scores, foldOf }], labels);
    expect(auc).toBeCloseTo((4 * 0.75 + 2 * 0.5) / 6, 12);
    // With one of a kind the variance is taken as the largest there is, 0.25.
    expect(variance).toBeCloseTo((1.69 * (16 * first.variance + 4 * 0.25)) / 36, 12);
    const turned = { scores: scores.map((score) => -score), foldOf };
    const both = foldedRanking([{ scores, foldOf }, turned], labels);
    expect(both.auc).toBeCloseTo(0.5, 12);
    expect(both.variance).toBeCloseTo(variance, 12);
  });

  it("gives lift, Brier score and tenths", () => {
    const scores = Float64Array.from({ length: 20 }, (_, row) => row / 20);
    const labels = Float64Array.from({ length: 20 }, (_, row) => (row === 19 || row === 10 || row === 0 || row === 1 ? 1 : 0));
    const told = describeScores(scores, labels);
    // The upper two of twenty: one left, where four of twenty do.
    expect(told.lift_at_10).toBeCloseTo(0.5 / 0.2, 12);
    const error = [...scores].reduce((sum, score, row) => sum + (score - (labels[row] ?? 0)) ** 2, 0);
    expect(told.brier).toBeCloseTo(error / 20, 12);
    expect(told.calibration).toHaveLength(10);
    expect(told.calibration[0]).toEqual({ rows: 2, predicted: (0.95 + 0.9) / 2, observed: 0.5 });
    expect(told.calibration[9]).toEqual({ rows: 2, predicted: 0.025, observed: 1 });
    const few = describeScores(Float64Array.of(0.2, 0.9, 0.9), Float64Array.of(0, 0, 1));
    // Three rows have three tenths; of equal scores the earlier row comes first.
    expect(few.calibration.map(({ rows, observed }) => [rows, observed])).toEqual([
      [1, 0],
      [1, 1],
      [1, 0],
    ]);
    expect(few.lift_at_10).toBe(0);
  });
});

describe("groups", () => {
  const number = (...values: number[]): FrameColumn => ({ name: "n", kind: "number", values: Float64Array.from(values) });

  it("hold a customer's rows, or the copies of a row", () => {
    const ids = ["a", "b", "c", "d", "e"];
    expect(togetherWithCopies([number(1, 2, 1, 3, 4)], ids)).toEqual(["a", "b", "a", "d", "e"]);
    const second: FrameColumn = { name: "c", kind: "category", codes: Int32Array.of(0, 0, 1, 0, 0), levels: ["x", "y"] };
    expect(togetherWithCopies([number(1, 2, 1, 3, 4), second], ids)).toEqual(ids);
    const repeated = ["a", "a", "c", "d", "e"];
    expect(togetherWithCopies([number(1, 2, 1, 3, 4)], repeated)).toEqual(repeated);
    // 12 and 1 are not 1 and 21.
    const digits: FrameColumn = { ...second, codes: Int32Array.of(1, 21, 0, 0, 0) };
    expect(togetherWithCopies([number(12, 1, 5, 6, 7), digits], ids)).toEqual(ids);
  });

  it("are the customers' own where few values are possible", () => {
    const of = (rows: number, distinct: number): boolean => {
      const ids = [...every(rows)].map(String);
      return togetherWithCopies([number(...[...every(rows)].map((row) => row % distinct))], ids) === ids;
    };
    // Three in ten are different, and no copy stands there more than eight times or in one row of a hundred.
    expect([of(20, 5), of(20, 6)]).toEqual([true, false]);
    const repeats = (rows: number, copies: number): boolean => {
      const ids = [...every(rows)].map(String);
      return togetherWithCopies([number(...[...every(rows)].map((row) => Math.max(0, row - copies + 1)))], ids) === ids;
    };
    expect([repeats(100, 8), repeats(100, 9), repeats(1000, 10), repeats(1000, 11)]).toEqual([false, true, false, true]);
  });

  it("are dealt out to folds: leavers first, the largest first, to the emptiest", () => {
    const groups = ["a", "a", "a", "b", "b", "c", "d", "e", "e", "f"];
    const labels = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0];
    const folds = assignFolds(every(10), groups, labels, 2, 4);
    // a has three leavers, b two and c one: a | b, c. Then e's two rows and d's and f's one each, to even three against three.
    const [a, b] = [folds[0] ?? -1, folds[3] ?? -1];
    expect([a, b]).toEqual([0, 1]);
    expect([...folds.subarray(0, 6)]).toEqual([0, 0, 0, 1, 1, 1]);
    expect([...folds.subarray(6, 10)]).toEqual([1, 0, 0, 1]);
    expect([...splitFold(Int32Array.of(5, 6, 7), Int32Array.of(0, 1, 0), 0).inside]).toEqual([5, 7]);
    expect([...splitFold(Int32Array.of(5, 6, 7), Int32Array.of(0, 1, 0), 0).outside]).toEqual([6]);
  });

  it("are in the same fold whatever the order of their rows", () => {
    const groups = Array.from({ length: 40 }, (_, row) => `g${row}`);
    const labels = groups.map((_, row) => (row % 3 === 0 ? 1 : 0));
    const foldsOf = (rows: readonly number[], seed: number): string[] => {
      const folds = assignFolds(Int32Array.from(rows), groups, labels, 5, seed);
      return rows.map((row, at) => `${groups[row]}:${folds[at]}`).sort();
    };
    const rows = [...every(40)];
    expect(foldsOf(rows.toReversed(), 3)).toEqual(foldsOf(rows, 3));
    expect(foldsOf(rows, 4)).not.toEqual(foldsOf(rows, 3));
    // Rows of equal size are dealt in the order of a number made from group and seed.
    const order = rows.filter((row) => labels[row] === 1).sort((x, y) => hash32(`g${x}`, 3) - hash32(`g${y}`, 3));
    const folds = assignFolds(Int32Array.from(rows), groups, labels, 5, 3);
    expect(order.map((row) => folds[row])).toEqual(order.map((_, place) => place % 5));
  });
});

describe("one column alone", () => {
  it("scores each row by its group in the other fifths", () => {
    const grouped = { groups: Int32Array.from({ length: 60 }, (_, row) => row % 3), count: 3 };
    const random = seeded(6);
    const labels = Float64Array.from({ length: 60 }, (_, row) => (random() < 0.2 + 0.3 * (row % 3) ? 1 : 0));
    const part = (row: number): number => hash32(String(row), 17) % 5;
    const mean = labels.reduce((sum, label) => sum + label, 0) / 60;
    const scores = [...labels.keys()].map((row) => {
      const others = [...labels.keys()].filter((other) => other % 3 === row % 3 && part(other) !== part(row));
      return (others.reduce((sum, other) => sum + (labels[other] ?? 0), 0) + 2 * mean) / (others.length + 2);
    });
    expect(aloneRanking(grouped, labels)).toEqual(ranking(scores, labels));
  });
});

describe("the rows of a training", () => {
  const input = {
    table: {
      rows: 5,
      columns: [
        { name: "b", cells: ["1", "2", "3", "4", null] },
        { name: "a", cells: ["z", "y", "x", "w", "v"] },
      ],
    },
    labels: Float64Array.of(1, 0, Number.NaN, 1, 0),
    ids: ["c", "b", "b", "b", "c"],
    labelDays: Float64Array.of(10, 20, 30, 40, 50),
  };

  it("have a label, and stand by customer, label and content; columns by name", () => {
    expect(trainingRows(input)).toEqual({
      table: {
        rows: 4,
        columns: [
          { name: "a", cells: ["y", "w", "v", "z"] },
          { name: "b", cells: ["2", "4", null, "1"] },
        ],
      },
      labels: Float64Array.of(0, 1, 0, 1),
      ids: ["b", "b", "c", "c"],
      labelDays: Float64Array.of(20, 40, 50, 10),
      sampledFrom: null,
    });
    const { labelDays: _days, ...open } = input;
    expect(trainingRows(open).labelDays).toBeNull();
    const alike = { ...input, ids: ["c", "c", "c", "c", "c"], labels: Float64Array.of(0, 0, 0, 0, 0) };
    expect(trainingRows(alike).table.columns[1]?.cells).toEqual([null, "1", "2", "3", "4"]);
  });

  it("are sixty thousand at most, all or none of a customer", () => {
    const many = (rows: number) => ({
      table: { rows, columns: [] },
      labels: new Float64Array(rows),
      ids: Array.from({ length: rows }, (_, row) => `c${row >> 1}`),
    });
    expect(trainingRows(many(60_000))).toMatchObject({ sampledFrom: null, table: { rows: 60_000 } });
    const part = trainingRows(many(90_000));
    expect(part.sampledFrom).toBe(90_000);
    expect(Math.abs(part.table.rows - 60_000)).toBeLessThan(600);
    expect(part.table.rows % 2).toBe(0);
    expect(new Set(part.ids).size).toBe(part.table.rows / 2);
    expect(part.ids.every((id) => hash32(id, 20_190) < (60_000 / 90_000) * 2 ** 32)).toBe(true);
  });
});
