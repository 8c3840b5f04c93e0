import { describe, expect, it } from "vitest";
import { boost, forestLogOdds } from "../../../src/domain/churn/boosted-trees.ts";
import { growTree } from "../../../src/domain/churn/grow-tree.ts";
import { logLoss } from "../../../src/domain/churn/log-loss.ts";
import { seeded } from "../../../src/core/seeded.ts";
import { boostingPlan } from "../../../src/domain/churn/scorer.ts";
import { type Bins, childOf } from "../../../src/domain/churn/tree.ts";

const PLAN = { rounds: 1, rate: 0.5, depth: 1, leastLeaf: 1, penalty: 1, seed: 1 };
const one = (bins: readonly number[], count = Math.max(...bins) + 1): Bins => ({
  rows: bins.length,
  features: [Uint8Array.from(bins)],
  counts: [count],
});

/** A tree on all rows, each with a curvature of 1. */
function grown(bins: Bins, slopes: readonly number[], plan: Partial<typeof PLAN> = {}, features = [...bins.features.keys()]) {
  const rows = Int32Array.from(slopes, (_, row) => row);
  return growTree(bins, Float64Array.from(slopes), new Float64Array(slopes.length).fill(1), rows, features, { ...PLAN, ...plan });
}

describe("one tree", () => {
  it("parts rows where the gain is largest, and gives each part −rate · slope / (curvature + penalty)", () => {
    // Bin 1: +2, bin 2: +1, bin 3: −3. Cut at 1: 4/2 + 4/3 = 3.3; at 2: 9/3 + 9/2 = 7.5.
    expect(grown(one([1, 2, 3]), [2, 1, -3])).toEqual({
      feature: [0, -1, -1],
      cut: [2, 0, 0],
      missingLeft: [1, 0, 0],
      left: [1, 0, 0],
      value: [-0, -0.5 * (3 / 3), -0.5 * (-3 / 2)],
    });
    expect(grown(one([1, 2, 3]), [3, -1, -2])).toMatchObject({ cut: [1, 0, 0], missingLeft: [0, 0, 0] });
    expect(grown(one([1, 2]), [3, 1], { depth: 0 }).value).toEqual([(-0.5 * 4) / 3]);
  });

  it("sends a missing value with the larger part where training had none, the left one when they are equal", () => {
    expect(grown(one([1, 1, 2, 2]), [1, 1, -1, -1]).missingLeft[0]).toBe(1);
    expect(grown(one([1, 1, 2, 2, 2]), [1, 1, -1, -1, -1]).missingLeft[0]).toBe(0);
    expect(grown(one([1, 1, 1, 2, 2]), [1, 1, 1, -1, -1]).missingLeft[0]).toBe(1);
  });

  it("sends missing values where they fit, or parts them from all others", () => {
    expect(grown(one([0, 1, 2, 2]), [2, 2, -2, -2])).toMatchObject({ cut: [1, 0, 0], missingLeft: [1, 0, 0] });
    const right = grown(one([0, 1, 2, 2]), [-2, 3, -2, -2]);
    expect(right).toMatchObject({ cut: [1, 0, 0], missingLeft: [0, 0, 0], value: [-0.5 * (-3 / 5), -0.5 * (3 / 2), -0.5 * (-6 / 4)] });
    expect(grown(one([0, 0, 1, 2]), [3, 3, -2, -2])).toMatchObject({ cut: [0, 0, 0], missingLeft: [1, 0, 0] });
    expect(grown(one([0, 0, 1, 2]), [3, 3, -2, -2]).value.slice(1)).toEqual([-0.5 * (6 / 3), -0.5 * (-4 / 3)]);
  });

  it("takes the feature that gains most, the first of equals, and only of those it may use", () => {
    const bins: Bins = {
      rows: 4,
      features: [Uint8Array.of(1, 2, 1, 2), Uint8Array.of(1, 1, 2, 2), Uint8Array.of(1, 1, 2, 2)],
      counts: [3, 3, 3],
    };
    expect(grown(bins, [1, 1, -1, -1]).feature).toEqual([1, -1, -1]);
    expect(grown(bins, [1, 1, -1, -1], {}, [2]).feature[0]).toBe(2);
    expect(grown(bins, [1, 1, -1, -1], {}, [0]).feature).toEqual([-1]);
  });

  it("makes no leaf lighter than the least, and parts nothing lighter than two of them", () => {
    const bins = one([1, 2, 2, 2]);
    expect(grown(bins, [3, -1, -1, -1], { leastLeaf: 1 }).feature).toHaveLength(3);
    expect(grown(bins, [3, -1, -1, -1], { leastLeaf: 1.01 }).feature).toEqual([-1]);
    expect(grown(one([1, 1, 1, 2]), [1, 1, 1, -3], { leastLeaf: 1.01 }).feature).toEqual([-1]);
    expect(grown(one([1, 2]), [1, -1], { leastLeaf: 1 }).feature).toHaveLength(3);
    expect(grown(one([1, 1, 2, 2]), [1, 1, -1, -1], { leastLeaf: 2 }).feature).toHaveLength(3);
    expect(grown(one([1, 1, 2, 2]), [1, 1, -1, -1], { leastLeaf: 2.01 }).feature).toEqual([-1]);
  });

  it("stops at the depth, numbers children side by side and parts each child anew", () => {
    const bins: Bins = {
      rows: 8,
      features: [Uint8Array.of(1, 1, 1, 1, 2, 2, 2, 2), Uint8Array.of(1, 1, 2, 2, 1, 1, 2, 2)],
      counts: [3, 3],
    };
    const tree = grown(bins, [9, 9, 1, 1, -1, -1, -9, -9], { depth: 2 });
    expect(tree).toEqual({
      feature: [0, 1, 1, -1, -1, -1, -1],
      cut: [1, 1, 1, 0, 0, 0, 0],
      missingLeft: [1, 1, 1, 0, 0, 0, 0],
      left: [1, 3, 5, 0, 0, 0, 0],
      value: [-0, -0.5 * (20 / 5), 0.5 * (20 / 5), -0.5 * (18 / 3), -0.5 * (2 / 3), 0.5 * (2 / 3), 0.5 * (18 / 3)],
    });
    expect(grown(bins, [9, 9, 1, 1, -1, -1, -9, -9], { depth: 1 }).feature).toHaveLength(3);
    expect(grown(bins, [0, 0, 0, 0, 0, 0, 0, 0], { depth: 2 }).feature).toEqual([-1]);
    expect(childOf(tree, 0, 0)).toBe(1);
    expect([childOf(tree, 1, 1), childOf(tree, 1, 2), childOf(tree, 2, 0)]).toEqual([3, 4, 5]);
    expect(childOf({ ...tree, missingLeft: [0, 0, 0] }, 2, 0)).toBe(6);
  });

  it("weighs rows by their curvature, and looks at the rows given only", () => {
    const bins = one([1, 2, 1, 2]);
    const tree = growTree(bins, Float64Array.of(1, -1, 50, 50), Float64Array.of(0.25, 0.5, 1, 1), Int32Array.of(0, 1), [0], {
      ...PLAN,
      leastLeaf: 0.2,
    });
    expect(tree.value).toEqual([-0, -0.5 * (1 / 1.25), -0.5 * (-1 / 1.5)]);
  });
});

describe("the forest", () => {
  it("adds up: base, then a leaf of each tree", () => {
    const tree = { feature: [0, -1, -1], cut: [1, 0, 0], missingLeft: [0, 0, 0], left: [1, 0, 0], value: [0.1, 0.2, 0.3] };
    expect([...forestLogOdds({ base: 1, trees: [tree, { ...tree, cut: [2, 0, 0] }] }, one([0, 1, 2, 3]))]).toEqual([
      1.6,
      1.4,
      1 + 0.3 + 0.2,
      1.6,
    ]);
  });

  it("takes Newton steps from the log-odds of the share", () => {
    // Two trees by hand would need the rows drawn; with every slope alike the leaf tells who was drawn.
    const labels = Float64Array.of(1, 1, 1, 0, 0, 0, 0, 0, 0, 0);
    const bins = one([1, 1, 1, 2, 2, 2, 2, 2, 2, 2]);
    const { forest } = boost(bins, labels, { ...PLAN, depth: 0 });
    expect(forest.base).toBeCloseTo(Math.log(3.5 / 7.5), 12);
    const random = seeded(1);
    const drawn = [...labels.keys()].filter(() => random() < 0.6);
    const chance = 3.5 / 11;
    const slope = drawn.reduce((sum, row) => sum + chance - (labels[row] ?? 0), 0);
    expect(forest.trees[0]?.value[0]).toBeCloseTo((-0.5 * slope) / (drawn.length * chance * (1 - chance) + 1), 12);
    const second = boost(bins, labels, { ...PLAN, depth: 0, rounds: 2 }).forest;
    const odds = Math.log(3.5 / 7.5) + (second.trees[0]?.value[0] ?? 0);
    const next = 1 / (1 + Math.exp(-odds));
    // One feature costs one draw a round.
    random();
    const later = [...labels.keys()].filter(() => random() < 0.6);
    const step = later.reduce((sum, row) => sum + next - (labels[row] ?? 0), 0);
    expect(second.trees[1]?.value[0]).toBeCloseTo((-0.5 * step) / (later.length * next * (1 - next) + 1), 12);
  });

  it("draws three in five of the features above four, sixty at most", () => {
    const used = (width: number): number[] => {
      const labels = Float64Array.from({ length: 400 }, (_, row) => row % 2);
      const random = seeded(5);
      // Every feature alone tells the answer nearly: each tree of depth 1 uses the best of those drawn.
      const features = Array.from({ length: width }, (_, at) =>
        Uint8Array.from(labels, (label) => (random() < 0.9 - at / (2 * width) ? 1 + label : 2 - label)),
      );
      const bins = { rows: 400, features, counts: features.map(() => 3) };
      return boost(bins, labels, { ...PLAN, rounds: 12, rate: 0.001 }).forest.trees.map((tree) => tree.feature[0] ?? -1);
    };
    expect(new Set(used(4))).toEqual(new Set([0]));
    expect(used(5)).toEqual([0, 1, 0, 0, 0, 0, 1, 1, 0, 1, 0, 1]);
    expect(used(12)).toEqual([0, 1, 0, 0, 1, 0, 2, 0, 0, 0, 1, 0]);
    expect(used(150)).toEqual([2, 4, 3, 0, 2, 8, 8, 0, 0, 2, 0, 0]);
  });

  it("looks every ten rounds and stops after three looks in a row that were worse", () => {
    const labels = Float64Array.from({ length: 60 }, (_, row) => (row % 3 === 0 ? 1 : 0));
    const bins = one([...labels].map((label) => 1 + label));
    const turned = { bins, labels: labels.map((label) => 1 - label) };
    const { forest, looks } = boost(bins, labels, { ...PLAN, rate: 0.02, rounds: 200 }, turned);
    // The first look is the best of all: the fourth ends it.
    expect([forest.trees.length, looks.length]).toEqual([40, 4]);
    const alike = boost(bins, labels, { ...PLAN, rounds: 105 }, { bins, labels });
    expect([alike.forest.trees.length, alike.looks.length]).toEqual([105, 10]);
    const upTo = (rounds: number): number[] => [
      ...forestLogOdds({ base: alike.forest.base, trees: alike.forest.trees.slice(0, rounds) }, bins),
    ];
    expect([...(alike.looks[0] ?? [])]).toEqual(upTo(10));
    expect([...(alike.looks[9] ?? [])]).toEqual(upTo(100));
    expect(boost(bins, labels, { ...PLAN, rounds: 25 }).looks).toEqual([]);
  });

  it("uses features with two bins or more", () => {
    const labels = Float64Array.of(1, 1, 0, 0, 0, 1);
    const bins: Bins = { rows: 6, features: [new Uint8Array(6), Uint8Array.of(1, 1, 0, 0, 0, 1)], counts: [1, 2] };
    expect(boost(bins, labels, { ...PLAN, leastLeaf: 0.1, rounds: 3 }).forest.trees.map((tree) => tree.feature[0])).toEqual([1, 1, 1]);
  });

  it("is grown more carefully where rows are few", () => {
    expect(boostingPlan(499, 7, 5)).toEqual({ rounds: 7, rate: 0.1, depth: 2, leastLeaf: 2, penalty: 8, seed: 5 });
    expect(boostingPlan(500, 7, 5)).toMatchObject({ depth: 3, leastLeaf: 2 });
    expect([800, 1200, 3200, 9000].map((rows) => boostingPlan(rows, 1, 1).leastLeaf)).toEqual([2, 3, 8, 8]);
  });
});

describe("log-loss", () => {
  it("is the mean of −log of the chance given to what came, without overflow", () => {
    expect(logLoss(Float64Array.of(0), Float64Array.of(1))).toBeCloseTo(Math.log(2), 12);
    const chance = 1 / (1 + Math.exp(-2));
    expect(logLoss(Float64Array.of(2, 2), Float64Array.of(1, 0))).toBeCloseTo(-(Math.log(chance) + Math.log(1 - chance)) / 2, 12);
    expect(logLoss(Float64Array.of(-2, -2, -2), Float64Array.of(1, 0, 0))).toBeCloseTo(
      -(Math.log(1 - chance) + 2 * Math.log(chance)) / 3,
      12,
    );
    expect(logLoss(Float64Array.of(1000, -1000), Float64Array.of(0, 1))).toBe(1000);
    expect(logLoss(Float64Array.of(1000, -1000), Float64Array.of(1, 0))).toBe(0);
    expect(logLoss(new Float64Array(), new Float64Array())).toBe(0);
  });
});
