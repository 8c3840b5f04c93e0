import { describe, expect, it } from "vitest";
import { duplicateFinder, type DuplicateFinder } from "../../../src/domain/triage/duplicates.ts";
import { hashPair } from "../../../src/domain/triage/hash-pair.ts";
import { newTokens } from "../../../src/domain/triage/tokenise.ts";

/** A text is here the list of its words' hashes. */
type Text = readonly number[];

function find(finder: DuplicateFinder, id: string, text: Text): string | undefined {
  const tokens = newTokens();
  for (const at of text.keys()) tokens.words[at] = at;
  tokens.count = text.length;
  return finder.find(id, tokens, Int32Array.from(text));
}

/** What a new finder says of the second text after the first. */
function after(first: Text, second: Text): string | undefined {
  const finder = duplicateFinder();
  find(finder, "first", first);
  return find(finder, "second", second);
}

/** The sketch, bit by bit: each pair of neighbours votes for or against each of 64 bits. */
function bits(text: Text): readonly boolean[] {
  const votes = Array.from({ length: 64 }, () => 0);
  for (const [at, word] of text.entries()) {
    const pair = hashPair(text[at - 1] ?? 0, word);
    const other = Math.imul(pair ^ (pair >>> 16), 0x45d9f3b);
    for (const bit of votes.keys()) {
      const isFor = (((bit < 32 ? pair : other) >>> (bit % 32)) & 1) === 1;
      votes[bit] = (votes[bit] ?? 0) + (isFor ? 1 : -1);
    }
  }
  return votes.map((sum) => sum > 0);
}
const differing = (first: Text, second: Text): readonly number[] => {
  const [a, b] = [bits(first), bits(second)];
  return a.flatMap((bit, at) => (bit === b[at] ? [] : [at]));
};

const wordOf = (seed: number): number => Math.imul(Math.imul(seed + 1, 0x9e3779b1) ^ (seed >>> 7), 0x85ebca6b);
const textOf = (seed: number, words: number): Text => Array.from({ length: words }, (_, at) => wordOf(seed * 1000 + at));
const repeated = (word: number, times: number): Text => Array.from({ length: times }, () => word);
/** Long texts of which each second one has another word or two: they differ in a few of their bits. */
const PAIRS = Array.from({ length: 180 }, (_, nth) => {
  const first = textOf(nth, 160 + nth);
  const second = first.map((word, at) => (at === 90 || (nth % 3 === 0 && at === 40) ? wordOf(1e6 + nth * 2 + at) : word));
  return { first, second, apart: differing(first, second) };
});

describe("texts of six words and more", () => {
  it("are duplicates up to three of 64 bits apart, wherever the bits are", () => {
    const found = PAIRS.map(({ first, second, apart }) => [apart.length, after(first, second)]);
    expect(found).toEqual(PAIRS.map(({ apart }) => [apart.length, apart.length <= 3 ? "first" : undefined]));
    // The pairs are worth asking: at the limit, above it, and with all bits in one half.
    const count = (apart: number): number => PAIRS.filter((pair) => pair.apart.length === apart).length;
    expect(Math.min(count(1), count(2), count(3), count(4), count(5))).toBeGreaterThan(3);
  });

  it("are found by any quarter of the sketch that is left as it was, though thousands came between", () => {
    const quarters = PAIRS.filter(({ apart }) => apart.length === 3 && new Set(apart.map((bit) => bit >> 4)).size === 3);
    const left = new Set(quarters.map(({ apart }) => [0, 1, 2, 3].find((quarter) => apart.every((bit) => bit >> 4 !== quarter))));
    expect([left.size, quarters.length >= 8]).toEqual([4, true]);
    const finder = duplicateFinder();
    for (const [nth, { first }] of quarters.entries()) find(finder, `first ${nth}`, first);
    for (let at = 0; at < 2500; at += 1) find(finder, `between ${at}`, textOf(5000 + at, 3));
    const found = quarters.filter(({ second }, nth) => find(finder, "second", second) === `first ${nth}`);
    expect(found.length).toBeGreaterThan(quarters.length * 0.7);
  });

  it("begin at six: five are held against equal ones alone", () => {
    const word = wordOf(3);
    // A word again and again has the same sketch, however often.
    expect([after(repeated(word, 7), repeated(word, 6)), after(repeated(word, 5), repeated(word, 6))]).toEqual(["first", "first"]);
    expect([after(repeated(word, 6), repeated(word, 5)), after(repeated(word, 4), repeated(word, 5))]).toEqual([undefined, undefined]);
    expect(after(repeated(word, 5), repeated(word, 5))).toBe("first");
  });

  it("are no duplicates of what was never told, whatever their words", () => {
    const finder = duplicateFinder();
    expect(find(finder, "first", repeated(0, 6))).toBeUndefined();
    expect(find(finder, "second", repeated(0, 6))).toBe("first");
  });
});

describe("short texts", () => {
  it("are found again though others of the same sketch came between", () => {
    for (const seed of [1, 2, 3, 4]) {
      const finder = duplicateFinder();
      const word = wordOf(seed);
      expect([find(finder, "four", repeated(word, 4)), find(finder, "five", repeated(word, 5))]).toEqual([undefined, undefined]);
      expect(find(finder, "again", repeated(word, 4))).toBe("four");
    }
  });

  it("are not the same for a number that says so: the sketch has its say", () => {
    // Two words each, whose hashes in order come out alike.
    const [one, other] = COLLIDING;
    const inOrder = (text: Text): number => text.reduce(hashPair, text.length);
    expect([inOrder(one) === inOrder(other), differing(one, other).length > 0]).toEqual([true, true]);
    expect([after(one, other), after(one, one)]).toEqual([undefined, "first"]);
  });

  it("of one word, or none, are never asked", () => {
    expect([after([], []), after([wordOf(1)], [wordOf(1)]), after(textOf(1, 2), textOf(1, 2))]).toEqual([undefined, undefined, "first"]);
  });
});

const COLLIDING: readonly [Text, Text] = [
  [7, 49_507],
  [7, 98_092],
];

describe("a family", () => {
  const [text, filler] = [textOf(1, 8), textOf(2, 8)];
  const between = (finder: DuplicateFinder, count: number): void => {
    for (let at = 0; at < count; at += 1) find(finder, "between", filler);
  };

  it("is remembered for 8,191 tickets, to the ticket", () => {
    const late = (count: number): string | undefined => {
      const finder = duplicateFinder();
      find(finder, "first", text);
      between(finder, count);
      return find(finder, "late", text);
    };
    expect([late(8190), late(8191)]).toEqual(["first", undefined]);
  });

  it("goes by its first while that is remembered, then by the one that was found", () => {
    const ask = (count: number): readonly (string | undefined)[] => {
      const finder = duplicateFinder();
      find(finder, "first", text);
      between(finder, 5000);
      const second = find(finder, "second", text);
      between(finder, count);
      return [second, find(finder, "third", text), find(finder, "fourth", text)];
    };
    expect(ask(3189)).toEqual(["first", "first", "third"]);
    expect(ask(3190)).toEqual(["first", "second", "second"]);
  });

  it("names no ticket as a duplicate of itself", () => {
    const finder = duplicateFinder();
    expect([find(finder, "a", text), find(finder, "a", text), find(finder, "b", text)]).toEqual([undefined, undefined, "a"]);
  });
});
