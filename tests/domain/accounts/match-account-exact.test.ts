import { describe, expect, it } from "vitest";
import { findMention, findMentions, type KnownAccount, matchAccount } from "../../../src/domain/accounts/match-account.ts";
import { told } from "./told-match.ts";

const known = (account: string, name: string, ...keys: string[]): KnownAccount => ({ account, name, keys });
const BOOK: readonly KnownAccount[] = [
  known("acme", "Acme Corp", "acme.example", "18204551000"),
  known("juniper", "Juniper", "jp"),
  known("juniper-health", "Juniper Health"),
  known("juniper-media", "Juniper Media"),
  known("nova-2", "Nova Systems (EU)", "NV"),
  known("rook", "Rook   Castle"),
  known("zz", "Wide Blue Ocean"),
];

describe("matchAccount, edge by edge", () => {
  it("takes what says nothing for no account and proposes none", () => {
    for (const text of ["", "  ", "...", "and"]) expect(matchAccount(text, BOOK)).toEqual({ kind: "none", near: [] });
  });

  it("takes an account's id though no name is like it, and prefers it to a beginning", () => {
    expect(told(matchAccount("zz", BOOK))).toEqual(["zz"]);
    expect(told(matchAccount("juniper", BOOK))).toEqual(["juniper"]);
    expect(told(matchAccount("nova-2", BOOK))).toEqual(["nova-2"]);
  });

  it("takes whole words at the beginning of a name or of an id, none inside", () => {
    expect(told(matchAccount("Wide Blue", BOOK))).toEqual(["zz"]);
    expect(told(matchAccount("nova", BOOK))).toEqual(["nova-2"]);
    expect(told(matchAccount("nova systems", BOOK))).toEqual(["nova-2"]);
    expect(matchAccount("Ocean", BOOK)).toEqual({ kind: "none", near: ["Wide Blue Ocean"] });
    expect(matchAccount("Blue Ocean", BOOK)).toEqual({ kind: "none", near: ["Wide Blue Ocean"] });
    expect(matchAccount("Castle", BOOK)).toEqual({ kind: "none", near: ["Rook   Castle"] });
  });

  it("says all accounts that begin alike", () => {
    expect(matchAccount("ace", [known("x1", "Ace One"), known("x2", "Ace Two")]).kind).toBe("many");
    expect(told(matchAccount("x", [known("x-1", "One"), known("x-2", "Two"), known("y", "Three")]))).toEqual(["x-1", "x-2"]);
  });

  it("proposes each near name once, by its first word too, with whatever blanks stand in it", () => {
    expect(told(matchAccount("Roook", BOOK))).toEqual(["? Rook   Castle"]);
    expect(told(matchAccount("Acme Corpp", BOOK))).toEqual(["? Acme Corp"]);
    expect(matchAccount("Junipr", BOOK)).toMatchObject({
      kind: "none",
      near: expect.arrayContaining(["Juniper", "Juniper Health", "Juniper Media"]),
    });
    const near = matchAccount("Junipr", BOOK);
    expect(near.kind === "none" && new Set(near.near).size === near.near.length).toBe(true);
  });
});

describe("findMention, edge by edge", () => {
  const cases: readonly (readonly [question: string, expected: readonly string[]])[] = [
    ["is zz growing", ["zz"]],
    ["what of nova-2 now", ["nova-2"]],
    ["usage of NV", ["nova-2"]],
    ["how is jp", ["juniper"]],
    ["how is Juniper's team", ["juniper"]],
    ["Juniper Health or not", ["juniper-health"]],
    ["Juniper Health and Juniper Media", ["juniper-health"]],
    ["18204551000?", ["acme"]],
    ["rook?", ["rook"]],
    ["what about wide receivers", ["zz"]],
    ["roo?", []],
    ["", []],
  ];
  for (const [question, expected] of cases)
    it(`"${question}" speaks of ${expected.join(", ") || "nobody"}`, () =>
      expect(new Set(told(findMention(question, BOOK)))).toEqual(new Set(expected)));

  it("prefers the longer name, whatever the order of the book", () => {
    for (const book of [BOOK, [...BOOK].reverse()]) {
      expect(told(findMention("Juniper Health went quiet", book))).toEqual(["juniper-health"]);
      expect(told(findMention("wide blue acme corp", book))).toEqual(["acme"]);
    }
  });

  it("takes no single letter for a name, and two letters for one", () => {
    expect(findMention("plan b?", [known("b", "B", "b")])).toEqual({ kind: "none", near: [] });
    expect(told(findMention("hp renews", [known("hp", "HP")]))).toEqual(["hp"]);
  });

  it("takes a beginning of four letters or more, joined by its own words only", () => {
    expect(told(findMention("the door case", [known("a1", "Door Knob")]))).toEqual(["a1"]);
    expect(told(findMention("the doo case", [known("a1", "Doo Knob")]))).toEqual([]);
    expect(told(findMention("the doo knob", [known("a1", "Doo Knob Factory")]))).toEqual(["a1"]);
    expect(told(findMention("knob door", [known("a1", "Door Knob Factory"), known("a2", "Doorman")]))).toEqual(["a1"]);
  });

  it("leaves the possessive out, straight or curled, and keeps other words that end in s", () => {
    expect(told(findMention("Rook's plan", BOOK))).toEqual(["rook"]);
    expect(told(findMention("Rook’s plan", BOOK))).toEqual(["rook"]);
    expect(told(findMention("O'Rooks plan", [known("rooks", "Rooks")]))).toEqual(["rooks"]);
    expect(told(findMention("ask brass s now", [known("bras", "Bras")]))).toEqual([]);
  });
});

describe("findMentions", () => {
  const ids = (question: string, book: readonly KnownAccount[] = BOOK): string[] =>
    findMentions(question, book).map(({ account }) => account);

  it("finds every account of a question in the order of their ids", () => {
    expect(ids("compare Rook Castle with Acme Corp and nova-2")).toEqual(["acme", "nova-2", "rook"]);
    expect(ids("compare rook with acme and nova")).toEqual(["acme", "nova-2", "rook"]);
    expect(ids("zz, jp and acme.example", [...BOOK].reverse())).toEqual(["acme", "juniper", "zz"]);
    expect(ids("nobody we know")).toEqual([]);
    expect(ids("")).toEqual([]);
  });

  it("does not count a name inside a longer one that is named too", () => {
    expect(ids("Juniper Health")).toEqual(["juniper-health"]);
    expect(ids("Juniper Health and juniper")).toEqual(["juniper", "juniper-health"]);
  });

  it("finds as many as the book holds", () => {
    const book = ["alpha", "beta1", "gamma", "delta"].map((id) => known(id, id.toUpperCase()));
    expect(ids("DELTA gamma beta1 ALPHA", book)).toEqual(["alpha", "beta1", "delta", "gamma"]);
    expect(ids("alpha alpha alpha", book)).toEqual(["alpha"]);
  });

  it("finds none of two that the question does not tell apart", () => {
    const twins = [known("t1", "Twin Peaks"), known("t2", "Twin Peaks"), known("solo", "Solo")];
    expect(ids("Twin Peaks", twins)).toEqual([]);
    expect(ids("t2", twins)).toEqual(["t2"]);
  });
});
