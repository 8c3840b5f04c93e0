import { describe, expect, it } from "vitest";
import { gramVectors } from "../../../src/domain/patterns/gram-vectors.ts";
import { groupVectors } from "../../../src/domain/patterns/group-vectors.ts";
import { likenessTo } from "../../../src/domain/patterns/likeness.ts";
import { told, vectorsOf } from "./vectors.ts";

const text = (words: string, subjectWords = 0) => ({ words: words.split(" ").filter((word) => word !== ""), subjectWords });
const sizes = (vectors: ReturnType<typeof gramVectors>): number[] => told(vectors).map((own) => own.length);
const repeated = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe("texts as runs of letters", () => {
  it("are the runs of three to five letters of their words, the ends of a word among them", () => {
    // " abc ": three of three, two of four, one of five.
    const vectors = gramVectors(repeated(3, text("abc")));
    expect(vectors).toMatchObject({ count: 3, size: 2 ** 18 });
    expect([...vectors.starts]).toEqual([0, 6, 12, 18]);
    expect([vectors.features.length, vectors.weights.length]).toEqual([18, 18]);
    expect(new Set(vectors.features).size).toBe(6);
    for (const weight of vectors.weights) expect(weight).toBeCloseTo(1 / Math.sqrt(6), 6);
    // Two letters with their ends make four: two runs of three and one of four.
    expect(sizes(gramVectors(repeated(3, text("ab"))))).toEqual([3, 3, 3]);
    expect(sizes(gramVectors([text(""), ...repeated(3, text("ab"))]))).toEqual([0, 3, 3, 3]);
  });

  it("are compared by what at least two texts have", () => {
    // " ab" and "abc" and " abc" are in two words of the first text, and in no other.
    expect(sizes(gramVectors([text("abcd abce"), text("xyz"), text("uvw")]))).toEqual([0, 0, 0]);
    expect(sizes(gramVectors([text("abcd"), text("abce"), text("uvw")]))).toEqual([3, 3, 0]);
    expect(sizes(gramVectors([text("abcd abce"), text("abcd"), text("uvw")]))).toEqual([9, 9, 0]);
    // What two words of a text share is one feature of it.
    expect(sizes(gramVectors(repeated(3, text("abcd abce"))))).toEqual([15, 15, 15]);
  });

  it("see the first forty letters of a word", () => {
    const long = "abcdefghijklmnopqrstuvwxyz0123456789äöüß";
    const words = [`${long}xyz`, `${long}qrs`, long.slice(0, 39)].flatMap((word) => [text(word), text(word)]);
    const [one, , other, , shorter] = told(gramVectors(words));
    expect(one).toEqual(other);
    expect(one?.length).toBeGreaterThan(shorter?.length ?? 0);
  });

  it("weigh by how few texts have them, but no more for two texts than for four", () => {
    /** Weights of what so many of twelve texts have against what all twelve have. */
    const ratio = (count: number): number => {
      const texts = Array.from({ length: 12 }, (_, at) => text(at < count ? "ab yz" : "ab"));
      const own = told(gramVectors(texts))[0] ?? [];
      return (own[0]?.[1] ?? 0) / (own.at(-1)?.[1] ?? 1);
    };
    const weight = (count: number): number => Math.log(13 / count) + 0.1;
    for (const [count, as] of [
      [2, 4],
      [4, 4],
      [5, 5],
      [8, 8],
    ] as const)
      expect(ratio(count)).toBeCloseTo(weight(as) / weight(12), 2);
  });

  it("weigh double in the subject", () => {
    const [one] = told(gramVectors(repeated(3, text("ab yz ab", 1))));
    expect(one?.map(([, weight]) => weight)).toEqual([0.5164, 0.5164, 0.5164, 0.2582, 0.2582, 0.2582]);
    // A run of letters that a word of the subject has too counts as that.
    const shared = told(gramVectors(repeated(3, text("ab abx", 1))))[0]?.map(([, weight]) => weight);
    expect(shared?.filter((weight) => weight === shared[0])).toHaveLength(3);
  });

  it("keep the 192 weightiest runs, the weightiest first, with a length of one", () => {
    const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    const backward = [...letters].reverse().join("");
    // 36 letters with their ends make 36 + 35 + 34 = 105 runs a word.
    const vectors = gramVectors(repeated(4, text(`${letters} ${backward}`, 1)));
    expect([...vectors.starts]).toEqual([0, 192, 384, 576, 768]);
    const weights = [...vectors.weights.subarray(0, 192)];
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(weights.filter((weight) => weight === weights[0])).toHaveLength(105);
    expect(weights.reduce((sum, weight) => sum + weight * weight, 0)).toBeCloseTo(1, 5);
    expect(sizes(gramVectors(repeated(2, text(letters))))).toEqual([105, 105]);
  });

  it("are alike where they are equal, be they two", () => {
    const [one, other] = told(gramVectors([text("abc"), text("abc")]));
    expect(one).toEqual(other);
    expect(one?.[0]?.[1]).toBeCloseTo(1 / Math.sqrt(6), 4);
  });
});

describe("groups as vectors", () => {
  const one = (...features: number[]) => features.map((feature) => [feature, 1] as const);

  it("weigh a feature by the root of the share that has it, and by how few groups have it", () => {
    const vectors = groupVectors(
      vectorsOf(one(1, 2), one(1, 3), one(1), one(1, 9), one(5), one(5), one(6), one(1, 7)),
      Int32Array.of(0, 0, 0, 0, 1, 2, 3, 4),
    );
    expect(vectors).toMatchObject({ count: 5, size: 4096 });
    // Five groups: log(6/3) for what three or fewer have. Group 0: share 1 of feature 1, a quarter of 2, 3 and 9.
    const length = Math.sqrt(1 + 3 * 0.25);
    const [whole, part] = [1 / length, 0.5 / length].map((weight) => Math.round(weight * 1e4) / 1e4);
    expect(told(vectors)).toEqual([
      [
        [1, whole],
        [2, part],
        [3, part],
        [9, part],
      ],
      [[5, 1]],
      [[5, 1]],
      [[6, 1]],
      [
        [1, 0.7071],
        [7, 0.7071],
      ],
    ]);
    // What four of five have weighs less: log(6/4) against log(6/3).
    const common = groupVectors(vectorsOf(one(1, 2), one(1), one(1), one(1), one(3)), Int32Array.of(0, 1, 2, 3, 4));
    const [first] = told(common);
    expect(first?.map(([feature]) => feature)).toEqual([2, 1]);
    expect((first?.[1]?.[1] ?? 0) / (first?.[0]?.[1] ?? 1)).toBeCloseTo(Math.log(6 / 4) / Math.log(6 / 3), 3);
  });

  it("leave out what fewer than 15 % of their texts have", () => {
    const texts = Array.from({ length: 20 }, (_, at) => one(1, ...(at < 3 ? [2] : []), ...(at > 17 ? [3] : [])));
    const vectors = groupVectors(
      vectorsOf(...texts, one(4), one(5)),
      Int32Array.from({ length: 22 }, (_, at) => Math.max(0, at - 19)),
    );
    expect(told(vectors)[0]?.map(([feature]) => feature)).toEqual([1, 2]);
  });

  it("have nothing that tells two groups apart", () => {
    expect(told(groupVectors(vectorsOf(one(1), one(2)), Int32Array.of(0, 1)))).toEqual([[], []]);
    expect(told(groupVectors(vectorsOf(one(1), one(2)), Int32Array.of(0, 0)))).toEqual([[]]);
  });

  it("keep their 224 weightiest features, of equals those with the lower number", () => {
    const many = Array.from({ length: 225 }, (_, at) => 400 - at);
    const vectors = groupVectors(vectorsOf(one(...many), one(400), one(1), one(2)), Int32Array.of(0, 0, 1, 2));
    expect(told(vectors)[0]?.map(([feature]) => feature)).toEqual([400, ...Array.from({ length: 223 }, (_, at) => 176 + at)]);
  });
});

describe("which set a text is most like", () => {
  it("goes by the direction of the sets, not by their size, and takes the earlier of equals", () => {
    const vectors = vectorsOf(
      [
        [1, 0.8],
        [2, 0.6],
      ],
      [
        [1, 0.8],
        [2, 0.6],
      ],
      [
        [2, 0.8],
        [3, 0.6],
      ],
      [[2, 1]],
      [[3, 1]],
      [[1, 1]],
      [[8, 1]],
    );
    // Feature 2: 1.2 of a length of 2 against 0.8 of a length of 1.
    const like = likenessTo(vectors, [[0, 1], [2]]);
    expect([3, 4, 5, 6].map(like)).toEqual([1, 1, 0, 0]);
    expect([3, 4, 5, 6].map(likenessTo(vectors, [[2], [0, 1]]))).toEqual([0, 0, 1, 0]);
    expect(likenessTo(vectors, [[5], [5]])(5)).toBe(0);
    // Its own features alone count, not those of the text after it.
    expect(likenessTo(vectors, [[5], [6]])(5)).toBe(0);
    expect(likenessTo(vectors, [[4], [5]])(4)).toBe(0);
    expect(likenessTo(vectors, [[3], [4]])(2)).toBe(0);
    expect(likenessTo(vectors, [[4], [3, 4]])(3)).toBe(1);
  });
});
