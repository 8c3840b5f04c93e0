import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curveScore } from "../../../src/domain/health/curve.ts";
import type { CurvePoint, HealthModel } from "../../../src/domain/health/health-model.ts";
import { scoreHealth } from "../../../src/domain/health/score-health.ts";
import { tierOf } from "../../../src/domain/health/tier.ts";

const MODEL: HealthModel = {
  name: "test",
  title: "Test",
  bands: { green: 75, yellow: 50 },
  coverageFloor: 0.5,
  groups: [
    {
      name: "usage",
      weight: 60,
      inputs: [
        {
          name: "logins",
          metric: "a",
          weight: 1,
          curve: [
            [0, 0],
            [10, 100],
          ],
        },
        {
          name: "features",
          metric: "b",
          weight: 3,
          curve: [
            [0, 0],
            [10, 100],
          ],
        },
      ],
    },
    {
      name: "voice",
      weight: 40,
      inputs: [
        {
          name: "nps",
          metric: "c",
          weight: 2,
          curve: [
            [0, 100],
            [10, 0],
          ],
        },
      ],
    },
  ],
  vetoes: [{ name: "notice given", metric: "notice", atLeast: 1, capsAt: "red" }],
};
const value = fc.option(fc.double({ min: -20, max: 30, noNaN: true }), { nil: null });
const values = fc.record({ a: value, b: value, c: value });
const from =
  (known: Readonly<Record<string, number | null>>) =>
  (metric: string): number | null =>
    known[metric] ?? null;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe("scoreHealth", () => {
  it("scores by hand-worked example: absent inputs hand their weight to their group, absent groups to the others", () => {
    const all = scoreHealth(MODEL, from({ a: 10, b: 5, c: 2 }));
    // usage 60: logins 15 × 100 % + features 45 × 50 %; voice 40 × 80 %
    expect(all.inputs.map(({ weight, contribution }) => [weight, contribution])).toEqual([
      [15, 15],
      [45, 22.5],
      [40, 32],
    ]);
    expect(all).toMatchObject({ score: 69.5, tier: "yellow", coverage: 1 });
    const noFeatures = scoreHealth(MODEL, from({ a: 10, c: 2 }));
    expect(noFeatures.inputs.map(({ weight }) => weight)).toEqual([60, 0, 40]);
    expect(noFeatures.score).toBe(92);
    expect(noFeatures.coverage).toBeCloseTo(0.55, 12);
    const noVoice = scoreHealth(MODEL, from({ a: 10, b: 5 }));
    expect(noVoice.score).toBeCloseTo(62.5, 12);
  });

  it("abstains below the coverage floor and not on it", () => {
    expect(scoreHealth(MODEL, from({ c: 2 }))).toMatchObject({ score: null, tier: null, coverage: 0.4 });
    expect(scoreHealth({ ...MODEL, coverageFloor: 0.4 }, from({ c: 2 })).score).toBe(80);
    expect(scoreHealth(MODEL, () => null)).toMatchObject({ score: null, tier: null, coverage: 0 });
  });

  it("adds up: contributions to the score, weights to 100, within 0 and 100", () => {
    fc.assert(
      fc.property(values, (known) => {
        const { score, inputs, coverage } = scoreHealth(MODEL, from(known));
        expect(coverage).toBeGreaterThanOrEqual(0);
        expect(coverage).toBeLessThanOrEqual(1 + 1e-12);
        if (score === null) return;
        expect(sum(inputs.map(({ contribution }) => contribution))).toBeCloseTo(score, 9);
        expect(sum(inputs.map(({ weight }) => weight))).toBeCloseTo(100, 9);
        expect(score).toBeGreaterThanOrEqual(-1e-9);
        expect(score).toBeLessThanOrEqual(100 + 1e-9);
      }),
    );
  });

  it("goes up, or stays, when an input with a rising curve goes up, and down with a falling one", () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 20, noNaN: true }), (known, more) => {
        const before = scoreHealth(MODEL, from(known)).score;
        if (before === null) return;
        if (known.b !== null)
          expect(scoreHealth(MODEL, from({ ...known, b: known.b + more })).score ?? -1).toBeGreaterThanOrEqual(before - 1e-9);
        if (known.c !== null)
          expect(scoreHealth(MODEL, from({ ...known, c: known.c + more })).score ?? 101).toBeLessThanOrEqual(before + 1e-9);
      }),
    );
  });

  it("caps the tier by a veto and leaves the score alone", () => {
    const healthy = { a: 10, b: 10, c: 0 };
    expect(scoreHealth(MODEL, from(healthy))).toMatchObject({ score: 100, tier: "green", vetoes: [] });
    expect(scoreHealth(MODEL, from({ ...healthy, notice: 1 }))).toMatchObject({ score: 100, tier: "red", vetoes: ["notice given"] });
    expect(scoreHealth(MODEL, from({ ...healthy, notice: 0 }))).toMatchObject({ tier: "green" });
  });
});

describe("tierOf", () => {
  it("has half-open bands on the unrounded score", () => {
    expect([49.999_999, 50, 74.5, 74.999_999, 75, 100].map((score) => tierOf(MODEL, score))).toEqual([
      "red",
      "yellow",
      "yellow",
      "yellow",
      "green",
      "green",
    ]);
  });

  it("has no hole and never falls when the score rises", () => {
    const rank = { red: 0, yellow: 1, green: 2 };
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(rank[tierOf(MODEL, low)]).toBeLessThanOrEqual(rank[tierOf(MODEL, high)]);
        expect(rank[tierOf(MODEL, a)]).toBe(a >= 75 ? 2 : a >= 50 ? 1 : 0);
      }),
    );
  });
});

describe("curveScore", () => {
  const BAND: readonly CurvePoint[] = [
    [0, 55],
    [1, 90],
    [3, 100],
    [8, 80],
    [20, 45],
  ];

  it("goes through its points, is linear between them and flat outside", () => {
    expect(BAND.map(([at]) => curveScore(BAND, at))).toEqual(BAND.map(([, score]) => score));
    expect([curveScore(BAND, 2), curveScore(BAND, 5.5), curveScore(BAND, -7), curveScore(BAND, 99)]).toEqual([95, 90, 55, 45]);
  });

  it("is as monotone as its points, and never leaves their range", () => {
    const points = fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 6 }).chain((ats) =>
      fc.array(fc.integer({ min: 0, max: 100 }), { minLength: ats.length, maxLength: ats.length }).map((scores): CurvePoint[] => {
        const [xs, ys] = [[...ats].sort((a, b) => a - b), [...scores].sort((a, b) => a - b)];
        return xs.map((at, index) => [at, ys[index] ?? 0] as const);
      }),
    );
    const at = fc.double({ min: -150, max: 150, noNaN: true });
    fc.assert(
      fc.property(points, at, at, (curve, a, b) => {
        const [low, high] = [curveScore(curve, Math.min(a, b)), curveScore(curve, Math.max(a, b))];
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual((curve[0]?.[1] ?? 0) - 1e-9);
        expect(high).toBeLessThanOrEqual((curve.at(-1)?.[1] ?? 0) + 1e-9);
      }),
    );
  });
});
