import { describe, expect, it } from "vitest";
import { diffHealth } from "../../../src/domain/health/diff-health.ts";
import type { HealthModel } from "../../../src/domain/health/health-model.ts";
import type { HealthScore, InputScore } from "../../../src/domain/health/health-score.ts";
import { rollUp } from "../../../src/domain/health/roll-up.ts";
import { roundToSum } from "../../../src/domain/health/round-to-sum.ts";
import { ageOf, BLOCK, fillBlock, scoreBlock } from "../../../src/domain/health/score-block.ts";
import { scoreHealth } from "../../../src/domain/health/score-health.ts";
import { rowScorer } from "../../../src/domain/health/score-row.ts";
import { scoreAt, type ScoreInputs, scoreTable } from "../../../src/domain/health/score-table.ts";
import { modelMetrics, scoringPlan, weightsFor } from "../../../src/domain/health/scoring-plan.ts";

const RISING = [
  [0, 0],
  [10, 100],
] as const;
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
        { name: "logins", metric: "a", weight: 1, curve: RISING },
        { name: "features", metric: "b", weight: 1, curve: RISING, freshness: { of: "b_on", validDays: 30, after: "decay" } },
      ],
    },
    {
      name: "voice",
      weight: 40,
      inputs: [{ name: "nps", metric: "c", weight: 1, curve: RISING, freshness: { of: "surveys", validDays: 50, after: "drop" } }],
    },
  ],
  vetoes: [
    { name: "escalated", metric: "d", atLeast: 1, capsAt: "yellow" },
    { name: "no logins", input: "logins", below: 10, capsAt: "red" },
    { name: "quiet", input: "any", below: 5, capsAt: "yellow" },
  ],
  segments: [
    { metric: "segment", is: "Enterprise", groups: new Map([["voice", 60]]), inputs: new Map() },
    { metric: "plan", is: "free", groups: new Map(), inputs: new Map([["logins", 3]]) },
  ],
};

describe("a model laid out for scoring", () => {
  it("names every metric it reads once, tables named by freshness left out", () => {
    expect(modelMetrics(MODEL, (name) => name !== "surveys")).toEqual(["a", "b", "c", "b_on", "d", "segment", "plan"]);
    const { segments: _none, ...plain } = MODEL;
    expect(modelMetrics(plain, (name) => name === "surveys")).toEqual(["a", "b", "c", "surveys", "d"]);
  });

  it("has weights of its own and of each segment, and takes those of the first that fits", () => {
    expect(scoringPlan(MODEL).weights.map(({ label, groups, inputs }) => [label, [...groups], [...inputs]])).toEqual([
      [null, [60, 40], [1, 1, 1]],
      ["segment Enterprise", [60, 60], [1, 1, 1]],
      ["plan free", [60, 40], [3, 1, 1]],
    ]);
    const of = (segment: string | null, plan: string | null): number =>
      weightsFor(MODEL, (metric) => (metric === "segment" ? segment : plan));
    expect([of("ENTERPRISE", "free"), of("SMB", "Free"), of(null, "paid"), of(null, null)]).toEqual([1, 2, 0, 0]);
    const { segments: _none, ...plain } = MODEL;
    expect([weightsFor(plain, () => "free"), scoringPlan(plain).weights.length]).toEqual([0, 1]);
  });
});

describe("a block of accounts", () => {
  const plan = scoringPlan(MODEL);
  const values = [Float64Array.of(1, 2, 3), Float64Array.of(4, Number.NaN, 6), Float64Array.of(7, 8, 9)];

  it("holds the scores of the accounts asked for, input by input of one account after the other", () => {
    const block = scoreBlock(plan, 2);
    fillBlock(plan, values, [Number.NaN, Float64Array.of(0, 0, 45), 50], 1, 2, block);
    expect([...block.scores]).toEqual([20, Number.NaN, 80, 30, 60, 90]);
    expect([...block.fresh]).toEqual([1, 0, 1, 1, 0.5, 1]);
    fillBlock(plan, values, [], 0, 1, block);
    expect([...block.scores]).toEqual([10, 40, 70, 30, 60, 90]);
  });

  it("drops what is too old, and counts what has no age", () => {
    const block = scoreBlock(plan, 1);
    fillBlock(plan, values, [Number.NaN, 60, 51], 0, 1, block);
    expect([...block.fresh]).toEqual([1, 0, 0]);
    expect([...block.scores]).toEqual([10, Number.NaN, Number.NaN]);
    expect([ageOf(7, 3), ageOf(Float64Array.of(1, 2), 1), ageOf(Float64Array.of(1), 1), ageOf(Float64Array.of(0), 0)]).toEqual([
      7,
      2,
      Number.NaN,
      0,
    ]);
  });

  it("gives each account a score, its coverage, and parts that the next overwrites", () => {
    const block = scoreBlock(plan, 1);
    fillBlock(plan, values, [0, 0, 0], 0, 1, block);
    const score = rowScorer(plan);
    const [own] = plan.weights;
    if (own === undefined) throw new Error("no weights");
    const first = score(own, block, 0);
    expect([first.score, first.coverage, [...first.weights], [...first.contributions]]).toEqual([43, 1, [30, 30, 40], [3, 12, 28]]);
    fillBlock(plan, [Float64Array.of(Number.NaN), Float64Array.of(Number.NaN), Float64Array.of(Number.NaN)], [], 0, 1, block);
    const none = score(own, block, 0);
    expect([none.score, none.coverage, [...none.weights], [...none.contributions]]).toEqual([Number.NaN, 0, [0, 0, 0], [0, 0, 0]]);
    const weightless = { label: null, groups: new Float64Array(2), inputs: new Float64Array(3) };
    fillBlock(plan, values, [0, 0, 0], 0, 1, block);
    expect(score(weightless, block, 0).coverage).toBe(0);
  });
});

describe("a table of scores", () => {
  const inputs = (rows: number): ScoreInputs => ({
    rows,
    values: [0, 1, 2].map((input) => Float64Array.from({ length: rows }, (_, row) => (row + input) % 11)),
    ages: [Number.NaN, 10, Float64Array.from({ length: rows }, (_, row) => row % 60)],
    weightSets: Uint8Array.from({ length: rows }, (_, row) => row % 3),
    vetoValue: (_metric, row) => (row % 7 === 0 ? 1 : Number.NaN),
  });

  it("scores the last account of a block and the first of the next as it scores one alone", () => {
    const rows = 2 * BLOCK + 3;
    const given = inputs(rows);
    const table = scoreTable(scoringPlan(MODEL), given);
    expect(table.scores).toHaveLength(rows);
    for (const row of [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, rows - 1]) {
      const alone = scoreAt(table, row);
      expect(table.coverage[row]).toBe(alone.coverage);
      expect(table.scores[row]).toEqual(alone.score ?? Number.NaN);
      expect(alone.inputs.map(({ value }) => value)).toEqual([row % 11, (row + 1) % 11, (row + 2) % 11]);
      expect(alone.weights_of).toBe([null, "segment Enterprise", "plan free"][row % 3]);
    }
  });

  it("scores an account alike whatever those before it lack", () => {
    const rows = 200;
    const lacks = (input: number, row: number): boolean => ((row * 7 + row ** 2) >> input) % 2 === 1;
    const given = {
      ...inputs(rows),
      values: [0, 1, 2].map((input) =>
        Float64Array.from({ length: rows }, (_, row) => (lacks(input, row) ? Number.NaN : (row + input) % 11)),
      ),
    };
    const table = scoreTable(scoringPlan(MODEL), given);
    for (let row = 0; row < rows; row += 1) {
      const alone = scoreAt(table, row);
      expect(table.coverage[row]).toBe(alone.coverage);
      expect(table.scores[row]).toEqual(alone.score ?? Number.NaN);
      if (alone.score !== null) expect(alone.inputs.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(alone.score);
    }
  });

  it("refuses weights that the model has not", () => {
    const given = { ...inputs(1), weightSets: Uint8Array.of(7) };
    expect(() => scoreTable(scoringPlan(MODEL), given)).toThrow(new RangeError("the model has no weights number 7"));
  });

  it("scores nothing for no accounts", () => {
    expect(scoreTable(scoringPlan(MODEL), inputs(0)).scores).toHaveLength(0);
  });
});

describe("vetoes", () => {
  const scored = (values: Readonly<Record<string, number>>, ages: Readonly<Record<string, number>> = {}): HealthScore =>
    scoreHealth(
      MODEL,
      (metric) => values[metric] ?? null,
      (of) => ages[of] ?? Number.NaN,
    );

  it("are told where they lower the tier, and only there", () => {
    expect(scored({ a: 10, b: 10, c: 10 })).toMatchObject({ score: 100, tier: "green", vetoes: [] });
    expect(scored({ a: 10, b: 10, c: 10, d: 1 })).toMatchObject({ tier: "yellow", vetoes: ["escalated"] });
    expect(scored({ a: 10, b: 10, c: 10, d: 0.9 })).toMatchObject({ tier: "green", vetoes: [] });
    expect(scored({ a: 6, b: 6, c: 6, d: 2 })).toMatchObject({ tier: "yellow", vetoes: [] });
    expect(scored({ a: 1, b: 10, c: 10 })).toMatchObject({ tier: "yellow", vetoes: [], score: 73 });
    expect(scored({ a: 0.99, b: 10, c: 10 })).toMatchObject({ tier: "red", vetoes: ["no logins"] });
    expect(scored({ a: 10, b: 0.4, c: 10, d: 1 })).toMatchObject({ tier: "yellow", vetoes: [] });
    expect(scored({ a: 10, b: 10, c: 0.49 })).toMatchObject({ tier: "yellow", vetoes: [] });
    expect(scored({ a: 0, b: 0, c: 0 })).toMatchObject({ tier: "red", vetoes: [] });
    expect(scored({ a: 10 })).toMatchObject({ score: null, tier: null, vetoes: [], coverage: 0.3 });
  });

  it("know no input without data, and count its age from the day after its validity", () => {
    const old = scored({ a: 10, b: 10, c: 0 }, { surveys: 51, b_on: 30 });
    expect(old).toMatchObject({ score: 100, vetoes: [], tier: "green" });
    expect(old.inputs).toMatchObject([
      { name: "logins", stale: false, age_days: null },
      { name: "features", stale: false, age_days: 30, score: 100 },
      { name: "nps", stale: true, age_days: 51, value: 0, score: null },
    ]);
    expect(scored({ a: 10, b: 10, c: 0 }, { surveys: 50 }).inputs[2]).toMatchObject({ stale: false, score: 0 });
    expect(scored({ a: 10, b: 10 }, { surveys: 99 }).inputs[2]).toMatchObject({ stale: false, value: null });
  });
});

describe("why a score changed", () => {
  const input = (name: string, score: number | null, weight: number, stale = false): InputScore => ({
    name,
    group: "usage",
    metric: name,
    weight,
    value: score,
    score,
    contribution: ((score ?? 0) * weight) / 100,
    age_days: null,
    stale,
  });
  const health = (inputs: readonly InputScore[], weights_of: string | null = null): HealthScore => ({
    model: "test",
    score: inputs.reduce((sum, { contribution }) => sum + contribution, 0),
    tier: "green",
    coverage: 1,
    inputs,
    vetoes: [],
    weights_of,
  });

  it("says which inputs came, went, grew old, and which weights were used", () => {
    const before = health([input("a", 50, 25), input("b", 60, 25), input("c", 70, 25, true), input("d", 80, 25), input("e", null, 0)]);
    const after = health(
      [input("a", null, 0), input("b", null, 0, true), input("c", 70, 40), input("d", 80, 20, true), input("e", 90, 40)],
      "segment enterprise",
    );
    expect(diffHealth(before, after)?.reshared.reasons).toEqual([
      "weights of segment enterprise instead of the model",
      "a has no data any more",
      "b is too old to count",
      "c counts more by its age",
      "d counts less by its age",
      "e counts now",
    ]);
    expect(diffHealth(after, before)?.reshared.reasons[0]).toBe("weights of the model instead of segment enterprise");
    expect(diffHealth(before, before)?.reshared).toEqual({ delta: 0, reasons: ["c counts more by its age"] });
  });

  it("shows how each input stood, and gives points only to those that counted on both days", () => {
    const diff = diffHealth(health([input("a", 50, 50), input("b", null, 50)]), health([input("a", 40, 50), input("b", 80, 50)]));
    expect(diff).toMatchObject({ delta: 35, reshared: { delta: 40 } });
    expect(diff?.inputs[0]).toEqual({
      name: "a",
      group: "usage",
      metric: "a",
      from: { value: 50, score: 50, weight: 50, contribution: 25 },
      to: { value: 40, score: 40, weight: 50, contribution: 20 },
      delta: -5,
    });
    expect(diff?.inputs[1]?.delta).toBe(0);
    expect(diffHealth(health([input("a", 50, 50)]), health([input("a", null, 50)]))?.inputs[0]?.delta).toBe(0);
    expect(diffHealth({ ...health([]), score: null }, health([]))).toBeNull();
  });
});

describe("rounding to a sum", () => {
  it("gives what is missing to those that lost most, the first of equals first, and leaves whole numbers alone", () => {
    expect(roundToSum([1.4, 2.3, 3.3], 7, 0)).toEqual([2, 2, 3]);
    expect(roundToSum([0.3, 0.3, 0.4], 1, 0)).toEqual([0, 0, 1]);
    expect(roundToSum([0.5, 0.5], 1, 0)).toEqual([1, 0]);
    expect(roundToSum([5, 0.5, 0.5], 7, 0)).toEqual([5, 1, 1]);
    expect(roundToSum([1.25, 2.25, 3.5], 7, 1)).toEqual([1.3, 2.2, 3.5]);
    expect(roundToSum([], 3, 0)).toEqual([]);
    expect(roundToSum([1, 2], 5, 0)).toEqual([2, 3]);
  });

  it("takes what is too much from those that lost least", () => {
    expect(roundToSum([1.9, 2.2, 3.5], 5, 0)).toEqual([1, 1, 3]);
    expect(roundToSum([1, 2.5], 2, 0)).toEqual([0, 2]);
    expect(Object.is(roundToSum([-0.2, 0.2], 0, 0)[0], 0)).toBe(true);
  });
});

describe("a family of accounts", () => {
  const member = (account: string, score: number | null, arr: number | null, previous = score) => ({ account, score, previous, arr });

  it("has the trend of those that had a score then, and counts negative revenue as none", () => {
    expect(rollUp([member("a", 80, 300, 40), member("b", 40, 100, null), member("c", 10, -50, 10)], MODEL)).toEqual({
      score: 70,
      previous: 40,
      tier: "yellow",
      weighted_by: "arr",
      coverage: 1,
      members: [
        { account: "a", weight: 75, contribution: 60 },
        { account: "b", weight: 25, contribution: 10 },
        { account: "c", weight: 0, contribution: 0 },
      ],
    });
  });

  it("is weighed by count where none with a score has revenue", () => {
    expect(rollUp([member("a", null, 300), member("b", 40, null)], MODEL)).toMatchObject({
      score: 40,
      weighted_by: "count",
      coverage: 0.5,
    });
    expect(rollUp([member("a", null, 300), member("b", 40, 0)], MODEL)).toMatchObject({ score: 40, weighted_by: "count" });
  });

  it("has no score without members that have one", () => {
    expect(rollUp([], MODEL)).toEqual({ score: null, previous: null, tier: null, weighted_by: "count", coverage: 0, members: [] });
    expect(rollUp([member("a", null, 5, 70)], MODEL)).toMatchObject({ score: null, previous: 70, tier: null, coverage: 0 });
  });
});
