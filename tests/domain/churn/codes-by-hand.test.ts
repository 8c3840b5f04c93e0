import { describe, expect, it } from "vitest";
import { fitLevels, fitRates, frequentLevels, hasManyLevels } from "../../../src/domain/churn/category-code.ts";
import { encode, fitCoder, widthOf } from "../../../src/domain/churn/coder.ts";
import { groupsOf, tally } from "../../../src/domain/churn/column-facts.ts";
import type { Frame, FrameColumn } from "../../../src/domain/churn/frame.ts";
import { binOf, fitNumberCode, rounded, termCount, writeTerms } from "../../../src/domain/churn/number-code.ts";
import { hash32 } from "../../../src/domain/text/text-hash.ts";

const upTo = (count: number): Float64Array => Float64Array.from({ length: count }, (_, index) => index);
const every = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);

describe("the code of a number", () => {
  it("holds the outer values in, and cuts midway between the few there are", () => {
    // Of 1 … 4 the 0.5 % point is 1 + 3 · 0.005; clamped, they spread by √((1.485² + 0.5² + …) / 4).
    expect(fitNumberCode(Float64Array.of(4, 1, 3, 2, 2), 500)).toMatchObject({ low: 1.02, high: 3.98, log: false, cuts: [1.5, 2.5, 3.5] });
    const code = fitNumberCode(Float64Array.of(4, 1, 3, 2), 10);
    const spread = Math.sqrt((2 * 1.485 ** 2 + 2 * 0.5 ** 2) / 4);
    expect(code).toEqual({
      low: 1.015,
      high: 3.985,
      log: false,
      terms: [{ knot: null, mean: 2.5, scale: rounded(spread) }],
      cuts: [1.5, 2.5, 3.5],
      blank: null,
    });
    const target = new Float64Array(3);
    writeTerms(code, 4, target, 1);
    expect([...target]).toEqual([0, (3.985 - 2.5) / rounded(spread), 0]);
    writeTerms(code, 0, target, 2);
    expect(target[2]).toBeCloseTo((1.015 - 2.5) / spread, 4);
    expect(termCount(code)).toBe(1);
  });

  it("bends where there are cases to bear it: nowhere below 40, at two places below 120, else at five", () => {
    const knots = (rarer: number, values = upTo(101)): (number | null)[] => fitNumberCode(values, rarer).terms.map(({ knot }) => knot);
    expect(knots(39)).toEqual([null]);
    expect(knots(40)).toEqual([null, 20, 60]);
    expect(knots(119)).toEqual([null, 20, 60]);
    expect(knots(120)).toEqual([null, 5, 20, 40, 60, 80]);
    const repeated = (distinct: number): Float64Array => Float64Array.from({ length: 40 }, (_, row) => row % distinct);
    expect(knots(120, repeated(3))).toEqual([null]);
    expect(knots(120, repeated(4))).toEqual([null, 1, 2]);
    // What a value exceeds the knot by: 0 up to it, value − knot above, held in at 99.5.
    const [, second] = fitNumberCode(upTo(101), 40).terms;
    const over = [...upTo(101)].map((value) => Math.max(0, Math.min(99.5, value) - 20));
    const mean = over.reduce((sum, value) => sum + value, 0) / 101;
    expect(second).toEqual({
      knot: 20,
      mean: rounded(mean),
      scale: rounded(Math.sqrt(over.reduce((sum, value) => sum + value * value, 0) / 101 - mean * mean)),
    });
    const target = new Float64Array(3);
    const code = fitNumberCode(upTo(101), 40);
    writeTerms(code, 30, target, 0);
    expect(target[1]).toBeCloseTo((10 - mean) / (second?.scale ?? 1), 5);
    expect(target[2]).toBeCloseTo(-(code.terms[2]?.mean ?? 0) / (code.terms[2]?.scale ?? 1), 12);
  });

  it("takes the logarithm of what is skewed more than ten to one and never below 0", () => {
    const skew = (...values: number[]): boolean => fitNumberCode(Float64Array.from(values), 0).log;
    // The low and the high are a hundredth of a step inside of what is given.
    expect(skew(0, 1, 9.9)).toBe(false);
    expect(skew(0, 1, 10.2)).toBe(true);
    expect(skew(-1, 0, 10.2)).toBe(false);
    expect(skew(0, 0, 0)).toBe(false);
    expect(skew(0, 0, 1)).toBe(true);
    expect(skew(100, 101, 109)).toBe(false);
    expect(skew(100, 101, 111)).toBe(true);
    const code = fitNumberCode(Float64Array.of(10, 10, 10, 10, 10, 110), 0);
    expect(code).toMatchObject({ low: 10, log: true });
    const [term] = code.terms;
    expect(term?.mean).toBe(rounded(Math.log1p(97.5) / 6));
    const target = new Float64Array(1);
    writeTerms(code, 20, target, 0);
    expect(target[0]).toBeCloseTo((Math.log1p(10) - (term?.mean ?? 0)) / (term?.scale ?? 1), 12);
  });

  it("gives a blank the mean of every term, and a column of its own where some were blank", () => {
    const code = fitNumberCode(Float64Array.of(1, 2, Number.NaN, 3), 0);
    expect(code.blank).toEqual({ mean: 0.25, scale: rounded(Math.sqrt(0.25 * 0.75)) });
    expect(termCount(code)).toBe(2);
    const target = new Float64Array(4);
    writeTerms(code, Number.NaN, target, 1);
    expect([...target]).toEqual([0, 0, (1 - 0.25) / (code.blank?.scale ?? 1), 0]);
    writeTerms(code, 2, target, 1);
    expect(target[2]).toBe((0 - 0.25) / (code.blank?.scale ?? 1));
    expect(fitNumberCode(Float64Array.of(Number.NaN, Number.NaN), 500)).toEqual({
      low: 0,
      high: 0,
      log: false,
      terms: [],
      cuts: [],
      blank: null,
    });
    expect(fitNumberCode(new Float64Array(), 500).terms).toEqual([]);
    // One value alone says nothing.
    expect(fitNumberCode(Float64Array.of(5, 5, 5), 500)).toMatchObject({ terms: [], cuts: [] });
    expect(fitNumberCode(Float64Array.of(0, 0), 500).terms).toEqual([]);
  });

  it("has 47 cuts at even shares from 49 different values on, at six digits", () => {
    const few = fitNumberCode(upTo(48), 0).cuts;
    expect(few).toHaveLength(47);
    expect([few[0], few[46]]).toEqual([0.5, 46.5]);
    const many = fitNumberCode(upTo(49), 0).cuts;
    expect(many).toHaveLength(47);
    expect([many[0], many[1], many[46]]).toEqual([1, 2, 47]);
    const uneven = fitNumberCode(upTo(101), 0).cuts;
    expect([uneven[0], uneven[1], uneven[46]]).toEqual([2.08333, 4.16667, 97.9167]);
    // Half of the rows hold 0: a cut that repeats is kept once.
    const heavy = Float64Array.from({ length: 120 }, (_, row) => Math.max(0, row - 60));
    expect(fitNumberCode(heavy, 0).cuts.filter((cut) => cut === 0)).toHaveLength(1);
  });

  it("puts a value into the bin after the cuts below it", () => {
    const cuts = [1, 2, 3];
    expect([Number.NaN, 0.5, 1, 1.5, 2, 2.5, 3, 9].map((value) => binOf(cuts, value))).toEqual([0, 1, 1, 2, 2, 3, 3, 4]);
    expect([binOf([], 5), binOf([], Number.NaN)]).toEqual([1, 0]);
    expect([rounded(1.23456789), rounded(-0.00012345678), rounded(123_456_789)]).toEqual([1.23457, -0.000123457, 123_457_000]);
  });
});

// Ten rows: a leaves 2 of 4, b 0 of 4, c 1 of 1, one blank that leaves. 4 of 10 leave.
const TEN = {
  codes: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1, 2, -1),
  levels: ["a", "b", "c"],
  labels: Float64Array.of(1, 1, 0, 0, 0, 0, 0, 0, 1, 1),
};

describe("the code of a category", () => {
  it("keeps levels with enough rows, the most frequent first, then in their order", () => {
    const counted = { codes: Int32Array.of(2, 2, 2, 1, 1, 0, 0, 3, -1), levels: ["a", "b", "c", "d"], labels: new Float64Array(9) };
    expect(frequentLevels(counted, 2)).toEqual([2, 0, 1]);
    expect(frequentLevels(counted, 1)).toEqual([2, 0, 1, 3]);
    expect(frequentLevels(counted, 3)).toEqual([2]);
  });

  it("ranks levels by churn, drawn to the mean by fifteen rows of it", () => {
    // a (2 + 6) / 19 = 0.42, b 6 / 19 = 0.32, all others (1 + 6) / 16 = 0.44.
    expect(fitLevels(TEN, 4)).toEqual({ levels: ["a", "b"], bins: [2, 1, 3], other: true, blank: true });
    const full = { codes: Int32Array.of(0, 0, 1, 1), levels: ["a", "b"], labels: Float64Array.of(0, 1, 1, 1) };
    // No row of another level: it has the mean's place, between a (1 + 11.25) / 17 and b (2 + 11.25) / 17.
    expect(fitLevels(full, 1)).toEqual({ levels: ["a", "b"], bins: [1, 3, 2], other: false, blank: false });
    // Equal churn: in the order of the levels.
    expect(fitLevels({ ...full, labels: new Float64Array(4) }, 1).bins).toEqual([1, 2, 3]);
    const many = { codes: every(20), levels: [...every(20)].map(String), labels: new Float64Array(20) };
    expect(fitLevels(many, 1).levels).toHaveLength(15);
    expect(fitLevels(many, 1).other).toBe(true);
  });

  it("has many levels above 15 frequent ones, or above 45 of any kind", () => {
    const of = (levels: number, times: number) => ({
      codes: Int32Array.from({ length: levels * times }, (_, row) => row % levels),
      levels: [...every(levels)].map(String),
      labels: new Float64Array(levels * times),
    });
    expect([hasManyLevels(of(15, 4), 4), hasManyLevels(of(16, 4), 4), hasManyLevels(of(16, 3), 4)]).toEqual([false, true, false]);
    expect([hasManyLevels(of(45, 1), 4), hasManyLevels(of(46, 1), 4)]).toEqual([false, true]);
  });

  it("makes many levels one number: log-odds drawn to the mean, each row's own fifth left out", () => {
    const { code, own } = fitRates(TEN, 0, 7);
    const odds = (ones: number, rows: number): number => {
      const rate = (ones + 15 * 0.4) / (rows + 15);
      return Math.log(rate / (1 - rate));
    };
    // c has one row: too few for a rate of its own.
    expect(code.rates).toEqual({ a: rounded(odds(2, 4)), b: rounded(odds(0, 4)) });
    expect(code.prior).toBe(rounded(odds(0, 0)));
    const part = (row: number): number => hash32(String(row), 7) % 5;
    const expected = [...TEN.codes].map((level, row) => {
      if (level < 0) return Number.NaN;
      const others = [...every(10)].filter((other) => TEN.codes[other] === level && part(other) !== part(row));
      return odds(
        others.reduce((sum, other) => sum + (TEN.labels[other] ?? 0), 0),
        others.length,
      );
    });
    expect([...own]).toEqual(expected);
    expect(code.code).toEqual(fitNumberCode(own, 0));
    const allLeft = fitRates({ ...TEN, labels: new Float64Array(10).fill(1) }, 0, 7);
    expect(allLeft.code.prior).toBe(rounded(Math.log((1 - 1e-6) / 1e-6)));
    expect(fitRates({ ...TEN, labels: new Float64Array(10) }, 0, 7).code.prior).toBe(rounded(Math.log(1e-6 / (1 - 1e-6))));
  });
});

describe("the rows as the models get them", () => {
  const number: FrameColumn = { name: "n", kind: "number", values: Float64Array.of(1, 2, 3, 4, Number.NaN, 1, 2, 3, 4, 2) };
  const category: FrameColumn = { name: "c", kind: "category", codes: TEN.codes, levels: TEN.levels };
  const frame: Frame = { rows: 10, columns: [number, category] };

  it("stand column by column: the number's terms, then one column a level, the others and the blanks", () => {
    const { codes, encoded } = fitCoder(frame, TEN.labels, every(10), 1);
    expect(codes.map(widthOf)).toEqual([2, 4]);
    expect(encoded.matrix.width).toBe(6);
    const line = (row: number): number[] => [...encoded.matrix.values.subarray(6 * row + 2, 6 * row + 6)];
    expect([line(0), line(4), line(8), line(9)]).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
    const terms = new Float64Array(2);
    const [first] = codes;
    if (first === undefined || !("number" in first)) throw new Error("no number");
    expect(first.number).toEqual(fitNumberCode(number.values, 4));
    writeTerms(first.number, 3, terms, 0);
    expect([...encoded.matrix.values.subarray(12, 14)]).toEqual([...terms]);
    expect(encoded.bins).toEqual({
      rows: 10,
      features: [Uint8Array.of(1, 2, 3, 4, 0, 1, 2, 3, 4, 2), Uint8Array.of(2, 2, 2, 2, 1, 1, 1, 1, 3, 0)],
      counts: [5, 4],
    });
  });

  it("are read again by name: what is lacking is blank, what is new is another", () => {
    const { codes } = fitCoder(frame, TEN.labels, every(10), 1);
    const other: Frame = {
      rows: 3,
      columns: [
        { name: "c", kind: "category", codes: Int32Array.of(0, 1, -1), levels: ["b", "zebra"] },
        { ...number, name: "new" },
      ],
    };
    const { matrix, bins } = encode(codes, other, Int32Array.of(2, 1, 0));
    expect(bins.features).toEqual([Uint8Array.of(0, 0, 0), Uint8Array.of(0, 3, 1)]);
    expect([...matrix.values.subarray(2, 6)]).toEqual([0, 0, 0, 1]);
    expect([...matrix.values.subarray(8, 12)]).toEqual([0, 0, 1, 0]);
    expect([...matrix.values.subarray(14, 18)]).toEqual([0, 1, 0, 0]);
    // A category where a number was learnt, and the other way round, are blank.
    const turned: Frame = {
      rows: 1,
      columns: [
        { ...category, name: "n", codes: Int32Array.of(0) },
        { ...number, name: "c", values: Float64Array.of(1) },
      ],
    };
    expect(encode(codes, turned, Int32Array.of(0)).bins.features).toEqual([Uint8Array.of(0), Uint8Array.of(0)]);
  });

  it("have no column for other levels and blanks where training had none", () => {
    const plain: Frame = { rows: 8, columns: [{ ...category, codes: TEN.codes.slice(0, 8) }] };
    const { codes } = fitCoder(plain, TEN.labels, every(8), 1);
    expect(codes.map(widthOf)).toEqual([2]);
    const { matrix, bins } = encode(codes, frame, Int32Array.of(8, 9, 0));
    expect([...matrix.values]).toEqual([0, 0, 0, 0, 1, 0]);
    expect(bins.features[0]?.[0]).toBe(2);
    expect(bins.features[0]?.[1]).toBe(0);
  });

  it("keep a level from four rows on, and from one in four hundred", () => {
    const kept = (rows: number, rare: number): number => {
      const codes = Int32Array.from({ length: rows }, (_, row) => (row < rare ? 1 : 0));
      const columns: FrameColumn[] = [{ name: "c", kind: "category", codes, levels: ["a", "b"] }];
      const [code] = fitCoder({ rows, columns }, new Float64Array(rows), every(rows), 1).codes;
      return code !== undefined && "levels" in code ? code.levels.levels.length : -1;
    };
    expect([kept(100, 3), kept(100, 4), kept(1601, 4), kept(1601, 5), kept(2000, 5), kept(2001, 5)]).toEqual([1, 2, 1, 2, 2, 1]);
  });

  it("share the knots that the cases bear among more than thirty columns", () => {
    const rows = 400;
    const labels = Float64Array.from({ length: rows }, (_, row) => (row < 130 ? 1 : 0));
    const knots = (columns: number, ones = labels): number => {
      const list = Array.from({ length: columns }, (_, at): FrameColumn => ({ name: String(at), kind: "number", values: upTo(rows) }));
      const [code] = fitCoder({ rows, columns: list }, ones, every(rows), 1).codes;
      return code !== undefined && "number" in code ? code.number.terms.length : -1;
    };
    // 130 · 30 / 32 = 121.9 bear five, 130 · 30 / 33 = 118.2 two; of 270 who leave the 130 who stay count.
    expect([knots(1), knots(32), knots(33)]).toEqual([6, 6, 3]);
    expect(
      knots(
        33,
        labels.map((label) => 1 - label),
      ),
    ).toBe(3);
  });

  it("of a column with many levels use the rates, and the prior for a level not known", () => {
    const rows = 120;
    const wide: FrameColumn = {
      name: "c",
      kind: "category",
      codes: Int32Array.from({ length: rows }, (_, row) => (row === 0 ? -1 : row % 50)),
      levels: [...every(50)].map((level) => `l${level}`),
    };
    const labels = Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 1 : 0));
    const both = { rows, columns: [number, wide] };
    const { codes, encoded } = fitCoder(both, labels, every(rows), 11);
    const rates = fitRates({ codes: wide.codes, levels: wide.levels, labels }, 40, 12);
    const code = codes[1];
    if (code === undefined || !("rates" in code)) throw new Error("no rates");
    expect(code).toEqual({ name: "c", kind: "category", rates: rates.code });
    const width = encoded.matrix.width;
    const own = new Float64Array(termCount(rates.code.code));
    writeTerms(rates.code.code, rates.own[7] ?? 0, own, 0);
    expect([...encoded.matrix.values.subarray(7 * width + width - own.length, 8 * width)]).toEqual([...own]);
    const later = encode(
      [code],
      {
        rows: 3,
        columns: [{ name: "c", kind: "category", codes: Int32Array.of(0, 1, -1), levels: ["l7", "toString"] }],
      },
      every(3),
    );
    const expected = [rates.code.rates["l7"] ?? 0, rates.code.prior, Number.NaN].flatMap((value) => {
      writeTerms(rates.code.code, value, own.fill(0), 0);
      return [...own];
    });
    expect([...later.matrix.values]).toEqual(expected);
  });
});

describe("a column in groups", () => {
  it("puts blanks first and what is rare last", () => {
    const codes = Int32Array.from({ length: 25 }, (_, row) => (row < 8 ? 0 : row < 15 ? 1 : row < 24 ? 2 : -1));
    const { groups, count } = groupsOf({ name: "c", kind: "category", codes, levels: ["a", "b", "c"] });
    // c has nine rows and a eight; b's seven are too few.
    expect(count).toBe(4);
    expect([groups[0], groups[8], groups[15], groups[24]]).toEqual([2, 3, 1, 0]);
    expect(groupsOf({ name: "n", kind: "number", values: Float64Array.of(5, Number.NaN, 7, 5) })).toEqual({
      groups: Int32Array.of(1, 0, 2, 1),
      count: 3,
    });
    const { rows, ones } = tally({ groups: Int32Array.of(1, 0, 2, 1), count: 3 }, Float64Array.of(1, 0, 0, 1));
    expect([[...rows], [...ones]]).toEqual([
      [1, 2, 1],
      [0, 2, 0],
    ]);
  });
});
