import { describe, expect, it } from "vitest";
import { GROUP } from "../../../src/domain/triage/groups.ts";
import { hashText } from "../../../src/domain/text/text-hash.ts";
import { hashPair } from "../../../src/domain/triage/hash-pair.ts";
import { GAPS_EACH, knowledgePhrases } from "../../../src/domain/triage/knowledge-phrases.ts";
import { newMatches, phraseIndex } from "../../../src/domain/triage/phrase-index.ts";
import { rowTable } from "../../../src/domain/triage/row-table.ts";
import { clearTokens, MARK, MOST_WORDS, newTokens, tokenise } from "../../../src/domain/triage/tokenise.ts";
import { signFeature, stemHash, wordFeatures } from "../../../src/domain/triage/word-features.ts";
import { WAYS, waysOfWriting } from "../../../src/domain/triage/ways-of-writing.ts";
import { KNOWLEDGE } from "./small-practice.ts";

function wordsOf(text: string): string[] {
  const words: string[] = [];
  tokenise(text, (lower) => words.push(lower), newTokens());
  return words;
}
function tokensOf(text: string) {
  const tokens = newTokens();
  let next = 0;
  tokenise(text, () => next++, tokens);
  const { exclamations, questions, ellipses, doubled, sentences, letters, capitals } = tokens;
  return { marks: [...tokens.marks.subarray(0, tokens.count)], exclamations, questions, ellipses, doubled, sentences, letters, capitals };
}

describe("the words of a text", () => {
  it.each([
    ["it's we're I've he'll I'd I'm don't", ["it", "were", "ive", "hell", "id", "im", "dont"]],
    ["customers' rock'n'roll o'clock d'avis", ["customers", "rock", "n", "roll", "o", "clock", "d", "avis"]],
    ["aujourd’hui can’t", ["aujourd", "hui", "cant"]],
    ["a-b_c/d 1.5", ["a", "b", "c", "d", "1", "5"]],
    ["größe 東京 ª µ", ["größe", "東京", "ª", "µ"]],
    ["2×3÷4", ["2", "3", "4"]],
    ["x\u3000y", ["x", "y"]],
    ["😡✂ ☀❤", ["😡", "✂", "☀", "❤"]],
    [":) :( ;) ;( :-) :-( ;-)", [":)", ":(", ";)", ";(", ":-)", ":-(", ";-)"]],
    [": :- :x :-x ;", ["x", "x"]],
    ["don'tx don't", ["don", "tx", "dont"]],
    ["", []],
  ])("of %j are %j", (text, words) => expect(wordsOf(text)).toEqual(words));

  it("open a clause after a mark or a line end, not after a dash or inside a number", () => {
    const { opens, capitals } = MARK;
    expect(tokensOf("one two. three, four; five: six! seven? eight\nnine - ten 1.5").marks).toEqual([
      opens,
      0,
      opens,
      opens,
      opens,
      opens,
      opens,
      opens,
      opens,
      0,
      0,
      0,
    ]);
    expect(tokensOf("¿qué ¡sí").marks).toEqual([opens, opens]);
    expect(tokensOf("x 😡 y. :) z").marks).toEqual([opens, 0, 0, opens, opens]);
    expect(tokensOf("a ABC ABc Abc AB ÄÖÜ ABCD's").marks).toEqual([opens, capitals, 0, 0, 0, capitals, 0]);
    expect(tokensOf("ABCd Abcd").marks).toEqual([opens | capitals, 0]);
  });

  it("are counted with their marks", () => {
    expect(tokensOf("Wait... Really?! NO!! ok? fine. . !")).toMatchObject({
      exclamations: 4,
      questions: 2,
      ellipses: 2,
      doubled: 2,
      sentences: 5,
      letters: 4 + 6 + 2 + 2 + 4,
      capitals: 1 + 1 + 2,
    });
    expect(tokensOf("1.5 a.b a..b")).toMatchObject({ sentences: 1, ellipses: 1 });
    expect(tokensOf(`${"A".repeat(30)} Ÿb Àb Þb ßb`)).toMatchObject({ capitals: 24 + 2, letters: 38 });
    // A text whose lower case is longer has no capitals.
    expect(tokensOf("İSTANBUL HELLO").capitals).toBe(0);
    const tokens = newTokens();
    tokenise("A! b? c.. d", () => 0, tokens);
    tokens.bodyStart = 2;
    clearTokens(tokens);
    expect({ ...tokens, words: 0, marks: 0 }).toEqual({ ...newTokens(), words: 0, marks: 0 });
    tokenise("😡".repeat(MOST_WORDS + 5), () => 0, tokens);
    expect(tokens.count).toBe(MOST_WORDS);
  });
});

describe("hashes and tables", () => {
  it("are the same on every machine", () => {
    expect([
      hashText(0x811c9dc5, ""),
      hashText(0x811c9dc5, "a"),
      hashText(7, "ab"),
      hashPair(1, 2),
      hashPair(2, 1),
      hashPair(-5, 1 << 20),
    ]).toEqual([-2128831035, -468965076, -2097325616, 271383040, -886060747, 44771335]);
    expect(wordFeatures("ab", "ab")).toHaveLength(1 + 2 + 1);
    expect(wordFeatures("abcd", "abcd")).toHaveLength(1 + 4 + 3 + 2);
    expect(new Set(wordFeatures("abcd", "abcd")).size).toBe(10);
    expect(wordFeatures("a".repeat(40), "a")).toEqual(wordFeatures("a".repeat(30), "a"));
    expect(wordFeatures("abcd", "abc")[0]).not.toBe(wordFeatures("abcd", "abcd")[0]);
    expect(new Set([signFeature("x"), stemHash("x"), wordFeatures("x", "x")[0], hashText(0x811c9dc5, "x")]).size).toBe(4);
  });

  it("find keys that share a place", () => {
    const keys = Int32Array.from({ length: 500 }, (_, at) => at * 65_536);
    const table = rowTable(keys);
    expect([...keys].every((key, row) => table.find(key) === row)).toBe(true);
    expect([table.find(1), rowTable([]).find(0), rowTable([7]).find(2 ** 32 + 7), rowTable([2 ** 31]).find(-(2 ** 31))]).toEqual([
      -1, -1, 0, 0,
    ]);
  });
});

describe("phrases", () => {
  it("weigh more the more words and the fewer capabilities they have", () => {
    const phrases = knowledgePhrases(KNOWLEDGE);
    const of = (group: number, target: number): unknown[] =>
      phrases.filter((phrase) => phrase.group === group && phrase.target === target).map(({ text, weight }) => [text, weight]);
    expect(of(GROUP.capability, 0)).toEqual([
      ["export", 1],
      ["download file", 0.8],
      ["slow", 1],
      ["wrong encoding", 1.6],
      ["garbled", 1],
    ]);
    expect(of(GROUP.capability, 1)).toEqual([
      ["password", 1],
      ["download file", 0.8],
    ]);
    expect(GAPS_EACH).toBe(64);
    expect([of(GROUP.gap, 0), of(GROUP.gap, 1)]).toEqual([
      [["slow", 1]],
      [
        ["wrong encoding", 1.6],
        ["garbled", 1],
      ],
    ]);
    expect([of(GROUP.sure, 0), of(GROUP.not, 2), of(GROUP.cue, 0), of(GROUP.cue, 2)]).toEqual([
      [["csv export", 0]],
      [["car dashboard", 1.5]],
      [
        ["is down", 1],
        ["outage", 1],
      ],
      [["refund", 1]],
    ]);
    expect(of(GROUP.feeling, 0).slice(0, 2)).toEqual([
      ["great", 3],
      ["love it", 3],
    ]);
    expect(
      [GROUP.negation, GROUP.intensifier, GROUP.softener, GROUP.turn, GROUP.neutral, GROUP.sarcasm].map((group) => of(group, 0).length),
    ).toEqual([2, 1, 1, 1, 1, 1]);
    expect(of(GROUP.dateWord, 0).length).toBeGreaterThan(80);
    const [first] = KNOWLEDGE.capabilities;
    if (first === undefined) throw new Error("no capability");
    // Forms of one word are one phrase; five words weigh as four.
    const doubled = knowledgePhrases({
      ...KNOWLEDGE,
      capabilities: [{ ...first, gaps: [], sure: [], phrases: ["export", "exports", "one two three four five"] }],
    });
    expect(doubled.filter(({ group }) => group === GROUP.capability).map(({ text, weight }) => [text, weight])).toEqual([
      ["export", 1],
      ["one two three four five", 1 + 0.6 * 3],
    ]);
  });

  it("are found up to the end of the text, at most 4,096 of them", () => {
    const index = phraseIndex([
      { text: "a b", group: 1, target: 0, weight: 1 },
      { text: "b", group: 1, target: 1, weight: 1 },
      { text: "!", group: 1, target: 2, weight: 1 },
      { text: "b", group: 2, target: 3, weight: 1 },
    ]);
    expect(index.phrases).toHaveLength(3);
    expect([index.wordOf("a"), index.wordOf("b"), index.wordOf("c")]).toEqual([0, 1, -1]);
    const tokens = newTokens();
    tokenise("a b a", (word) => (word === "a" ? 0 : 1), tokens);
    const matches = newMatches();
    index.scan(tokens, Int32Array.of(0, 1), matches);
    const found = Array.from({ length: matches.count }, (_, at) => [matches.phrase[at], matches.start[at], matches.end[at]]);
    expect(found).toEqual([
      [0, 0, 2],
      [1, 1, 2],
      [2, 1, 2],
    ]);
    clearTokens(tokens);
    tokenise("b ".repeat(2500), () => 1, tokens);
    index.scan(tokens, Int32Array.of(0, 1), matches);
    expect(matches.count).toBe(4096);
    index.scan(newTokens(), Int32Array.of(0, 1), matches);
    expect(matches.count).toBe(0);
  });
});

describe("ways of writing", () => {
  const ways = (subject: string, body: string, hasDeadline = false): Record<string, number> => {
    const into = new Float32Array(WAYS.length).fill(9);
    waysOfWriting(subject, body, hasDeadline, into);
    return Object.fromEntries(WAYS.flatMap((name, at) => (into[at] === 0 ? [] : [[name, Math.round((into[at] ?? 0) * 1000) / 1000]])));
  };
  const long = " and so on".repeat(12);

  it.each<[string, string, Record<string, number>]>([
    ["Hello", "x", { "no question": 1, "one line": 1 }],
    ["Hello", long, { "no question": 1 }],
    ["Why?", "", { "subject asks": 1, "one line": 1 }],
    ["Why? ", "so", { "subject asks": 1, "one line": 1 }],
    ["Why", "so? ", { "ends asking": 1, "one line": 1 }],
    ["Why", "so? yes", { "one line": 1 }],
    ["x", "24 users", { users: 0.699, "no question": 1, "one line": 1 }],
    ["x", "25 users", { users: 0.707, "many users": 1, "no question": 1, "one line": 1 }],
    ["x", "250 EUR", { amount: 0.5, "no question": 1, "one line": 1 }],
    ["x", "251 EUR", { amount: 0.5, "large amount": 1, "no question": 1, "one line": 1 }],
    ["x", "at 9:30", { "clock time": 1, "no question": 1, "one line": 1 }],
    ["x", "at 9 am", { "clock time": 1, "no question": 1, "one line": 1 }],
    ["x", "at 23h15", { "clock time": 1, "no question": 1, "one line": 1 }],
    ["x", "at 29:30", { "no question": 1, "one line": 1 }],
    ["x", "v2.10.1", { version: 1, "no question": 1, "one line": 1 }],
    ["x", 'it says "not found" now', { quotes: 1, "no question": 1, "one line": 1 }],
    ["x", 'it says "n" now', { "no question": 1, "one line": 1 }],
    ["Re: x", "y", { reply: 1, "no question": 1, "one line": 1 }],
    [" AW : x", "y", { reply: 1, "no question": 1, "one line": 1 }],
    ["Report: x", "y", { "no question": 1, "one line": 1 }],
    ["x", "case no. 123", { "case number": 1, "no question": 1, "one line": 1 }],
    ["x", "ticket #12", { "no question": 1, "one line": 1 }],
    ["x", "we and unsere", { "first person plural": 1, "no question": 1, "one line": 1 }],
  ])("of %j and %j are %j", (subject, body, expected) => expect(ways(subject, body)).toEqual(expected));

  it("know a deadline, and that a line of 120 characters is long", () => {
    expect(ways("x", "y", true)).toEqual({ deadline: 1, "no question": 1, "one line": 1 });
    expect(ways("x".repeat(119), "")["one line"]).toBe(1);
    expect(ways("x".repeat(120), "")["one line"]).toBeUndefined();
    expect(ways("x".repeat(60), "y".repeat(59))["one line"]).toBeUndefined();
    expect(ways("x".repeat(60), "y".repeat(58))["one line"]).toBe(1);
  });
});
