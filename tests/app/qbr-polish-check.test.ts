import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostCharacters, type PolishContext, rewordingProblems } from "../../src/app/qbr-polish-check.ts";
import { meaningProblems } from "../../src/app/qbr-polish-meaning.ts";
import { slotProblems } from "../../src/app/qbr-polish-slots.ts";
import { wordingsIn } from "../../src/app/qbr-polish-request.ts";
import type { Fact } from "../../src/domain/facts/fact.ts";

const fact = (id: string, metric: string, unit: Fact["unit"], value: number): Fact => ({
  id,
  key: id,
  snapshot: "s",
  metric,
  subject: { account: "acme" },
  value,
  unit,
  window: { from: "2026-07-01", to: "2026-09-30" },
  asOf: "2026-11-20",
  formula: "",
  source: { query: "", params: {}, tables: [], rows: 1 },
});
const FACTS = new Map(
  [
    fact("F1", "logins_change_30d", "ratio", -0.5),
    fact("F2", "logins_prior_30d", "count", 344),
    fact("F3", "logins_last_30d", "count", 171),
    fact("F4", "quarter_replies_in_time", "ratio", 0.7),
  ].map((one) => [one.id, one]),
);
const CONTEXT: PolishContext = {
  audience: "customer",
  account: { account: "acme", name: "Acme Corp" },
  company: "Northstar",
  facts: FACTS,
  namesOther: (text) => /summit health/i.test(text),
  isOthersWord: (word) => ["summit", "health", "logins"].includes(word),
};
const FELL = "Logins fell {F1|pct} in the last 30 days, from {F2|num} to {F3|num}.";
const SLOW = "Only {F4|pct} of our first replies to tickets came within four hours.";
const reasons = (ours: string, theirs: string, context = CONTEXT): string[] =>
  rewordingProblems(ours, theirs, context).map(({ reason }) => reason);

describe("rewordings", () => {
  it.each([
    [FELL, "Over the last 30 days logins dropped by {F1|pct}, from {F2|num} to {F3|num}."],
    [FELL, "Your team's logins went from {F2|num} to {F3|num} over the last 30 days, down {F1|pct}."],
    [SLOW, "We sent only {F4|pct} of our first replies to your tickets within four hours."],
    ["No goals are on record, so results cannot be held against them.", "We have no goals on record to hold the results against."],
  ])("%s may become: %s", (ours, theirs) => expect(reasons(ours, theirs)).toEqual([]));

  it("pass where they are our own words", () => {
    for (const own of [FELL, SLOW]) expect(reasons(own, own)).toEqual([]);
  });

  it("hold no number that ours does not hold, wherever it is put in", () => {
    const number = fc.oneof(
      fc.integer({ min: 2, max: 99_999 }).map(String),
      fc.constantFrom("twelve", "$40", "17 %", "half", "twice", "2026-08-01", "3 weeks", "４２", "two thirds"),
    );
    fc.assert(
      fc.property(fc.constantFrom(FELL, SLOW), number, fc.nat(20), (ours, given, place) => {
        const words = ours.split(" ");
        words.splice(place % (words.length + 1), 0, given);
        expect(reasons(ours, words.join(" "))).not.toEqual([]);
      }),
    );
  });

  it("say what ours writes out: deadlines and spans are not left out", () => {
    expect(reasons(SLOW, "Only {F4|pct} of our first replies to tickets came in time.")).toContain(
      "our sentence says this, and the rewording leaves it out",
    );
    expect(reasons(FELL, "Logins fell {F1|pct}, from {F2|num} to {F3|num}.")).toContain(
      "our sentence names this span of time, the rewording does not",
    );
  });

  it("name no other account, whole or in part, in any case", () => {
    expect(reasons(SLOW, SLOW.replace("our first", "our first, as at summit health,"))).toContain("it names another account");
    expect(reasons(SLOW, `Summit: ${SLOW}`)).toContain("this is in the name of another account; use another word");
    // A word of ours is ours, whoever else is called so.
    expect(reasons(FELL, FELL.replace("Logins fell", "Logins fell by"))).toEqual([]);
  });

  it("are verified like any statement: label, direction, persons, quotes", () => {
    expect(reasons(SLOW, SLOW.replace("first replies to tickets", "seats"))).toContainEqual(
      expect.stringMatching(/^this is ".*", (?:not|and)/),
    );
    expect(reasons(FELL, FELL.replace("Logins fell", "Logins rose"))).toContain('it fell, the sentence says "rose"');
    expect(reasons(SLOW, SLOW.replace("our first", "the first of Petra Kowalczyk's"))).toContain(
      "this name is in none of the data that was read",
    );
    expect(reasons(SLOW, SLOW.replace("our first", "our “famous” first"))).toContain(
      "this quote stands in none of the texts that were read",
    );
  });

  it("have room, and no more", () => {
    expect(mostCharacters("short")).toBe(160);
    expect(mostCharacters("x".repeat(200))).toBe(300);
    expect(reasons(SLOW, `${SLOW} ${"and so on ".repeat(12)}`)).toContain("it is longer than 160 characters");
  });

  it("hold nothing that nobody sees", () => {
    expect(reasons(SLOW, SLOW.replace("first", "fi\u200Brst"))).toContain("it holds characters that nobody sees");
  });
});

describe("slots", () => {
  const found = (theirs: string): string[] => slotProblems(FELL, theirs, FACTS).map(({ claim }) => claim);
  it("are those of ours, each once, as written", () => {
    expect(found(FELL)).toEqual([]);
    expect(found("{F1|pct} {F2|num}")).toEqual(["{F3|num}"]);
    expect(found(`${FELL} {F3|num}`)).toEqual(["{F3|num}"]);
    expect(found(FELL.replace("F2|num", "F2| num"))).toEqual(["{F2| num}", "{F2|num}"]);
    expect(found(FELL.replace("{F1|pct}", "{F4|pct}"))).toEqual(["{F4|pct}", "{F1|pct}"]);
  });

  it("of one kind change neither order nor role", () => {
    expect(found("From {F3|num} to {F2|num}: down {F1|pct}.")).toEqual(["{F2|num}", "{F3|num}"]);
    expect(found("Down {F1|pct}, to {F2|num} from {F3|num}.")).toEqual(["{F2|num}", "{F3|num}"]);
    expect(found("From {F2|num} to {F3|num}, down {F1|pct}.")).toEqual([]);
  });
});

describe("meaning", () => {
  const claims = (ours: string, theirs: string, audience: "customer" | "internal" = "customer"): string[] =>
    meaningProblems(ours, theirs, audience).map(({ claim }) => claim);
  it.each([
    ["Fewer people worked with it: ￼.", "More people worked with it: ￼.", ["more", "fewer"]],
    ["More people worked with it: ￼.", "Less people worked with it: ￼.", ["less", "more"]],
    ["Fewer people worked with it: ￼.", "People worked with it: ￼.", ["fewer"]],
    ["￼ logins.", "Steady use: ￼ logins.", ["steady"]],
    ["Fewer people came.", "No fewer people came.", ["no"]],
    ["No goals are on record.", "Goals are on record.", ["no"]],
    ["Only ￼ of seats are used.", "￼ of seats are used.", ["only"]],
    ["￼ of seats are used.", "￼ of seats are used, thanks to you.", ["thanks"]],
    ["￼ of seats are used.", "Most seats are used: ￼.", ["most"]],
    ["￼ of seats are used.", "An excellent ￼ of seats are used.", ["excellent"]],
    ["￼ of seats are used.", "￼ of seats are used and soon will be full.", ["soon", "will"]],
    ["￼ tickets of the quarter.", "￼ tickets this quarter.", ["this quarter"]],
    ["￼ tickets of the quarter.", "￼ tickets of the week.", ["week", "quarter"]],
    ["￼ of seats are used.", "￼ of seats are used, so churn is near.", ["churn"]],
  ])("%s is not: %s", (ours, theirs, expected) => expect(claims(ours, theirs).toSorted()).toEqual([...expected].sort()));

  it("may speak of our own side to ourselves, and in words that ours has", () => {
    expect(claims("￼ seats.", "￼ seats before the renewal.", "internal")).toEqual([]);
    expect(claims("The renewal: ￼ seats.", "￼ seats at the renewal.")).toEqual([]);
  });
});

describe("replies", () => {
  it("are read bare, fenced and with talk around; the first wording of an id counts", () => {
    const json = JSON.stringify({
      sentences: [
        { id: "a", text: "One\n two ﹛F1﹜ \u001B[31m" },
        { id: "a", text: "Three" },
      ],
    });
    for (const text of [json, `\`\`\`json\n${json}\n\`\`\``, `Here: ${json} Yours.`])
      expect(wordingsIn(text)?.get("a")).toBe("One two {F1}");
    for (const text of ["", "no", "{}", '{"sentences":[{"id":1,"text":"x"}]}']) expect(wordingsIn(text)).toBeUndefined();
  });
});
