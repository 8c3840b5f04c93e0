import { describe, expect, it } from "vitest";
import { FEELINGS, type Feeling } from "../../../src/domain/sentiment/feelings.ts";
import { frustrationOf, sentimentOf } from "../../../src/domain/sentiment/sentiment-of.ts";
import { duplicateFinder } from "../../../src/domain/triage/duplicates.ts";
import { ticketReader } from "../../../src/domain/triage/reader.ts";
import { newTokens, tokenise } from "../../../src/domain/triage/tokenise.ts";
import { KNOWLEDGE } from "./small-practice.ts";

describe("a reading", () => {
  const reader = ticketReader(KNOWLEDGE, undefined);

  it("weighs phrases, half as much again in the subject, and counts cues and small words", () => {
    const { capabilities, sure, cues, gaps, languages, deadlines, numbers, tokens } = reader.read(
      "CSV export",
      "The export is slow again and again: 12 users wait, 90 EUR, by Friday",
      "2026-11-18",
    );
    expect([...capabilities].map((value) => Math.round(value * 100) / 100)).toEqual([1.5 + 1 + 1, 0, 0, 0]);
    expect([[...sure], [...cues], [...gaps]]).toEqual([[1, 0, 0, 0], [0, 2, 0], [[0, 1]]]);
    expect([...languages]).toEqual([4, 0, 0, 0, 0]);
    expect([deadlines, numbers]).toEqual([[{ text: "by Friday", on: "2026-11-20" }], { amount: 90, users: 12 }]);
    expect([tokens.bodyStart, tokens.count]).toEqual([2, 16]);
    const again = reader.read("", "my car dashboard");
    expect([...again.capabilities]).toEqual([0, 0, 1 - 1.5, 0]);
    expect([[...again.sure], [...again.cues], again.gaps.size, again.deadlines]).toEqual([[0, 0, 0, 0], [0, 0, 0], 0, []]);
    expect(reader.read("slow", "").gaps.get(0)).toBe(1.5);
    expect(reader.cueNames).toEqual(["outage", "repeated", "money"]);
  });

  const feeling = (name: Feeling, body: string, subject = ""): number =>
    Math.round((reader.read(subject, body).feelings[FEELINGS.indexOf(name)] ?? Number.NaN) * 1e4) / 1e4 + 0;
  const damped = (value: number): number => Math.round(Math.log1p(value) * 1e4) / 1e4;
  const bent = (value: number): number => Math.round((value / (1 + Math.abs(value))) * 1e4) / 1e4;

  it("adds up feelings: turned by a negation near before, stronger with very and capitals, weaker with slightly", () => {
    expect([feeling("positive", "it is great"), feeling("negative", "it is great")]).toEqual([damped(3), 0]);
    expect([feeling("negative", "not great"), feeling("positive", "not great")]).toEqual([damped(2.1), 0]);
    expect(feeling("positive", "not bad")).toBe(damped(0.5));
    expect(feeling("negative", "not at all great")).toBe(damped(2.1));
    expect(feeling("positive", "not at all so great")).toBe(damped(3));
    expect(feeling("positive", "not. great")).toBe(damped(3));
    expect(feeling("positive", "it was not, great")).toBe(damped(3));
    expect(feeling("positive", "very great")).toBe(damped(3 * 1.35));
    expect(feeling("positive", "slightly great")).toBe(damped(3 * 0.6));
    expect(feeling("positive", "it is GREAT")).toBe(damped(3 * 1.3));
    expect(feeling("negative", "not very GREAT")).toBe(damped(3 * 1.3 * 1.35 * 0.7));
    expect(feeling("positive", "great britain")).toBe(0);
    expect(feeling("positive", "great, great britain, great")).toBe(damped(6));
    expect(feeling("positive", "we love it")).toBe(damped(3));
    expect([feeling("best", "fine and great"), feeling("worst", "bad, outrageous"), feeling("worst", "great")]).toEqual([0.75, 1, 0]);
    expect(feeling("balance", "great but outrageous")).toBe(Math.round((-1 / Math.sqrt(9 + 16 + 15)) * 1e4) / 1e4);
    expect([feeling("subject", "bad", "great"), feeling("subject", "great")]).toEqual([bent(3), 0]);
    expect([feeling("positive words", "great, fine"), feeling("positive words", "great ".repeat(4))]).toEqual([0.3333, 1]);
    expect([feeling("negative words", "bad, outrageous"), feeling("negative words", "slightly bad")]).toEqual([0.6667, 0]);
    // "Not outrageous" is 1, hardly good; "not great" is 2.1 the wrong way.
    expect([feeling("positive words", "not outrageous"), feeling("negative words", "not great")]).toEqual([0, 0.3333]);
    expect([feeling("intense", "very bad"), feeling("intense", "very bad, very bad, very bad"), feeling("intense", "bad")]).toEqual([
      0.5, 1, 0,
    ]);
    expect([feeling("sarcasm", "thanks for nothing"), feeling("turned", "but bad"), feeling("turned", "but but but")]).toEqual([
      0.5, 0.5, 1,
    ]);
  });

  it("tells the end of a text, of eight words or a quarter, from the subject", () => {
    expect(feeling("ending", "great a b c d e f g")).toBe(bent(3));
    expect(feeling("ending", "great a b c d e f g h")).toBe(0);
    expect(feeling("ending", `${"a ".repeat(30)}great ${"b ".repeat(9)}`)).toBe(bent(3));
    expect(feeling("ending", `${"a ".repeat(29)}great ${"b ".repeat(10)}`)).toBe(0);
    expect(feeling("ending", "a b", "great")).toBe(0);
  });

  it("counts marks, capitals and lengths", () => {
    expect([
      feeling("exclamations", "a! b!!"),
      feeling("questions", "a? b"),
      feeling("ellipses", "a.. b"),
      feeling("ellipses", "a.... b.."),
    ]).toEqual([damped(3), damped(1), 0.5, 1]);
    expect([feeling("capitals", "ABCDEabcde12"), feeling("capitals", "ABCDEabcde1"), feeling("capitals", "ABCDEFGHIJKL")]).toEqual([
      0.8333, 0, 1,
    ]);
    expect([feeling("shouting", "THIS IS BAD now"), feeling("shouting", "ALL THESE WORDS ARE LOUD")]).toEqual([0.5, 1]);
    expect([feeling("length", "a b c d e f g h i j"), feeling("length", "")]).toEqual([Math.round((Math.log(10) / 5) * 1e4) / 1e4, 0]);
    expect([feeling("doubled marks", "a!!"), feeling("doubled marks", "a!! b!! c!!")]).toEqual([0.5, 1]);
    expect([
      feeling("short sentences", "a. b. c d e f"),
      feeling("short sentences", "a. b c d e"),
      feeling("short sentences", "a b c. d e f g h i j k l."),
    ]).toEqual([1, 0, 0.6667]);
  });
});

describe("sentiment", () => {
  it("is the mean of the labels in steps of a half, and the first of the likeliest", () => {
    expect(sentimentOf([0.1, 0.2, 0.3, 0.15, 0.25])).toEqual({ label: "neutral", score: 0.13 });
    expect(sentimentOf([0.5, 0.5, 0, 0, 0])).toEqual({ label: "very_negative", score: -0.75 });
    expect(sentimentOf([0, 0, 0, 1, 0])).toEqual({ label: "positive", score: 0.5 });
    expect(sentimentOf([])).toEqual({ label: "very_negative", score: 0 });
  });

  it("ends patience by bad feeling, repetition, shouting, marks and sarcasm", () => {
    const signs = (more: Partial<Record<Feeling, number>>): Float32Array => Float32Array.from(FEELINGS, (name) => more[name] ?? 0);
    expect(frustrationOf(-0.5, signs({}), 0)).toBe(0.4);
    expect(frustrationOf(-0.5, signs({}), 1)).toBe(0.52);
    expect(frustrationOf(0, signs({}), 5)).toBe(0.36);
    expect(frustrationOf(0, signs({ shouting: 1, exclamations: 1, sarcasm: 0.5 }), 0)).toBe(0.33);
    expect(frustrationOf(0, signs({ exclamations: 3 }), 0)).toBe(0.16);
    expect(frustrationOf(0.09, signs({}), 3)).toBe(0.29);
    expect(frustrationOf(0.1, signs({}), 3)).toBe(0);
    expect(frustrationOf(1, signs({}), 3)).toBe(0);
    expect(frustrationOf(-1, signs({ sarcasm: 1, shouting: 1 }), 3)).toBe(1);
  });
});

describe("duplicates", () => {
  const numbers = new Map<string, number>();
  const hashes = Int32Array.from({ length: 60_000 }, (_, at) => Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(at + 7, 0x85ebca6b));
  const tokensFor = (text: string) => {
    const tokens = newTokens();
    tokenise(text, (lower) => numbers.get(lower) ?? numbers.set(lower, numbers.size).size - 1, tokens);
    return tokens;
  };

  it("need two words, and go by the first of a family", () => {
    const finder = duplicateFinder();
    const find = (id: string, text: string): string | undefined => finder.find(id, tokensFor(text), hashes);
    expect([find("a", "login"), find("b", "login")]).toEqual([undefined, undefined]);
    expect([find("c", "login broken"), find("d", "login broken"), find("e", "login broken"), find("c", "login broken")]).toEqual([
      undefined,
      "c",
      "c",
      undefined,
    ]);
    expect(find("f", "broken login")).toBeUndefined();
  });

  it("are remembered for 8,192 tickets", () => {
    const family = (between: number): string | undefined => {
      const finder = duplicateFinder();
      finder.find("first", tokensFor("the very first"), hashes);
      for (let at = 0; at < between; at += 1) finder.find(`x${at}`, tokensFor(`w${at} v`), hashes);
      return finder.find("late", tokensFor("the very first"), hashes);
    };
    expect([family(8100), family(8192)]).toEqual(["first", undefined]);
  });
});
