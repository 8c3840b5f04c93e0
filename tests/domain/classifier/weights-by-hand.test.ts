import { describe, expect, it } from "vitest";
import { emptyBag } from "../../../src/domain/text/feature-bag.ts";
import { featureReader } from "../../../src/domain/text/text-features.ts";
import { SHORT_TEXTS } from "../../../src/domain/text/text-recipe.ts";
import { confidenceOf, fitConfidence, NO_CONFIDENCE, SIGNS } from "../../../src/domain/classifier/confidence.ts";
import { countTexts } from "../../../src/domain/classifier/counted-texts.ts";
import { favourOf } from "../../../src/domain/classifier/favour.ts";
import { guess } from "../../../src/domain/classifier/guess.ts";
import { scoreRows } from "../../../src/domain/classifier/held-out.ts";
import { packAscending, packLevels, unpackAscending, unpackLevels } from "../../../src/domain/classifier/packed-levels.ts";
import { COUNT_WEIGHT, rarityOf, VIEW_LENGTH } from "../../../src/domain/classifier/rarity.ts";
import { scoreRow, trainLabel } from "../../../src/domain/classifier/support-vectors.ts";
import { trainingSet, weighWithout } from "../../../src/domain/classifier/training-set.ts";
import { gatherVocabulary } from "../../../src/domain/classifier/vocabulary.ts";
import { type WeighedTexts, weighTexts } from "../../../src/domain/classifier/weighed-texts.ts";
import { toLevels } from "../../../src/domain/classifier/weight-levels.ts";

describe("a guess", () => {
  it("is the highest score in scope, with the signs it is trusted by", () => {
    const signs = new Float64Array(10);
    expect(guess([9, 0.5, 2, 1.5, 7], 1, 3, -1, 0.75, signs, 3)).toBe(1);
    expect([...signs]).toEqual([0, 0, 0, 2, 0.5, 0.75, 0, 0, 0, 0]);
    // The one out of scope is never said; the lead over it is a sign.
    expect(guess([0.5, 3, 1], 0, 3, 1, 1, signs)).toBe(2);
    expect([...signs.subarray(0, SIGNS)]).toEqual([1, 0.5, 1, -2]);
    expect(guess([4, 1], 0, 2, 1, 1, signs)).toBe(0);
    expect([...signs.subarray(0, SIGNS)]).toEqual([4, 0, 1, 3]);
    expect(guess([2, 2], 0, 2, -1, 1, signs)).toBe(0);
    expect(signs[1]).toBe(0);
    expect(guess([3, 1, 2], 0, 3, -1, 1, signs)).toBe(0);
    expect(signs[1]).toBe(1);
    expect(guess([], 0, 0, -1, 1, signs)).toBe(-1);
  });

  it("is trusted by a logistic curve of its signs", () => {
    const half = { weights: [1, 2, 0, -1], intercept: 0.5 };
    expect(confidenceOf(half, Float64Array.of(9, 1, 0.25, 7, 1), 1)).toBeCloseTo(1 / (1 + Math.exp(-(1 + 0.5 - 1 + 0.5))), 12);
    expect(confidenceOf(NO_CONFIDENCE, Float64Array.of(1, 2, 3, 4))).toBe(0.5);
  });

  it("is trusted more where its signs went with right guesses, as many as there were", () => {
    const rows = 200;
    const signs = new Float64Array(rows * SIGNS);
    const right = new Uint8Array(rows);
    for (let row = 0; row < rows; row += 1) {
      signs[row * SIGNS] = row % 2 === 0 ? 1 : -1;
      right[row] = row % 2 === 0 ? (row % 20 === 0 ? 0 : 1) : row % 10 === 1 ? 1 : 0;
    }
    const none = new Uint8Array(rows);
    const told = fitConfidence(signs, right, none);
    expect(confidenceOf(told, Float64Array.of(1, 0, 0, 0))).toBeCloseTo(0.9, 2);
    expect(confidenceOf(told, Float64Array.of(-1, 0, 0, 0))).toBeCloseTo(0.2, 2);
    expect(told.weights.slice(1)).toEqual([0, 0, 0]);
    // Twenty texts out of scope have the fourth sign: they count nine times for the direction, once for the level.
    const outside = none.map((_, row) => (row < 20 ? 1 : 0));
    const strange = signs.slice();
    for (let row = 0; row < 20; row += 1) {
      strange.set([0, 0, 0, -1], row * SIGNS);
      right[row] = 0;
    }
    const both = fitConfidence(strange, right, outside);
    const chances = Array.from({ length: rows }, (_, row) => confidenceOf(both, strange, row * SIGNS));
    const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
    expect(sum(chances)).toBeCloseTo(sum(right), 1);
    expect(chances[0]).toBeLessThan(0.1);
    // As if each stood nine times, so as many as the 180 others.
    const times = [...outside.keys()].flatMap((row) => Array.from({ length: row < 20 ? 9 : 1 }, () => row));
    const again = fitConfidence(
      Float64Array.from(times.flatMap((row) => [...strange.subarray(row * SIGNS, (row + 1) * SIGNS)])),
      Uint8Array.from(times, (row) => right[row] ?? 0),
      new Uint8Array(times.length),
    );
    const ratio = (weights: readonly number[]): number => (weights[3] ?? 0) / (weights[0] ?? 1);
    expect(ratio(both.weights)).toBeCloseTo(ratio(again.weights), 6);
    // A sign that went with neither says nothing.
    expect(fitConfidence(new Float64Array(8), Uint8Array.of(1, 0), new Uint8Array(2)).weights).toEqual([0, 0, 0, 0]);
  });

  it("counts a mistake on a rare label more, among twenty labels at most", () => {
    const labels = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at));
    const column = { column: "c", labels: labels(20), codes: Int32Array.of(0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 9), outside: -1 };
    const rows = Int32Array.from({ length: 10 }, (_, row) => row);
    expect(favourOf(column, rows, 0)).toBe(3);
    expect(favourOf(column, rows, 1)).toBeCloseTo(Math.sqrt(6 / 4), 12);
    expect(favourOf(column, rows, 2)).toBe(1);
    expect(favourOf({ ...column, codes: new Int32Array(10) }, rows, 0)).toBe(1);
    expect(favourOf(column, rows, 9)).toBe(1);
    expect(favourOf({ ...column, labels: labels(21) }, rows, 0)).toBe(1);
  });
});

const words = featureReader({ phrase: 1, pairs: 0, letters: [0, 0] });

describe("weights", () => {
  it("of a count and of a rarity are what their formulas say", () => {
    expect([COUNT_WEIGHT[0], COUNT_WEIGHT[1], COUNT_WEIGHT[10]]).toEqual([0, 1, 1 + Math.log(10)]);
    expect(VIEW_LENGTH).toEqual([1, 1, 1, 1.2, 1]);
    const step = (texts: number, time: number): number => Math.round(Math.sqrt(1 + Math.log((1 + texts) / (1 + time))) / 0.016);
    expect([...rarityOf(Int32Array.of(1, 2, 3, 10, 0), 10, 2)]).toEqual([0, step(10, 2), step(10, 3), step(10, 10), 0]);
    expect([...rarityOf(Int32Array.of(0, 1), 1e9, 0)]).toEqual([255, 255]);
  });

  it("of a text are brought to the length of their kind", () => {
    const bag = emptyBag();
    const vocabulary = gatherVocabulary(["ab cd ef"], words, bag, { fewest: 1, most: 10 });
    const counted = countTexts(["ab ab cd zz", "zz", ""], vocabulary, words, bag);
    const rarity = Uint8Array.from(vocabulary.hashes, (_, at) => 100 + 10 * at);
    const { values, known, width, starts } = weighTexts(counted, rarity);
    const raw = [0, 1].map((at) => (COUNT_WEIGHT[counted.counts[at] ?? 0] ?? 0) * (rarity[counted.features[at] ?? 0] ?? 0));
    const length = Math.hypot(...raw);
    expect(values[0]).toBeCloseTo((raw[0] ?? 0) / length, 6);
    expect(values[1]).toBeCloseTo((raw[1] ?? 0) / length, 6);
    expect([...known]).toEqual([2 / 3, 0, 0]);
    expect(width).toBe(3);
    // A feature with no rarity is not known.
    const half = weighTexts(
      counted,
      rarity.map((each, at) => (at === counted.features[0] ? 0 : each)),
    );
    expect([half.values[0], half.values[1], half.known[0]]).toEqual([0, 1, 1 / 3]);
    const into = weighTexts(counted, rarity);
    const again = weighTexts(
      counted,
      rarity.map(() => 7),
      into,
    );
    expect(again.values).toBe(into.values);
    expect(again.known).toBe(into.known);
    expect(starts).toBe(counted.starts);
  });

  it("are kept in square steps of the largest", () => {
    const levels = new Int8Array(8);
    // √(1/4) · 11 = 5.5 → 6; the smallest is less than half a step.
    expect(toLevels(Float64Array.of(4, -1, 0.001, 0, 99), levels, 2, 1)).toBeCloseTo(4 / 121, 12);
    expect([...levels]).toEqual([0, 121, 0, -36, 0, 0, 0, 0]);
    expect(toLevels(Float64Array.of(0, 0, 5), new Int8Array(2), 1, 0)).toBeCloseTo(1 / 121, 12);
    // One in twenty thousand may be larger, and is cut.
    const many = new Float64Array(20_001).fill(1);
    many[0] = 50;
    const cut = new Int8Array(20_000);
    expect(toLevels(many, cut, 1, 0)).toBeCloseTo(1 / 121, 12);
    expect([cut[0], cut[1]]).toEqual([121, 121]);
    expect(toLevels(many.slice(1, 20_000).fill(50, 0, 1), new Int8Array(19_998), 1, 0)).toBeCloseTo(50 / 121, 12);
  });
});

describe("packed bytes", () => {
  it("hold steps up to 22, and runs of zeros above", () => {
    expect([...packLevels(Int8Array.of(0, 0, 1, -121, 0, 121, 4))]).toEqual([24, 12, 0, 23, 22, 13]);
    expect([...packLevels(new Int8Array(234))]).toEqual([255, 23]);
    expect([...packLevels(new Int8Array(0))]).toEqual([]);
    expect(unpackLevels(Uint8Array.of(24, 12, 0, 23, 22, 13), 7)).toEqual(Int8Array.of(0, 0, 1, -121, 0, 121, 4));
    expect(unpackLevels(Uint8Array.of(255, 23), 234)).toEqual(new Int8Array(234));
    expect(unpackLevels(Uint8Array.of(11), 1)).toEqual(Int8Array.of(0));
  });

  it("hold distances of ascending numbers, seven bits each", () => {
    expect([...packAscending(Uint32Array.of(0, 127, 255, 256, 16_640))]).toEqual([0, 127, 128, 1, 1, 128, 128, 1]);
    expect(unpackAscending(Uint8Array.of(0, 127, 128, 1, 1, 128, 128, 1), 5)).toEqual(Uint32Array.of(0, 127, 255, 256, 16_640));
    expect(unpackAscending(Uint8Array.of(5, 3), 1)).toBeUndefined();
    expect(unpackAscending(Uint8Array.of(5), 2)).toBeUndefined();
    expect(unpackAscending(Uint8Array.of(5, 200), 1)).toBeUndefined();
    expect(unpackAscending(new Uint8Array(), 0)).toEqual(new Uint32Array());
  });
});

describe("support vectors", () => {
  const dense = (rows: readonly (readonly number[])[]): WeighedTexts => {
    const width = rows[0]?.length ?? 0;
    return {
      starts: Int32Array.from({ length: rows.length + 1 }, (_, row) => row * width),
      features: Int32Array.from(rows.flatMap((row) => row.map((_, feature) => feature))),
      values: Float32Array.from(rows.flat()),
      width,
      known: new Float64Array(rows.length).fill(0.5),
    };
  };

  it("sum a text's weights and the one that every text has", () => {
    const texts = dense([
      [1, 2],
      [3, 4],
    ]);
    expect([scoreRow(texts, 0, [10, 100, 5]), scoreRow(texts, 1, [10, 100, 5])]).toEqual([215, 435]);
    const held = scoreRows(texts, Int32Array.of(1, 0), Int32Array.of(7, 8), [Float64Array.of(1, 0, 0), Float64Array.of(0, 1, 1)]);
    expect([[...held.rows], [...held.codes], [...held.scores], [...held.known]]).toEqual([
      [1, 0],
      [8, 7],
      [3, 5, 1, 3],
      [0.5, 0.5],
    ]);
  });

  it("solve two mirrored texts as by hand: with C = 1, w = (4/5, 0) less the share of its slack", () => {
    // Both have the dual share a: 2a · 1 (one dimension, the biases cancel) + a / 2 = 1, so a = 0.4 and w = 2 · 0.4.
    const weights = trainLabel(dense([[1], [-1]]), Int32Array.of(0, 1), Int32Array.of(0, 1), 0, 1);
    expect(weights[0]).toBeCloseTo(0.8, 1);
    expect(weights[1]).toBeCloseTo(0, 1);
    // One text: w² = (1 + bias): a (2 + 1 / (2C · favour)) = 1.
    const one = (penalty: number, favour: number): number =>
      trainLabel(dense([[1]]), Int32Array.of(0), Int32Array.of(0), 0, penalty, favour)[0] ?? 0;
    expect(one(1, 1)).toBeCloseTo(1 / 2.5, 9);
    expect(one(0.25, 1)).toBeCloseTo(1 / 4, 9);
    expect(one(0.25, 4)).toBeCloseTo(1 / 2.5, 9);
    const other = trainLabel(dense([[1]]), Int32Array.of(0), Int32Array.of(1), 0, 0.25, 4);
    expect([other[0], other[1]]).toEqual([-1 / 4, -1 / 4]);
  });

  it("give each of many rows nearly the conditions of the best answer", () => {
    const rows = Array.from({ length: 60 }, (_, row) => [Math.sin(row * 1.7), Math.cos(row * 2.3), (row % 7) / 7]);
    const labels = Int32Array.from(rows, ([a = 0, b = 0], row) => (a + b / 2 + (row % 5 === 0 ? 0.6 : 0) > 0.1 ? 0 : 1));
    const texts = dense(rows);
    const all = Int32Array.from(rows.keys());
    const weights = trainLabel(texts, all, labels, 0, 0.7, 2);
    const slope = weights.map((weight, place) => {
      let sum = weight;
      rows.forEach((row, at) => {
        const side = labels[at] === 0 ? 1 : -1;
        const gap = 1 - side * scoreRow(texts, at, weights);
        if (gap > 0) sum -= 2 * 0.7 * (side > 0 ? 2 : 1) * gap * side * (place < 3 ? (row[place] ?? 0) : 1);
      });
      return sum;
    });
    expect(Math.max(...slope.map(Math.abs))).toBeLessThan(0.4);
  });
});

describe("a training set", () => {
  it("keeps texts that read alike in one fold, and forgets what only a left-out fold knows", () => {
    const texts = ["Card late", "card  late", "card lost", "refund now", "refund it", "where is it"];
    const set = trainingSet(texts, 2);
    expect([set.fewest, set.folds, set.recipe]).toEqual([1, 5, SHORT_TEXTS]);
    expect(set.lot[0]).toBe(set.lot[0]);
    expect([...set.lot].every((lot) => lot >= 0 && lot < 1)).toBe(true);
    const own = set.fold[3] ?? -1;
    const without = weighWithout(set, own);
    const [start, end] = [set.counted.starts[3] ?? 0, set.counted.starts[4] ?? 0];
    const now = [...without.values.subarray(start, end)];
    expect(now.some((value) => value === 0)).toBe(true);
    expect([...weighWithout(set, -1).values.subarray(start, end)].every((value) => value > 0)).toBe(true);
    expect(without.known[3]).toBeLessThan(1);
  });

  it("knows a feature of two texts from 1500 texts on", () => {
    const of = (count: number): number =>
      trainingSet(
        Array.from({ length: count }, (_, row) => `a${row % 5}`),
        1,
      ).fewest;
    expect([of(1499), of(1500)]).toEqual([1, 2]);
  });
});
