import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMention, findMentions, type KnownAccount, matchAccount } from "../../../src/domain/accounts/match-account.ts";
import { told } from "./told-match.ts";

const ACCOUNTS: readonly KnownAccount[] = [
  { account: "acme", name: "Acme Corp", keys: ["acme.example", "18204551000", "cus_VCM776DgDgmdgH"] },
  { account: "brightloom", name: "Brightloom", keys: ["brightloom.example", "Brightloom Ltd"] },
  { account: "ember-oak", name: "Ember & Oak", keys: ["emberoak.example"] },
  { account: "juniper-health", name: "Juniper Health", keys: ["juniperhealth.example"] },
  { account: "juniper-media", name: "Juniper Media", keys: ["junipermedia.example"] },
  { account: "renewal-partners", name: "Renewal Partners", keys: [] },
];

describe("matchAccount", () => {
  const cases: readonly (readonly [text: string, expected: readonly string[]])[] = [
    ["acme", ["acme"]],
    ["ACME Corp.", ["acme"]],
    ["acme.example", ["acme"]],
    ["18204551000", ["acme"]],
    ["cus_vcm776dgdgmdgh", ["acme"]],
    ["Brightloom Ltd", ["brightloom"]],
    ["ember and oak", ["ember-oak"]],
    ["Ember & Oak", ["ember-oak"]],
    ["Ember", ["ember-oak"]],
    ["Juniper", ["juniper-health", "juniper-media"]],
    ["juniper-media", ["juniper-media"]],
    ["Junip", ["? Juniper Health", "? Juniper Media"]],
    ["Acmee", ["? Acme Corp"]],
    ["Bright", ["? Brightloom"]],
    ["", []],
    ["Zebra", []],
  ];
  for (const [text, expected] of cases)
    it(`"${text}" is ${expected.join(", ") || "nobody"}`, () => expect(told(matchAccount(text, ACCOUNTS))).toEqual(expected));

  it("finds every account by each of its names, whatever the case and the order of the book", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ACCOUNTS), fc.shuffledSubarray([...ACCOUNTS], { minLength: ACCOUNTS.length }), (known, book) => {
        for (const text of [known.account, known.name, known.name.toUpperCase(), ...known.keys])
          expect(told(matchAccount(text, book))).toEqual([known.account]);
      }),
    );
  });
});

describe("findMention", () => {
  const cases: readonly (readonly [question: string, expected: readonly string[]])[] = [
    ["why is Acme churning?", ["acme"]],
    ["What is ACME CORP's renewal date?", ["acme"]],
    ["is acme’s usage down", ["acme"]],
    ["how is Juniper doing?", ["juniper-health", "juniper-media"]],
    ["how is Juniper Media doing?", ["juniper-media"]],
    ["prepare Ember & Oak's review", ["ember-oak"]],
    ["how is ember and oak doing", ["ember-oak"]],
    ["which accounts are at risk?", []],
    ["which renewal is next?", []],
    ["is macmeister an account?", []],
    ["tickets from brightloom.example", ["brightloom"]],
  ];
  for (const [question, expected] of cases)
    it(`"${question}" speaks of ${expected.join(", ") || "nobody"}`, () => expect(told(findMention(question, ACCOUNTS))).toEqual(expected));
});

describe("short and misspelt names", () => {
  const named = (...names: readonly string[]): KnownAccount[] =>
    names.map((name) => ({ account: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"), name, keys: [] }));
  const book = named(
    "GTX Pro Inc.",
    "Sky Labs",
    "HP North",
    "HP South",
    "IT Solutions",
    "The Works",
    "All Seasons",
    "Why Not Ltd",
    "3M Group",
  );

  it.each([
    ["why is GTX churning?", ["gtx-pro-inc-"]],
    ["What is GTX's ARR", ["gtx-pro-inc-"]],
    ["GTX", ["gtx-pro-inc-"]],
    ["how is Sky doing?", ["sky-labs"]],
    ["compare GTX with The Works", ["the-works"]],
    ["why is gtx churning?", []],
    ["Sky high prices, why?", []],
    ["It fell. Sky high prices", []],
    ["IT asks WHY ALL of THE tickets are open", []],
    ["DO IT FOR GTX NOW", []],
    ["how is HP doing?", []],
    ["write to ann@GTX.example or GTX.example", []],
    ["an ARR of 3M", []],
  ])('"%s" speaks of %j', (question, expected) => expect(told(findMention(question, book))).toEqual(expected));

  it("finds several accounts by short names", () =>
    expect(findMentions("compare GTX with Sky", book).map(({ account }) => account)).toEqual(["gtx-pro-inc-", "sky-labs"]));

  it.each([
    ["gtxpor", ["? GTX Pro Inc."]],
    ["gtxpro GmbH", ["? GTX Pro Inc."]],
    ["skylab", ["? Sky Labs"]],
    ["whynot", ["? Why Not Ltd"]],
    ["quixotic", []],
  ])('"%s" is near %j', (text, expected) => expect(told(matchAccount(text, book))).toEqual(expected));
});

describe("two accounts that go by one name", () => {
  const twins: readonly KnownAccount[] = [
    { account: "alder-freight", name: "Alder Freight", keys: ["alder freight"] },
    { account: "alder-freight-inc", name: "Alder Freight Inc.", keys: ["alder freight", "alder inc"] },
  ];
  it("are told apart by their own names and ids, not by what they share", () => {
    const found = ["alder-freight", "Alder Freight", "ALDER FREIGHT INC", "alder inc", "Alder"].map((text) =>
      told(matchAccount(text, twins)),
    );
    expect(found).toEqual([
      ["alder-freight"],
      ["alder-freight"],
      ["alder-freight-inc"],
      ["alder-freight-inc"],
      ["alder-freight", "alder-freight-inc"],
    ]);
    expect(told(findMention("why is Alder Freight leaving?", twins))).toEqual(["alder-freight"]);
    expect(told(findMention("why is Alder Freight Inc leaving?", twins))).toEqual(["alder-freight-inc"]);
  });
});
