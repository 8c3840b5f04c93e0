import { describe, expect, it } from "vitest";
import { englishStem } from "../../../src/domain/text/english-stem.ts";
import { foldText } from "../../../src/domain/text/fold-text.ts";
import { spelledOut, textTokens, tokenKind } from "../../../src/domain/text/text-tokens.ts";
import { tokenFeatures } from "../../../src/domain/text/token-features.ts";

describe("a stem", () => {
  it.each([
    ["bus", "bus"],
    ["dog's", "dog"],
    ["companies", "compani"],
    ["ties", "tie"],
    ["classes", "class"],
    ["cards", "card"],
    ["gas", "gas"],
    ["pass", "pass"],
    ["status", "status"],
    ["stopping", "stop"],
    ["stopped", "stop"],
    ["passing", "pass"],
    ["calling", "call"],
    ["buzzing", "buzz"],
    ["going", "going"],
    ["bring", "bring"],
    ["string", "str"],
    ["need", "need"],
    ["added", "ad"],
    ["charged", "charg"],
    ["charge", "charg"],
    ["likely", "like"],
    ["rely", "reli"],
    ["early", "earli"],
    ["quickly", "quick"],
    ["city", "citi"],
    ["the", "the"],
    ["tree", "tre"],
  ])("of %s is %s", (word, stem) => expect(englishStem(word)).toBe(stem));
});

describe("tokens", () => {
  it.each([
    ["a<3b <3", ["a", "<", "3b", "<3"]],
    ["=] ;-) :'( :| x:)y", ["=]", ";-)", ":'(", ":|", "x", ":", ")", "y"]],
    ["it’s rock'n'roll", ["it's", "rock'n", "'", "roll"]],
    ["what?!?! no...", ["what", "?!?!", "no", ".", ".", "."]],
    ["Ünïcode 12", ["unicode", "12"]],
  ])("of %j are %j", (text, tokens) => expect(textTokens(text, 100)).toEqual(tokens));

  it("are cut to as many as are asked for", () => {
    expect(textTokens("a b c", 3)).toEqual(["a", "b", "c"]);
    expect(textTokens("a b c", 0)).toEqual([]);
    expect(textTokens("", 5)).toEqual([]);
  });

  it.each([
    ["<3", "smile"],
    [":)", "smile"],
    [":]", "smile"],
    [":d", "smile"],
    ["=p", "smile"],
    [";-*", "smile"],
    [":(", "frown"],
    [":[", "frown"],
    [":/", "frown"],
    [":\\", "frown"],
    [":|", "frown"],
    ["12", "number"],
    ["12a", "word"],
    ["?!", "stress"],
    ["!", "stress"],
    [",", "mark"],
    [":", "mark"],
    ["x", "word"],
  ] as const)("like %s are %s", (token, kind) => expect(tokenKind(token)).toBe(kind));

  it.each([
    ["cannot", ["can", "not"]],
    ["won't", ["will", "not"]],
    ["shan't", ["shall", "not"]],
    ["isn't", ["is", "not"]],
    ["n't", ["n't"]],
    ["i'm", ["i", "am"]],
    ["they're", ["they", "are"]],
    ["we'll", ["we", "will"]],
    ["it's", ["it's"]],
    ["'m", ["'m"]],
    ["plain", ["plain"]],
  ])("%s is %j", (word, words) => expect(spelledOut(word)).toEqual(words));

  it("are folded", () => {
    expect([foldText("ÉTÉ ‘x’ ´y ʼz"), foldText("Plain 'x'"), foldText("ﬁne")]).toEqual(["ete 'x' 'y 'z", "plain 'x'", "fine"]);
  });
});

describe("features of a token", () => {
  it("are its words with their stems, and runs of letters with blanks at its ends", () => {
    const counts = (token: string, from = 3, to = 5): [number, number] => {
      const { words, letters } = tokenFeatures(token, from, to);
      return [words.length, letters.length];
    };
    // " card ": four runs of three letters, three of four, two of five.
    expect(counts("card")).toEqual([1, 9]);
    expect(counts("card", 4, 4)).toEqual([1, 3]);
    expect(counts("card", 0, 0)).toEqual([1, 0]);
    expect(counts("don't", 4, 4)).toEqual([2, 4]);
    expect(counts(",")[0]).toBe(0);
    expect(counts(":)")[0]).toBe(1);
    expect(tokenFeatures("12345", 3, 5)).toEqual(tokenFeatures("7", 3, 5));
    expect(counts("x".repeat(60), 3, 3)[1]).toBe(counts("x".repeat(48), 3, 3)[1]);
    const stemOf = (token: string): number | undefined => tokenFeatures(token, 3, 5).words[0]?.stem;
    const plainOf = (token: string): number | undefined => tokenFeatures(token, 3, 5).words[0]?.plain;
    expect(stemOf("cards")).toBe(stemOf("card"));
    expect(plainOf("cards")).not.toBe(plainOf("card"));
    expect(stemOf("card")).toBe(plainOf("card"));
    expect([stemOf(":)"), stemOf(":(")]).toEqual([stemOf(":d"), stemOf(":/")]);
    expect(stemOf(":)")).not.toBe(stemOf(":("));
  });
});
