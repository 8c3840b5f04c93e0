import { describe, expect, it } from "vitest";
import { clusterTexts } from "../../../src/domain/patterns/cluster-texts.ts";
import { type HandText, vectorsOf } from "./vectors.ts";

const grouped = (texts: readonly HandText[], about: readonly (string | null)[] = texts.map(() => "a")): number[] => [
  ...clusterTexts(vectorsOf(...texts), about),
];
const times = (count: number, text: HandText): HandText[] => Array.from({ length: count }, () => text);
const only = (feature: number): HandText => [[feature, 1]];
/** A text of two features that is like `only(one)` by so much. */
const like = (likeness: number, one: number, other: number): HandText =>
  ([[one, likeness] as const, [other, Math.sqrt(1 - likeness ** 2)] as const] as const).toSorted((a, b) => b[1] - a[1]);

describe("texts in groups", () => {
  it("come together from a likeness of 0.3 on, of 0.42 where they are about different things", () => {
    expect(grouped([only(1), like(0.31, 1, 2)])).toEqual([0, 0]);
    expect(grouped([only(1), like(0.29, 1, 2)])).toEqual([0, 1]);
    expect(grouped([only(1), like(0.41, 1, 2)], ["a", "b"])).toEqual([0, 1]);
    expect(grouped([only(1), like(0.43, 1, 2)], ["a", "b"])).toEqual([0, 0]);
    expect(grouped([only(1), like(0.41, 1, 2)], [null, "b"])).toEqual([0, 1]);
    expect(grouped([only(1), like(0.31, 1, 2)], [null, null])).toEqual([0, 0]);
    expect(grouped([])).toEqual([]);
  });

  it("are numbered by their first texts", () => {
    expect(grouped([only(5), only(3), only(5), only(9), only(3)])).toEqual([0, 1, 0, 2, 1]);
  });

  it("go to the group they are most like, of equals the first", () => {
    expect(grouped([only(1), only(2), like(0.6, 1, 2)])).toEqual([0, 1, 1]);
    expect(grouped([only(1), only(2), like(0.8, 1, 2)])).toEqual([0, 1, 0]);
    // 0.5 to both: the first shares one feature with it, the second two.
    const half = (...features: number[]): HandText => features.map((feature) => [feature, 0.5]);
    const pair: HandText = [
      [8, 0.75],
      [2, 0.5],
      [3, 0.5],
    ];
    expect(grouped([only(1), pair, half(1, 2, 3, 5)])).toEqual([0, 1, 0]);
    expect(grouped([pair, only(1), half(1, 2, 3, 5)])).toEqual([0, 1, 0]);
  });
});

describe("groups of texts", () => {
  it("are one where their centres are alike by 0.45 in the end", () => {
    // Feature 2 comes to (2 × 0.65) / |(1 + 2 × 0.76, 2 × 0.65)| = 0.458 of the first group, and to 0.449.
    expect(grouped([only(1), only(2), ...times(2, like(0.76, 1, 2))])).toEqual([0, 0, 0, 0]);
    expect(grouped([only(1), only(2), ...times(2, like(0.77, 1, 2))])).toEqual([0, 1, 0, 0]);
  });

  it("need 0.57 of likeness where they are about different things", () => {
    // Three texts half of one and half of the other make 0.562, four make 0.594.
    const about = (count: number) => ["a", "b", ...Array.from({ length: count }, () => "a")];
    const half = like(Math.SQRT1_2, 1, 2);
    expect(grouped([only(1), only(2), ...times(3, half)], about(3))).toEqual([0, 1, 0, 0, 0]);
    expect(grouped([only(1), only(2), ...times(4, half)], about(4))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(grouped([only(1), only(2), ...times(3, half)])).toEqual([0, 0, 0, 0, 0]);
  });

  it("bring two others together that are each like a third", () => {
    const middle: HandText = [
      [3, 0.6],
      [1, 0.57],
      [2, 0.56],
    ];
    expect(grouped([only(1), only(2), only(3), ...times(5, middle)])).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(grouped([only(1), only(2), only(3), only(3), only(3)])).toEqual([0, 1, 2, 2, 2]);
  });

  it("give a text that came early to a group that it is more like", () => {
    const early: HandText = [
      [3, 0.72],
      [2, 0.6],
      [1, 0.35],
    ];
    const later: HandText = [
      [3, 0.71],
      [2, 0.7],
    ];
    expect(grouped([...times(3, only(1)), early, ...times(2, later)])).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it("let go a text that they have moved away from, each to itself", () => {
    const drift = (from: number, to: number): HandText[] => [only(from), like(0.31, from, to), ...times(8, only(to))];
    const eight = (group: number): number[] => Array.from({ length: 9 }, () => group);
    expect(grouped([...drift(1, 2), ...drift(5, 6)])).toEqual([0, ...eight(1), 2, ...eight(3)]);
    expect(grouped([...drift(1, 2), ...drift(1, 6)]).slice(0, 2)).toEqual([0, 1]);
  });
});

describe("groups as wholes", () => {
  /** A text with the features shared by others at one weight each, and its own with the rest. */
  const text = (shared: readonly number[], own: readonly number[], weight = 0.25): HandText => {
    const rest = Math.sqrt((1 - shared.length * weight ** 2) / own.length);
    return [...own.map((feature) => [feature, rest] as const), ...shared.map((feature) => [feature, weight] as const)];
  };
  const [one, other] = [text([1, 2, 3, 4], [11, 12, 13, 14, 15]), text([1, 2, 3, 4], [21, 22, 23, 24, 25])];

  it("come together from 0.43 on by the features they share, whatever these weigh in a text", () => {
    // Half of the features, a third, and four of nine; the third text lets features tell something.
    expect(grouped([text([1], [2], 0.5), text([1], [3], 0.5), only(9)])).toEqual([0, 0, 1]);
    expect(grouped([text([1], [2, 3], 0.5), text([1], [4, 5], 0.5), only(9)])).toEqual([0, 1, 2]);
    expect(grouped([one, other, only(9)])).toEqual([0, 0, 1]);
    expect(grouped([one, other, only(9)], ["a", "b", "a"])).toEqual([0, 1, 2]);
  });

  it("are about what most of their texts are about, of equals the first told", () => {
    expect(grouped([one, one, one, other, only(9)], ["b", "a", "a", "a", "a"])).toEqual([0, 0, 0, 0, 1]);
    expect(grouped([one, one, one, other, only(9)], ["b", "a", "a", "b", "a"])).toEqual([0, 0, 0, 1, 2]);
    expect(grouped([one, one, other, only(9)], ["b", "a", "b", "a"])).toEqual([0, 0, 0, 1]);
    expect(grouped([one, one, other, only(9)], ["b", "a", "a", "a"])).toEqual([0, 0, 1, 2]);
    expect(grouped([one, one, one, other, only(9)], ["a", null, null, null, "a"])).toEqual([0, 0, 0, 0, 1]);
  });

  it("are grouped twice: what came together can bring a third in, and a fourth stays out", () => {
    // The first and the last share three of six features. The third has 0.41 of either, and 0.49 of both together; the second has no more
    // than 0.41 of these two, though it would have 0.48 of the three.
    const first = text([1, 2, 3], [31, 32, 33], 0.3);
    const last = text([1, 2, 3], [41, 42, 43], 0.3);
    const third = text([3, 31, 41], [50], 0.3);
    const second = text([1, 2, 50], [60], 0.3);
    expect(grouped([first, second, third, last, only(9)])).toEqual([0, 1, 0, 0, 2]);
    expect(grouped([first, third, only(9)])).toEqual([0, 1, 2]);
  });
});
