import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreRow, trainLabel } from "../../../src/domain/classifier/support-vectors.ts";
import type { WeighedTexts } from "../../../src/domain/classifier/weighed-texts.ts";

/** Dense rows as sparse texts. */
function textsOf(rows: readonly (readonly number[])[]): WeighedTexts {
  const width = rows[0]?.length ?? 0;
  return {
    starts: Int32Array.from({ length: rows.length + 1 }, (_, row) => row * width),
    features: Int32Array.from(rows.flatMap((row) => row.map((_, feature) => feature))),
    values: Float32Array.from(rows.flat()),
    width,
    known: new Float64Array(rows.length),
  };
}

/** |w|² / 2 + C Σ max(0, 1 − y f)², written out. */
function objective(rows: readonly (readonly number[])[], sides: readonly number[], weights: readonly number[], penalty: number): number {
  const loss = rows.map((row, at) => {
    const sum = row.reduce((total, value, feature) => total + value * (weights[feature] ?? 0), weights.at(-1) ?? 0);
    return Math.max(0, 1 - (sides[at] ?? 0) * sum) ** 2;
  });
  return weights.reduce((total, weight) => total + weight * weight, 0) / 2 + penalty * loss.reduce((total, each) => total + each, 0);
}

const all = (rows: readonly unknown[]): Int32Array => Int32Array.from(rows.keys());

describe("trainLabel", () => {
  it("parts what can be parted", () => {
    const rows = [
      [1, 0],
      [0.9, 0.1],
      [0, 1],
      [0.2, 0.8],
    ];
    const texts = textsOf(rows);
    const weights = trainLabel(texts, all(rows), Int32Array.from([0, 0, 1, 1]), 0, 1);
    expect(rows.map((_, row) => Math.sign(scoreRow(texts, row, weights)))).toEqual([1, 1, -1, -1]);
  });

  it("comes near the least of its objective: no step away from it gains much", () => {
    const cell = fc.double({ min: -1, max: 1, noNaN: true }).map((value) => Math.fround(value));
    const row = fc.tuple(fc.tuple(cell, cell, cell), fc.boolean());
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 30 }), fc.constantFrom(0.1, 0.3, 1), (data, penalty) => {
        const rows = data.map(([cells]) => cells);
        const sides = data.map(([, positive]) => (positive ? 1 : -1));
        const weights = [
          ...trainLabel(
            textsOf(rows),
            all(rows),
            Int32Array.from(sides, (side) => (side > 0 ? 0 : 1)),
            0,
            penalty,
          ),
        ];
        const here = objective(rows, sides, weights, penalty);
        for (let place = 0; place < weights.length; place += 1)
          for (const step of [-0.1, 0.1]) {
            const moved = weights.map((weight, at) => (at === place ? weight + step : weight));
            expect(objective(rows, sides, moved, penalty)).toBeGreaterThan(here * 0.97 - 0.02);
          }
      }),
      { numRuns: 60 },
    );
  });

  it("learns from the rows it is given and no others", () => {
    const rows = [[1], [-1], [1], [-1]];
    const labels = Int32Array.from([0, 1, 1, 0]);
    const some = trainLabel(textsOf(rows), Int32Array.from([0, 1]), labels, 0, 1);
    expect(some).toEqual(trainLabel(textsOf(rows.slice(0, 2)), Int32Array.from([0, 1]), labels.slice(0, 2), 0, 1));
  });
});
