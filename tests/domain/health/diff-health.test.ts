import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffHealth } from "../../../src/domain/health/diff-health.ts";
import { exactPoints } from "../../../src/domain/health/exact-points.ts";
import { freshShare } from "../../../src/domain/health/freshness.ts";
import type { HealthModel } from "../../../src/domain/health/health-model.ts";
import { rollUp } from "../../../src/domain/health/roll-up.ts";
import { roundToSum } from "../../../src/domain/health/round-to-sum.ts";
import type { HealthScore } from "../../../src/domain/health/health-score.ts";
import { scoreHealth } from "../../../src/domain/health/score-health.ts";
import { tierShares } from "../../../src/domain/health/tier-shares.ts";

const RISING = [
  [0, 0],
  [10, 100],
] as const;
const MODEL: HealthModel = {
  name: "test",
  title: "Test",
  bands: { green: 75, yellow: 50 },
  coverageFloor: 0.2,
  groups: [
    {
      name: "usage",
      weight: 60,
      inputs: [
        { name: "logins", metric: "a", weight: 1, curve: RISING },
        { name: "features", metric: "b", weight: 2, curve: RISING },
      ],
    },
    {
      name: "voice",
      weight: 40,
      inputs: [
        { name: "nps", metric: "c", weight: 1, curve: RISING, freshness: { of: "c_on", validDays: 100, after: "decay" } },
        { name: "csat", metric: "d", weight: 2, curve: RISING, freshness: { of: "surveys", validDays: 50, after: "drop" } },
      ],
    },
  ],
  segments: [{ metric: "segment", is: "enterprise", groups: new Map([["voice", 140]]), inputs: new Map([["logins", 2]]) }],
  vetoes: [{ name: "any input poor", input: "any", below: 10, capsAt: "yellow" }],
};
interface State {
  readonly values: Readonly<Record<string, number | string | null>>;
  readonly age: number;
}
const score = ({ values, age }: State): HealthScore =>
  scoreHealth(
    MODEL,
    (metric) => values[metric] ?? null,
    () => age,
  );
const value = fc.option(fc.double({ min: -3, max: 13, noNaN: true }), { nil: null });
const state = fc.record({
  values: fc.record({ a: value, b: value, c: value, d: value, segment: fc.constantFrom(null, "enterprise", "SMB") }),
  age: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300 })),
});
const known = fc.double({ min: 0, max: 10, noNaN: true });
const full = fc.record({ a: known, b: known, c: known, d: known });
const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

describe("scores", () => {
  it("are the sum of their contributions to the last bit, in whatever order they are added", () => {
    fc.assert(
      fc.property(state, fc.integer(), (some, seed) => {
        const scored = score(some);
        if (scored.score === null) return;
        const parts = scored.inputs.map(({ contribution }) => contribution);
        const turned = [...parts.slice(seed % 4), ...parts.slice(0, seed % 4)];
        expect(sum(parts)).toBe(scored.score);
        expect(sum(turned)).toBe(scored.score);
      }),
    );
  });

  it("use the weights of the first segment that fits, and say so", () => {
    const values = { a: 10, b: 0, c: 0, d: 0 };
    // 60 of 100 for usage, a third of it for logins: 20. As an enterprise 60 of 200, and half of it: 15.
    expect(score({ values, age: 0 })).toMatchObject({ score: 20, weights_of: null });
    expect(score({ values: { ...values, segment: "Enterprise" }, age: 0 })).toMatchObject({ score: 15, weights_of: "segment enterprise" });
  });

  it("let old data count less, or not at all, and report it", () => {
    const values = { a: 5, b: 5, c: 10, d: 10 };
    const weights = (age: number): number[] => score({ values, age }).inputs.map(({ weight }) => weight);
    // Voice 40: nps 1 of 3, csat 2 of 3. From 50 days on csat is dropped, from 100 to 200 nps fades.
    expect(weights(0).map(exactPoints)).toEqual([20, 40, 40 / 3, 80 / 3].map(exactPoints));
    expect(weights(51)).toEqual([20, 40, 40, 0]);
    expect(weights(150).map(exactPoints)).toEqual([25, 50, 25, 0].map(exactPoints));
    expect(weights(200).map(exactPoints)).toEqual([100 / 3, 200 / 3, 0, 0].map(exactPoints));
    const old = score({ values, age: 150 });
    expect(old.inputs.map(({ stale }) => stale)).toEqual([false, false, true, true]);
    expect(old.inputs.map((input) => input.score)).toEqual([50, 50, 100, null]);
    expect(old.coverage).toBeCloseTo(0.6 + 0.4 * (0.5 / 3), 12);
  });

  it("know no age where none is given: the value counts", () => {
    expect([freshShare(undefined, 999), freshShare({ of: "x", validDays: 9, after: "drop" }, Number.NaN)]).toEqual([1, 1]);
  });

  it("cap the tier where any input is poor", () => {
    expect(score({ values: { a: 10, b: 10, c: 10, d: 10 }, age: 0 })).toMatchObject({ tier: "green", vetoes: [] });
    expect(score({ values: { a: 10, b: 10, c: 0.5, d: 10 }, age: 0 })).toMatchObject({ tier: "yellow", vetoes: ["any input poor"] });
  });

  it("keep a whole number whole: a score of exactly 75 is green", () => {
    fc.assert(
      fc.property(fc.subarray(["a", "b", "c", "d"], { minLength: 2 }), (known) => {
        const values = Object.fromEntries(known.map((metric) => [metric, 7.5]));
        expect(score({ values, age: 0 })).toMatchObject({ score: 75, tier: "green" });
      }),
    );
  });
});

describe("diffHealth", () => {
  it("splits a change into inputs and re-shared weights, by a hand-worked example", () => {
    const before = score({ values: { a: 10, b: 5, c: 8, d: null }, age: 0 });
    const after = score({ values: { a: 4, b: 5, c: 8, d: 2 }, age: 0 });
    // Before: 20 + 20 + 40 × 80 % = 72. After: 8 + 20 + 13⅓ × 80 % + 26⅔ × 20 % = 44. Logins 20 × −60 % = −12; the rest is shared out anew.
    expect([before.score, after.score]).toEqual([72, 44]);
    const diff = diffHealth(before, after);
    expect(diff?.inputs.map(({ delta }) => delta)).toEqual([-12, 0, 0, 0]);
    expect(diff?.reshared).toEqual({ delta: -16, reasons: ["csat counts now"] });
  });

  it("sums to the change to the last bit, also when inputs come, go, grow old or are weighed otherwise", () => {
    fc.assert(
      fc.property(state, state, (first, second) => {
        const [before, after] = [score(first), score(second)];
        const diff = diffHealth(before, after);
        if (before.score === null || after.score === null) {
          expect(diff).toBeNull();
          return;
        }
        expect(diff?.delta).toBe(after.score - before.score);
        expect(sum([...(diff?.inputs.map(({ delta }) => delta) ?? []), diff?.reshared.delta ?? 0])).toBe(diff?.delta);
      }),
    );
  });

  it("re-shares nothing while the same inputs count", () => {
    fc.assert(
      fc.property(full, full, (first, second) => {
        const diff = diffHealth(score({ values: first, age: 0 }), score({ values: second, age: 0 }));
        expect(Math.abs(diff?.reshared.delta ?? 1)).toBeLessThan(1e-7);
        expect(diff?.reshared.reasons).toEqual([]);
      }),
    );
  });
});

describe("roundToSum", () => {
  it("sums to the rounded total, and moves no value by a whole unit", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
        const total = sum(values);
        const rounded = roundToSum(values, total, 1);
        expect(Math.round(sum(rounded) * 10)).toBeCloseTo(Math.round(total * 10), 9);
        rounded.forEach((one, index) => expect(Math.abs(one - (values[index] ?? 0))).toBeLessThan(0.2));
      }),
    );
  });
});

describe("rollUp", () => {
  const member = (account: string, own: number | null, arr: number | null) => ({ account, score: own, previous: own, arr });

  it("weighs by ARR those that have a score: (90 × 300 + 30 × 100) / 400", () => {
    const family = rollUp([member("a", 90, 300), member("b", 30, 100), member("c", null, 400)], MODEL);
    expect(family).toMatchObject({ score: 75, tier: "green", weighted_by: "arr", coverage: 0.5 });
    expect(family.members.map(({ weight, contribution }) => [weight, contribution])).toEqual([
      [75, 67.5],
      [25, 7.5],
      [0, 0],
    ]);
  });

  it("takes each alike where none has ARR, and has no score where none has one", () => {
    expect(rollUp([member("a", 90, null), member("b", 30, 0)], MODEL)).toMatchObject({ score: 60, weighted_by: "count", tier: "yellow" });
    expect(rollUp([member("a", null, 5)], MODEL)).toMatchObject({ score: null, tier: null });
  });

  it("lies between its members, whatever their order", () => {
    const members = fc.array(
      fc.record({
        account: fc.string(),
        score: fc.integer({ min: 0, max: 100 }),
        previous: fc.constant(null),
        arr: fc.integer({ min: 1, max: 1e9 }),
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(members, (some) => {
        const family = rollUp(some, MODEL).score ?? -1;
        expect(family).toBeGreaterThanOrEqual(Math.min(...some.map((one) => one.score)) - 1e-6);
        expect(family).toBeLessThanOrEqual(Math.max(...some.map((one) => one.score)) + 1e-6);
        expect(rollUp([...some].reverse(), MODEL).score).toBeCloseTo(family, 6);
      }),
    );
  });
});

it("tierShares counts the scored only", () => {
  expect(tierShares(["green", "green", "red", null])).toEqual({
    scored: 3,
    unscored: 1,
    count: { green: 2, yellow: 0, red: 1 },
    share: { green: 2 / 3, yellow: 0, red: 1 / 3 },
  });
  expect(tierShares([null]).share).toBeNull();
});
