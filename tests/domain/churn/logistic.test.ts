import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitScreened } from "../../../src/domain/churn/fit-screened.ts";
import { fitLogistic, linearLogOdds, type Matrix } from "../../../src/domain/churn/logistic.ts";
import { seeded } from "../../../src/core/seeded.ts";

function randomMatrix(rows: number, width: number, seed: number): Matrix {
  const random = seeded(seed);
  return { rows, width, values: Float64Array.from({ length: rows * width }, () => random() * 4 - 2) };
}

function chances(values: Float64Array): Float64Array {
  return values.map((value) => 1 / (1 + Math.exp(-value)));
}

describe("fitLogistic", () => {
  it("stands where the penalised loss has no slope, for every penalty", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 80 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 10_000 }),
        (rows, width, seed) => {
          const matrix = randomMatrix(rows, width, seed);
          const random = seeded(seed + 1);
          const labels = Float64Array.from({ length: rows }, (_, row) =>
            random() < 0.5 + 0.2 * Math.sign(matrix.values[row * width] ?? 0) ? 1 : 0,
          );
          const penalties = [0.5, 10];
          fitLogistic(matrix, labels, penalties).forEach((fit, which) => {
            const error = chances(linearLogOdds(fit, matrix)).map((chance, row) => chance - (labels[row] ?? 0));
            const slopes = Array.from({ length: width }, (_, place) =>
              error.reduce(
                (sum, each, row) => sum + each * (matrix.values[row * width + place] ?? 0),
                (penalties[which] ?? 0) * (fit.weights[place] ?? 0),
              ),
            );
            expect(Math.max(...slopes.map(Math.abs), Math.abs(error.reduce((sum, each) => sum + each, 0)))).toBeLessThan(0.2);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it("gives the log-odds of the share where there is nothing to learn from", () => {
    const [fit] = fitLogistic({ rows: 8, width: 1, values: new Float64Array(8) }, [1, 1, 0, 0, 0, 0, 0, 0], [1]);
    expect(fit?.intercept).toBeCloseTo(Math.log(2 / 6), 3);
    expect(fit?.weights[0]).toBe(0);
  });

  it("stays finite where the rows can be parted without error, and where columns outnumber rows", () => {
    const [fit] = fitLogistic({ rows: 6, width: 1, values: Float64Array.of(-3, -2, -1, 1, 2, 3) }, [0, 0, 0, 1, 1, 1], [0.5]);
    expect(fit?.weights[0]).toBeGreaterThan(0.5);
    expect(Number.isFinite(fit?.weights[0])).toBe(true);
    const wide = randomMatrix(10, 40, 3);
    const [many] = fitLogistic(wide, [1, 0, 1, 0, 1, 0, 1, 0, 1, 0], [1]);
    expect([...(many?.weights ?? [])].every(Number.isFinite)).toBe(true);
  });
});

describe("fitScreened", () => {
  it("keeps the columns that tell and gives the others no weight", () => {
    const matrix = randomMatrix(200, 80, 5);
    const labels = Float64Array.from({ length: 200 }, (_, row) => ((matrix.values[row * 80 + 7] ?? 0) > 1 ? 1 : 0));
    const [fit] = fitScreened(matrix, labels, [5]);
    const weights = [...(fit?.weights ?? [])];
    expect(weights).toHaveLength(80);
    expect(weights.filter((weight) => weight !== 0).length).toBeLessThan(80);
    expect(weights.indexOf(Math.max(...weights))).toBe(7);
  });
});
