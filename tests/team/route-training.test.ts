import { describe, expect, it } from "vitest";
import { complementWeights } from "../../scripts/router/complement-weights.ts";
import { filesBeside, REQUESTS } from "../../scripts/router/examples.ts";
import { type LabelledText, learnWeights } from "../../scripts/router/learn-weights.ts";
import { packModel } from "../../scripts/router/pack-model.ts";
import { parseRouterModel } from "../../src/team/route/load-router-model.ts";
import { scoreText } from "../../src/team/route/router-model.ts";
import { textFeatures } from "../../src/team/route/text-features.ts";
import { DEFAULT_WEIGHTS } from "../../src/team/route/weights.ts";
import { wordsOf } from "../../src/team/route/words.ts";

const text = (words: string, target: number[], themes: string[] = []): LabelledText => ({
  features: textFeatures(wordsOf(words), [], themes),
  target,
});
const TEXTS = [
  text("renew the contract", [1, 0]),
  text("renew with them", [1, 0]),
  text("the export fails", [0, 1]),
  text("an export that fails", [0, 1]),
];

describe("complementWeights", () => {
  it("counts how rare a feature is among the other classes", () => {
    const one = (bucket: number, target: number[]): LabelledText => ({
      features: { buckets: [bucket], values: [1], owners: [0] },
      target,
    });
    const rows = Int32Array.from([0, 1]);
    // Bucket 0 stands twice with the first class, bucket 1 once with the second: ln((1+2)/(0+1)) and ln((2+2)/(2+1)), less their mean.
    const weights = complementWeights([one(0, [1, 0]), one(0, [1, 0]), one(1, [0, 1])], rows, 2, 2);
    const half = (Math.log(3) - Math.log(4 / 3)) / 2;
    expect(weights[0]).toBeCloseTo(half, 5);
    expect(weights[1]).toBeCloseTo(-half, 5);
    expect((weights[2] ?? 0) + (weights[3] ?? 0)).toBeCloseTo(0, 5);
  });
});

describe("learnWeights", () => {
  it("learns the same weights every time, and they tell the classes apart after packing", () => {
    const learned = learnWeights(TEXTS, 2);
    expect(learnWeights(TEXTS, 2)).toEqual(learned);
    const model = parseRouterModel(packModel(learned, ["left", "right"], DEFAULT_WEIGHTS, "test"));
    if (model === undefined) throw new TypeError("not a model");
    const [left = 0, right = 0] = scoreText(model, textFeatures(wordsOf("renew it"), [], []));
    expect(left).toBeGreaterThan(right);
    const [other = 0, own = 0] = scoreText(model, textFeatures(wordsOf("it fails"), [], []));
    expect(own).toBeGreaterThan(other);
  });

  it("hears of a theme where every word is new", () => {
    const texts = [
      ...TEXTS,
      text("rain", [1, 0], ["weather"]),
      text("snow", [1, 0], ["weather"]),
      text("rows", [0, 1]),
      text("cells", [0, 1]),
    ];
    const model = parseRouterModel(packModel(learnWeights(texts, 2), ["left", "right"], DEFAULT_WEIGHTS, "test"));
    if (model === undefined) throw new TypeError("not a model");
    const [left = 0, right = 0] = scoreText(model, textFeatures(wordsOf("zzz"), [], ["weather"]));
    expect(left).toBeGreaterThan(right);
  });
});

describe("filesBeside", () => {
  it("never holds the writer that is left out, nor sayings by who had read him", () => {
    for (const held of REQUESTS) expect(filesBeside(held)).not.toContain(held);
    expect(filesBeside("en-1")).not.toContain("phrases-en");
    expect(filesBeside("en-3")).toContain("phrases-en");
  });
});
