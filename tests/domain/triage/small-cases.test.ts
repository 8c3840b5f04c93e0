import { describe, expect, it } from "vitest";
import { capabilityChooser } from "../../../src/domain/triage/choose-capability.ts";
import { deadlines } from "../../../src/domain/triage/deadlines.ts";
import { foldWord } from "../../../src/domain/triage/fold-word.ts";
import { GROUP } from "../../../src/domain/triage/groups.ts";
import { GAPS_EACH, knowledgePhrases } from "../../../src/domain/triage/knowledge-phrases.ts";
import { clearLanguage } from "../../../src/domain/triage/languages.ts";
import { lightStem } from "../../../src/domain/triage/light-stem.ts";
import { mentionedNumbers } from "../../../src/domain/triage/mentioned-numbers.ts";
import { ownCopy } from "../../../src/domain/triage/own-copy.ts";
import { newMatches, phraseIndex, stemsOf } from "../../../src/domain/triage/phrase-index.ts";
import { ticketReader } from "../../../src/domain/triage/reader.ts";
import { clearTokens, MARK, MOST_WORDS, newTokens, tokenise } from "../../../src/domain/triage/tokenise.ts";
import { parseTriageModel } from "../../../src/domain/triage/triage-model.ts";
import { CAPABILITIES, KNOWLEDGE } from "./small-practice.ts";

function wordsOf(text: string): string[] {
  const words: string[] = [];
  tokenise(text, (lower) => words.push(lower), newTokens());
  return words;
}

describe("words", () => {
  it.each([
    ["a-z`0{9/zip:azure@90", ["a", "z", "0", "9", "zip", "azure", "90"]],
    ["x\u2000y", ["x", "y"]],
    ["x\u{10000}y \u1fffz", ["x", "y", "\u1fffz"]],
    ["ⰰx ퟻx", ["ⰰx", "ퟻx"]],
    ["🀀 🎉 🤖 𝄞 \u{1fc00}", ["🀀", "🎉", "🤖"]],
    ["☀ ➿ ◿ ⟀", ["☀", "➿"]],
    ["we're we'red we'r ve've 's x'", ["were", "we", "red", "we", "r", "veve", "s", "x"]],
    ["it's'm", ["it", "m"]],
    ["can’t", ["cant"]],
    ["end.", ["end"]],
    [":", []],
    [":-", []],
  ])("of %j are %j", (text, words) => expect(wordsOf(text)).toEqual(words));

  it("in capitals have three of them at least, and all but one", () => {
    const marks = (text: string): number[] => {
      const tokens = newTokens();
      tokenise(`x ${text}`, () => 0, tokens);
      return [...tokens.marks.subarray(1, tokens.count)];
    };
    expect(marks("ABC ABCd ABCde ABcd AB XYZA")).toEqual([MARK.capitals, MARK.capitals, 0, 0, 0, MARK.capitals]);
    expect(marks("ÀÞZ ÀÞz AZa ×ab")).toEqual([MARK.capitals, 0, 0, 0]);
    // Of a word longer than 24 letters the first 24 are looked at.
    expect(marks(`${"A".repeat(25)} ${"A".repeat(26)}`)).toEqual([MARK.capitals, 0]);
  });

  it("are stopped at 3,000, faces too", () => {
    const tokens = newTokens();
    tokenise("a ".repeat(MOST_WORDS - 1), () => 0, tokens);
    tokenise(":) :( b", () => 1, tokens);
    expect([tokens.count, tokens.words[MOST_WORDS - 1]]).toEqual([MOST_WORDS, 1]);
  });
});

describe("stems", () => {
  it.each([
    ["ads", "ads"],
    ["yes", "yes"],
    ["pays", "pay"],
    ["flies", "fly"],
    ["assessor", "assessor"],
    ["users", "user"],
    ["adding", "ad"],
    ["using", "using"],
    ["seeing", "see"],
    ["bottling", "bottl"],
    ["edited", "edit"],
    ["ingest", "ingest"],
    ["sinned", "sin"],
    ["dishes", "dish"],
    ["trxed", "trxed"],
    ["café1", "café1"],
  ])("of %s are %s", (word, stem) => expect(lightStem(word)).toBe(stem));

  it("of phrases are read anew each time", () => {
    for (let at = 0; at < MOST_WORDS; at += 1) stemsOf("two words");
    expect([stemsOf("Two  Words, again"), stemsOf("...")]).toEqual([["two", "word", "again"], []]);
  });

  it("fold every letter of its kind", () => {
    expect(["ßß", "œœ", "ææ", "øø", "łł", "éàü", "a'b’c'd"].map(foldWord)).toEqual(["ssss", "oeoe", "aeae", "oo", "ll", "eau", "abcd"]);
  });
});

describe("phrases", () => {
  const index = phraseIndex(
    Array.from({ length: 300 }, (_, at) => ({ text: `from w${at}`, group: GROUP.cue, target: at, weight: 1 })).concat([
      { text: "w3 from", group: GROUP.cue, target: 300, weight: 1 },
    ]),
  );
  const tokens = newTokens();
  const found = (text: string, phrases = index): readonly (readonly [number, number, number])[] => {
    clearTokens(tokens);
    const numbers: number[] = [];
    tokenise(text, (lower) => numbers.push(phrases.wordOf(lightStem(lower))) - 1, tokens);
    const matches = newMatches();
    phrases.scan(tokens, Int32Array.from(numbers), matches);
    return Array.from(
      { length: matches.count },
      (_, at) => [matches.phrase[at] ?? -1, matches.start[at] ?? -1, matches.end[at] ?? -1] as const,
    );
  };

  it("that begin alike are told apart by the word that follows", () => {
    for (let at = 0; at < 300; at += 1) expect(found(`from w${at}`)).toEqual([[at, 0, 2]]);
    expect([found("from w300"), found("w7 w8"), found("from"), found("from from")]).toEqual([[], [], [], []]);
    expect(found("from w3 from w4")).toEqual([
      [3, 0, 2],
      [300, 1, 3],
      [4, 2, 4],
    ]);
  });

  it("end with the text, whatever a longer one left behind it", () => {
    found("x from w3");
    expect(found("x from")).toEqual([]);
    found("x w3 from w5");
    expect(found("x w3")).toEqual([]);
    found("x y from w5");
    expect(found("x y")).toEqual([]);
  });

  it("may be one, or none", () => {
    const one = phraseIndex([{ text: "alone", group: GROUP.cue, target: 0, weight: 1 }]);
    expect([found("alone", one), found("all alone alone", one).length, found("other", one)]).toEqual([[[0, 0, 1]], 2, []]);
    expect(found("alone", phraseIndex([]))).toEqual([]);
  });

  it("that only run together alike stay two, and narrow gaps have a place by their capability", () => {
    const [first] = CAPABILITIES;
    if (first === undefined) throw new Error("no capability");
    const gaps = [
      { gap: "a", phrases: ["slow"] },
      { gap: "b", phrases: ["slow", "wrong encoding"] },
    ];
    const phrases = knowledgePhrases({
      ...KNOWLEDGE,
      capabilities: [
        { ...first, gaps: [], phrases: ["data base", "database"] },
        { ...first, gaps, phrases: ["data base"] },
      ],
    });
    const of = (group: number): unknown[] =>
      phrases.filter((each) => each.group === group).map(({ text, target, weight }) => [text, target, Math.round(weight * 100) / 100]);
    expect(of(GROUP.capability)).toEqual([
      ["data base", 0, 0.8],
      ["database", 0, 1],
      ["data base", 1, 0.8],
      ["slow", 1, 1],
      ["wrong encoding", 1, 1.6],
    ]);
    expect(of(GROUP.gap)).toEqual([
      ["slow", GAPS_EACH, 1],
      ["slow", GAPS_EACH + 1, 1],
      ["wrong encoding", GAPS_EACH + 1, 1.6],
    ]);
    expect(of(GROUP.sure)).toEqual([
      ["csv export", 0, 0],
      ["csv export", 1, 0],
    ]);
  });
});

describe("the capability chosen", () => {
  const reader = ticketReader(KNOWLEDGE, undefined);
  const chosen = (classes: readonly string[], ...scores: number[]) => {
    const choose = capabilityChooser({ name: "capability", classes, offset: 0 }, CAPABILITIES.slice(0, 2));
    const { place, share } = choose(Float32Array.from(scores), reader.read("", "hello"));
    return [place, Math.round(share * 1000) / 1000];
  };

  it("is of those in the taxonomy, wherever in the model those stand that are no more", () => {
    expect(chosen(["export", "gone", "login"], Math.log(3), Math.log(5), Math.log(2))).toEqual([0, 0.3]);
    expect(chosen(["gone", "login", "export"], Math.log(5), Math.log(2), Math.log(3))).toEqual([0, 0.3]);
    expect(chosen(["login", "export", "none"], 0, 0, 0)).toEqual([1, 0.333]);
    expect(chosen(["gone", "away", "export", "login"], 1, 1, -200, -200)).toEqual([undefined, 0]);
  });
});

describe("numbers, days and languages", () => {
  it("take a sum without end for none", () => {
    expect(mentionedNumbers(`${"9".repeat(400)} EUR and 3 EUR`)).toEqual({ amount: 3, users: 0 });
    expect(mentionedNumbers("12,345.67 EUR, 12.345.678 EUR for 12.5k users")).toEqual({ amount: 12_345_678, users: 0 });
    expect(mentionedNumbers("")).toEqual({ amount: 0, users: 0 });
  });

  it("read days of every kind", () => {
    const on = (text: string, written?: string): unknown => deadlines(text, written, true).map((each) => [each.text, each.on]);
    expect(on("by 0900-12-24")).toEqual([["by 0900-12-24", "0900-12-24"]]);
    expect(on("heute noch, aujourd'hui", "2026-11-18")).toEqual([
      ["heute noch", "2026-11-18"],
      ["aujourd'hui", "2026-11-18"],
    ]);
    expect(on("by noon, in 1 day, en 2 días", "2026-11-18")).toEqual([
      ["by noon", "2026-11-18"],
      ["in 1 day", "2026-11-19"],
      ["en 2 días", "2026-11-20"],
    ]);
    expect(on("by 1/2/2027 and by 1.2.2027")).toEqual([
      ["by 1/2/2027", null],
      ["by 1.2.2027", "2027-02-01"],
    ]);
    expect(on("due December 24 and le 1er mars 2027")).toEqual([
      ["due December 24", null],
      ["le 1er mars 2027", "2027-03-01"],
    ]);
    expect(on("by December 24, 25 days", "2026-12-24")).toEqual([["by December 24", "2026-12-24"]]);
    expect(on("by the close of the quarter, by end of business", "2026-11-18")).toEqual([
      ["by the close of the quarter", null],
      ["by end of business", "2026-11-18"],
    ]);
    // A day before the ticket takes no place among the four.
    expect(on("by 2026-01-01, by monday, by tuesday, by thursday, by friday", "2026-11-18")).toHaveLength(4);
  });

  it("know a language that leads by half, among any number of counts", () => {
    expect([clearLanguage([0, 0, 0, 3]), clearLanguage([4, 6, 1, 4]), clearLanguage([4.1, 6, 1, 4])]).toEqual(["es", "de", undefined]);
    expect([clearLanguage([3]), clearLanguage(Float32Array.of(1, 10, 9, 2)), clearLanguage([2, 10, 1])]).toEqual(["en", undefined, "de"]);
  });

  it("copy a text to its last letter", () => {
    for (const length of [0, 12, 13, 4096, 4097, 8192, 8193]) {
      const text = Array.from({ length }, (_, at) => String.fromCodePoint(97 + (at % 26))).join("");
      expect(ownCopy(text)).toBe(text);
    }
  });

  it("refuse a model's head that is no record", () => {
    for (const head of ["null", "5", '"text"', "[1]"]) {
      const text = new TextEncoder().encode(head);
      expect(parseTriageModel(Uint8Array.of(text.length, 0, 0, 0, ...text))).toBeUndefined();
    }
  });
});
