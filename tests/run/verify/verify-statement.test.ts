import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderTemplate } from "../../../src/run/verify/render-template.ts";
import { verifyStatement } from "../../../src/run/verify/verify-statement.ts";
import { fact, FACTS, METRICS, VOCABULARY } from "./samples.ts";

function complaints(template: string, cited: readonly string[] = []): string[] {
  return verifyStatement(template, FACTS, VOCABULARY, cited).map(({ claim, reason }) => `${claim}: ${reason}`);
}

describe("a statement that is backed", () => {
  it.each([
    "Logins fell {F1|pct} in the last 30 days.",
    "Logins fell {F1|pct}, while tickets rose {F2|pct}.",
    "A {F1|pct} drop in usage, and {F3|num} open tickets",
    "Usage is down {F1}.",
    "Acme's ARR of {F4|money} renews on {F6|date}, {F5|days} from now: the renewal is near.",
    "First responses took {F7|hours}.",
    "Health score {F8|score}; the champion {F9|text} left.",
    "Globex saw logins fall {F10|pct}, Acme saw them fall {F1|pct}",
    "Across all accounts logins fell {F11|pct}.",
    'They wrote "The export job fails every night", see PT-01.',
    "They wrote “The export job fails … We are losing patience.”",
    "Follow the 30-60-90 plan and answer within 48 h.",
    "Jo Park should call the Customer Success Manager on Monday, for the 2nd time.",
    "Logins fell {F1|pct} since 2026-10-16 (as of 14 November 2026).",
    'Ask `echo-cs ask "why 3 days?"` next; the champion said "{F9|text}".',
    "Contract renewals come {F5|days} from now.",
    "Open tickets: {F3}. Northstar's API v2 and OAuth2 are affected.",
  ])("passes: %s", (template) => {
    expect(complaints(template)).toEqual([]);
  });
});

describe("a Fact of use that is recorded by the week", () => {
  const weekly = fact("F1", "logins_change_30d", 0.1, "ratio", {
    days: { last: 28, before: 35 },
    window: { from: "2026-09-19", to: "2026-11-14" },
    formula: "(logins last 28 d − logins prior 35 d) / (30/7)",
  });
  const problems = (template: string) => verifyStatement(template, new Map([["F1", weekly]]), VOCABULARY).map(({ claim }) => claim);

  it("is told in its own days, and with its own formula", () => {
    expect(problems("Logins rose {F1|pct} in the last 28 days, against the 35 days before.")).toEqual([]);
    expect(problems("Logins rose {F1|pct}. Defined as: (logins last 28 d − logins prior 35 d) / (30/7).")).toEqual([]);
  });

  it("backs no other days, and no other length of time", () => {
    expect(problems("Logins rose {F1|pct} in the last 27 days.")).toEqual(["27 days"]);
    expect(problems("Logins rose {F1|pct}; they waited 28 days.")).toContain("28 days");
    expect(problems("Logins rose {F1|pct} against the 36 days before.")).toContain("36 days");
  });
});

describe("an account whose name holds a full stop", () => {
  const named = (...names: string[]) => ({ ...VOCABULARY, account: null, accounts: new Map([...VOCABULARY.accounts, ["globex", names]]) });
  const problems = (template: string, name: string) => verifyStatement(template, FACTS, named(name)).map(({ reason }) => reason);

  it.each(["Globex Ltd.", "Globex, Inc.", "Globex Co.", "Globex S.A.", "A. B. Globex", "Globex! Group", "Dr. Globex GmbH"])(
    "%s ends no sentence",
    (name) => {
      expect(problems(`${name} renews soon: logins fell {F10|pct}.`, name)).toEqual([]);
      expect(problems(`Logins of ${name} fell {F10|pct}.`, name)).toEqual([]);
      expect(problems(`Logins of Acme Corp fell {F10|pct}.`, name)).not.toEqual([]);
      expect(problems(`${name} is well. Logins fell {F10|pct}.`, name)).toEqual([expect.stringMatching(/does not name/u)]);
    },
  );
});

describe("a statement that is not backed", () => {
  it.each([
    ["Logins fell {F99|pct}.", /no Fact F99/u],
    ["As F99 shows, logins fell.", /no Fact F99/u],
    ["Logins fell {F1|money}.", /does not suit a ratio; it takes pct/u],
    ["Logins fell {F1|percent}.", /does not suit/u],
    ["Logins fell {f1}.", /no citation/u],
    ["Seats: {F12}.", /no value: no subscription/u],
    ["Revenue fell {F1|pct}.", /calls it none of: logins, usage/u],
    ["Tickets fell {F1|pct}, logins rose {F2|pct}.", /not "tickets"/u],
    ["ARR at risk is {F4|money}.", /not "ARR at risk"/u],
    ["Logins rose {F1|pct}.", /it fell, the sentence says "rose"/u],
    ["Logins fell {F1|pct} and tickets fell {F2|pct}.", /it rose, the sentence says "fell"/u],
    ["Logins changed {F1|pct}.", /needs its direction/u],
    ["Logins did not fall {F1|pct}.", /negated/u],
    ["We follow up: logins {F1|pct}.", /needs its direction/u],
    ["Logins fell {F10|pct}.", /about globex, which the sentence does not name/u],
    ["Acme's logins fell {F10|pct}.", /about globex, the sentence speaks of acme/u],
    ["Logins fell {F11|pct}.", /about the whole book/u],
    ["Globex had the same fault.", /no Fact of globex/u],
    ["Their champion Maria Lopez is gone.", /name is in none/u],
    ["Maria Lopez stopped replying.", /name is in none/u],
    ["Marcus left in spring.", /name is in none/u],
    ["They look at HubSpot instead.", /name is in none/u],
    ['They said "we will leave you".', /quote/u],
    ['They said "port job fails every".', /quote/u],
    ["See PT-99.", /references/u],
  ])("%s", (template, reason) => {
    const found = complaints(template);
    expect(
      found.some((line) => reason.test(line)),
      found.join("\n"),
    ).toBe(true);
  });

  it.each([
    "46%",
    "46 percent",
    "half",
    "a third of",
    "$118,800",
    "118k USD",
    "€1.2m",
    "three weeks",
    "24 h",
    "2026-12-14",
    "Dec 14",
    "14th of December",
    "December 2026",
    "in October",
    "Q3 2026",
    "doubled",
    "twice",
    "3x",
    "tenfold",
    "17",
    "twenty-one",
    "two million",
    "½",
    "４６％",
    "46-50%",
    "a dozen",
    "one week",
    "an hour",
    "12/14/2026",
    "1,200",
    "90-day",
    "#4711",
    "200 tickets",
    "25k",
  ])("a bare %s", (claim) => {
    expect(complaints(`It came to ${claim} there.`)).not.toEqual([]);
  });
});

describe("a number in the author's own words", () => {
  it("is accepted where it equals a cited Fact under its name and direction", () => {
    expect(complaints("Logins fell 46%.", ["F1"])).toEqual([]);
    expect(complaints("ARR is $118.8k.", ["F4"])).toEqual([]);
    expect(complaints("The renewal is on December 14, 2026.", ["F6"])).toEqual([]);
    expect(complaints("Eight tickets are open, 8 open tickets.", ["F3"])).toEqual([]);
  });

  it("is refused without the Fact, under another name, or against the sign", () => {
    expect(complaints("Logins fell 46%.")).toHaveLength(1);
    expect(complaints("Revenue fell 46%.", ["F1"])).toHaveLength(1);
    expect(complaints("Logins rose 46%.", ["F1"])).toHaveLength(1);
    expect(complaints("Logins fell 47%.", ["F1"])).toHaveLength(1);
    expect(complaints("The renewal is on 2027-12-14.", ["F6"])).toHaveLength(1);
    expect(complaints("No renewal talk in 31 days.", ["F5"])).toHaveLength(1);
  });
});

describe("every value as the renderer prints it", () => {
  const printed = fc.oneof(
    fc.record({
      template: fc.constant("logins fell {F1|pct}."),
      value: fc.double({ min: -5, max: -0.002, noNaN: true }),
      id: fc.constant("logins_change_30d"),
      unit: fc.constant("ratio" as const),
    }),
    fc.record({
      template: fc.constant("there are {F1|num} open tickets."),
      value: fc.nat(90_000),
      id: fc.constant("tickets_open"),
      unit: fc.constant("count" as const),
    }),
    fc.record({
      template: fc.constant("ARR is {F1|money}."),
      value: fc.nat(9_000_000_00),
      id: fc.constant("arr"),
      unit: fc.constant("money" as const),
    }),
    fc.record({
      template: fc.constant("the renewal is {F1|days} away."),
      value: fc.nat(3000),
      id: fc.constant("days_to_renewal"),
      unit: fc.constant("days" as const),
    }),
    fc.record({
      template: fc.constant("the first response took {F1|hours}."),
      value: fc.double({ min: 0, max: 900, noNaN: true }),
      id: fc.constant("response_hours"),
      unit: fc.constant("hours" as const),
    }),
    fc.record({
      template: fc.constant("the renewal is on {F1|date}."),
      value: fc
        .date({ min: new Date("2020-01-01"), max: new Date("2035-12-31"), noInvalidDate: true })
        .map((d) => d.toISOString().slice(0, 10)),
      id: fc.constant("renewal_date"),
      unit: fc.constant("date" as const),
    }),
  );

  it("passes, and with one digit changed fails", () => {
    fc.assert(
      fc.property(printed, fc.nat(), fc.integer({ min: 1, max: 9 }), ({ template, value, id, unit }, position, shift) => {
        const facts = new Map([["F1", fact("F1", id, value, unit, unit === "money" ? { currency: "USD" } : {})]]);
        const verify = (text: string): number => verifyStatement(text, facts, VOCABULARY, ["F1"]).length;
        const text = renderTemplate(template, facts, METRICS);
        expect(verify(template)).toBe(0);
        expect(verify(text), text).toBe(0);
        const digits = [...text.matchAll(/\d/gu)].map((match) => match.index);
        const at = digits[position % digits.length] ?? 0;
        const wrong = text.slice(0, at) + String((Number(text[at]) + shift) % 10) + text.slice(at + 1);
        const isWindow = unit === "date" && ["2026-10-16", "2026-11-14"].some((day) => wrong.includes(day));
        if (!isWindow) expect(verify(wrong), wrong).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("hostile text", () => {
  it("never throws and ends in reasonable time", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => Array.isArray(complaints(text))));
    expect(complaints("{F1".repeat(2000)).length).toBeGreaterThan(0);
    expect(Array.isArray(complaints("twenty ".repeat(3000)))).toBe(true);
  });

  it("sees through invisible characters between the digits", () => {
    expect(complaints("Logins fell 4\u202E6%.")).toHaveLength(1);
  });
});

describe("a name", () => {
  const said = (more: Partial<typeof VOCABULARY>): string[] =>
    verifyStatement("Their champion Zenobia Quince is gone.", FACTS, { ...VOCABULARY, ...more }).map(({ claim }) => claim);

  it("is known where a text, a list of names, a phrase or an account has its words, and nowhere else", () => {
    expect(said({})).toEqual(["Zenobia Quince"]);
    expect(said({ texts: ["Zenobia Quince wrote that she leaves."] })).toEqual([]);
    expect(said({ names: ["Quince, Zenobia"] })).toEqual([]);
    expect(said({ phrases: ["zenobia", "quince"] })).toEqual([]);
    expect(said({ texts: ["Zenobia"], names: ["Marcus"] })).toEqual(["Zenobia Quince"]);
    expect(said({})).toEqual(["Zenobia Quince"]);
  });
});
