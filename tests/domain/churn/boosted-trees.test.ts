import { describe, expect, it } from "vitest";
import { boost, forestLogOdds, LOOK_EVERY } from "../../../src/domain/churn/boosted-trees.ts";
import { type Bins, childOf } from "../../../src/domain/churn/tree.ts";
import { seeded } from "../../../src/core/seeded.ts";

const PLAN = { rounds: 60, rate: 0.2, depth: 2, leastLeaf: 1, penalty: 1, seed: 3 };

/** Two features of bins 1 and 2; who has different ones leaves. No line parts them. */
function crossed(rows: number, missing = 0): { bins: Bins; labels: Float64Array } {
  const random = seeded(9);
  const a = Uint8Array.from({ length: rows }, () => 1 + Math.floor(random() * 2));
  const b = Uint8Array.from({ length: rows }, () => 1 + Math.floor(random() * 2));
  const labels = Float64Array.from(a, (value, row) => (value === b[row] ? 0 : 1));
  return { bins: { rows, features: [a.map((value) => (random() < missing ? 0 : value)), b], counts: [3, 3] }, labels };
}

describe("boost", () => {
  it("learns what two columns say together and neither says alone", () => {
    const { bins, labels } = crossed(400);
    const { forest } = boost(bins, labels, PLAN);
    const odds = forestLogOdds(forest, bins);
    expect([...odds].every((value, row) => value > 0 === (labels[row] === 1))).toBe(true);
  });

  it("gives the same forest for the same rows and another for another seed", () => {
    const { bins, labels } = crossed(300, 0.1);
    const text = (seed: number): string => JSON.stringify(boost(bins, labels, { ...PLAN, seed }).forest);
    expect(text(3)).toBe(text(3));
    expect(text(4)).not.toBe(text(3));
  });

  it("learns from being blank", () => {
    const random = seeded(4);
    const labels = Float64Array.from({ length: 300 }, () => (random() < 0.4 ? 1 : 0));
    const bins = { rows: 300, features: [Uint8Array.from(labels, (label) => (label === 1 ? 0 : 1))], counts: [2] };
    const odds = forestLogOdds(boost(bins, labels, PLAN).forest, bins);
    expect(Math.min(...odds.filter((_, row) => labels[row] === 1))).toBeGreaterThan(
      Math.max(...odds.filter((_, row) => labels[row] === 0)),
    );
  });

  it("sends a bin the training never had missing to one of the two children", () => {
    const { bins, labels } = crossed(200);
    const [tree] = boost(bins, labels, PLAN).forest.trees;
    if (tree === undefined) throw new Error("no tree");
    expect([tree.left[0], (tree.left[0] ?? 0) + 1]).toContain(childOf(tree, 0, 0));
  });

  it("looks at rows kept aside every few rounds and stops when they no longer gain", () => {
    const random = seeded(11);
    const noise = (): { bins: Bins; labels: Float64Array } => ({
      bins: { rows: 150, features: [Uint8Array.from({ length: 150 }, () => 1 + Math.floor(random() * 20))], counts: [21] },
      labels: Float64Array.from({ length: 150 }, () => (random() < 0.5 ? 1 : 0)),
    });
    const { bins, labels } = noise();
    const { forest, looks } = boost(bins, labels, { ...PLAN, rounds: 400 }, noise());
    expect(forest.trees.length).toBeLessThan(400);
    expect(looks).toHaveLength(Math.floor(forest.trees.length / LOOK_EVERY));
  });

  it("makes no tree where no feature varies", () => {
    const { forest } = boost({ rows: 4, features: [new Uint8Array(4)], counts: [1] }, [1, 0, 0, 0], PLAN);
    expect(forest.trees).toHaveLength(0);
    expect(forest.base).toBeCloseTo(Math.log(1.5 / 3.5), 10);
  });
});
