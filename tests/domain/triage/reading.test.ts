import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packTriageModel } from "../../../scripts/triage/pack-model.ts";
import { ruleAbove, type AuthorityCase } from "../../../src/domain/triage/authority.ts";
import { cleanMessage } from "../../../src/domain/triage/clean-message.ts";
import { deadlines } from "../../../src/domain/triage/deadlines.ts";
import { duplicateFinder } from "../../../src/domain/triage/duplicates.ts";
import { clearLanguage } from "../../../src/domain/triage/languages.ts";
import { linearModel } from "../../../src/domain/triage/linear-model.ts";
import { mentionedNumbers } from "../../../src/domain/triage/mentioned-numbers.ts";
import { newTokens, tokenise } from "../../../src/domain/triage/tokenise.ts";
import { parseTriageModel } from "../../../src/domain/triage/triage-model.ts";

describe("cleanMessage", () => {
  it("takes the text out of HTML mail", () => {
    expect(
      cleanMessage(
        "<html><head><style>p{}</style></head><body><p>Export fails &amp; hangs</p><br>since <b>9am</b><script>x()</script></body>",
      ).trim(),
    ).toMatch(/^Export fails & hangs\n+since 9am$/);
    expect(cleanMessage("a < b and <mia@acme.example> wrote")).toBe("a < b and <mia@acme.example> wrote");
  });

  it("leaves out quoted mail, signatures and attachments written as letters", () => {
    const text = `It broke again.\n> old text\nOn Mon, 3 Nov 2026, Support wrote:\n> Have you tried\nlegal threat`;
    expect(cleanMessage(text)).toBe("It broke again.");
    expect(cleanMessage("Please help\n\nKind regards,\nMia\nUnacceptable Ltd")).toBe("Please help\n\nKind regards,");
    expect(cleanMessage("Hi\n--\nMia, Legal Dept")).toBe("Hi");
    expect(cleanMessage(`See attached ${"QUJD".repeat(150)} thanks`)).not.toContain("QUJDQUJD");
  });

  it("reads a message that is nothing but a quotation, and never throws", () => {
    expect(cleanMessage("> only\n> quoted")).toBe("> only\n> quoted");
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => typeof cleanMessage(text) === "string"),
      { numRuns: 60 },
    );
  });
});

describe("deadlines", () => {
  const of = (text: string, written?: string): unknown => deadlines(text, written, true).map(({ text: words, on }) => [words, on]);

  it("finds dates and weekdays, and counts from the day of the ticket", () => {
    expect(of("We need it by Friday", "2026-11-18")).toEqual([["by Friday", "2026-11-20"]]);
    expect(of("books close on 30 November", "2026-11-18")).toEqual([["on 30 November", "2026-11-30"]]);
    expect(of("bis zum 31.12.2026, sonst", "2026-11-18")).toEqual([["bis zum 31.12.2026", "2026-12-31"]]);
    expect(of("avant le 5 janvier", "2026-11-18")).toEqual([["avant le 5 janvier", "2027-01-05"]]);
    expect(of("antes del lunes", "2026-11-18")).toEqual([["antes del lunes", "2026-11-23"]]);
    expect(of("the banner says in 5 days", "2026-11-18")).toEqual([["in 5 days", "2026-11-23"]]);
  });

  it("tells no day where none is known, and none that lies before the ticket", () => {
    expect(of("by Friday")).toEqual([["by Friday", null]]);
    expect(of("since it broke on 2026-11-01", "2026-11-18")).toEqual([]);
    expect(of("due 2026-02-30", "2026-01-01")).toEqual([["due 2026-02-30", null]]);
    expect(deadlines("it may march on", "2026-11-18", false)).toEqual([]);
  });
});

describe("mentionedNumbers", () => {
  it("reads sums and people as they are written in several countries", () => {
    expect(mentionedNumbers("You took $18,400 and 62.70 EUR")).toEqual({ amount: 18400, users: 0 });
    expect(mentionedNumbers("Cobro de 6.300 €")).toEqual({ amount: 6300, users: 0 });
    expect(mentionedNumbers("€12k for 1,400 users")).toEqual({ amount: 12000, users: 1400 });
    expect(mentionedNumbers("rund 1 100 Personen und 25 betroffene Mitarbeiter")).toEqual({ amount: 0, users: 1100 });
    expect(mentionedNumbers("case 20771, version 9.4")).toEqual({ amount: 0, users: 0 });
  });
});

describe("duplicateFinder", () => {
  const hashes = new Int32Array(5000);
  for (let at = 0; at < hashes.length; at += 1) hashes[at] = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(at + 7, 0x85ebca6b);
  const numbers = new Map<string, number>();
  const tokensOf = (text: string) => {
    const tokens = newTokens();
    tokenise(text, (lower) => numbers.get(lower) ?? numbers.set(lower, numbers.size).size - 1, tokens);
    return tokens;
  };
  const long =
    "since this morning our whole team in Lisbon cannot open the quarterly forecast page it shows a blank screen after login and the export button does nothing at all please help us today";

  it("finds the same and nearly the same text, and names the first", () => {
    const finder = duplicateFinder();
    expect(finder.find("a", tokensOf(long), hashes)).toBeUndefined();
    expect(finder.find("b", tokensOf(long), hashes)).toBe("a");
    expect(finder.find("c", tokensOf(`${long} thanks`), hashes)).toBe("a");
    expect(
      finder.find("d", tokensOf("how do I change the colour of a tag in the calendar view for my own board please"), hashes),
    ).toBeUndefined();
  });

  it("holds short texts against equal ones alone, and forgets what is long ago", () => {
    const finder = duplicateFinder();
    expect([
      finder.find("a", tokensOf("login broken"), hashes),
      finder.find("b", tokensOf("login broken again"), hashes),
      finder.find("c", tokensOf("Login broken!"), hashes),
    ]).toEqual([undefined, undefined, "a"]);
    for (let at = 0; at < 9000; at += 1) finder.find(`x${at}`, tokensOf(`w${at % 4000} v${(at * 7) % 3989} u${(at * 13) % 3967}`), hashes);
    expect(finder.find("late", tokensOf("login broken"), hashes)).toBeUndefined();
  });
});

describe("ruleAbove", () => {
  const rules = [
    { id: "money", limit: "", cues: ["money_back"], types: ["billing"], amountAbove: 250, to: "account-executive", step: "" },
    { id: "judged", limit: "", to: "customer-success-manager", step: "" },
  ];
  const refund = (amount: number, likeness: number): AuthorityCase => ({
    type: "billing",
    priority: "p3",
    capability: null,
    cues: (name) => (name === "money_back" ? 1 : 0),
    amount,
    users: 0,
    likeness,
  });

  it("is the first whose every condition fits", () => {
    expect(ruleAbove(rules, refund(251, 0.6))?.id).toBe("money");
    expect(ruleAbove(rules, refund(250, 0.6))?.id).toBe("judged");
    expect(ruleAbove(rules, refund(9000, 0.4))).toBeUndefined();
    expect(ruleAbove([{ ...(rules[0] ?? { id: "", limit: "", to: "", step: "" }), least: 0.2 }], refund(9000, 0.4))?.id).toBe("money");
  });
});

describe("clearLanguage", () => {
  it("needs a clear majority of small words", () => {
    expect([clearLanguage([5, 0, 1, 0]), clearLanguage([2, 0, 0, 0]), clearLanguage([0, 0, 4, 4])]).toEqual(["en", undefined, undefined]);
  });
});

describe("the model's file", () => {
  const model = linearModel({
    heads: [{ name: "h", classes: ["a", "b", "c"], offset: 0 }],
    keys: Int32Array.from([5, 7]),
    rarity: Float32Array.from([1.5, 1]),
    weights: Int8Array.from([1, -2, 3, 127, -127, 0]),
    scales: Float32Array.from([0.5, 0.25, 1]),
    bias: Float32Array.from([0, 1, -1]),
  });

  it("is read as it was printed, also from the middle of a buffer", () => {
    const bytes = packTriageModel({ ...model, steps: [0] });
    const inside = new Uint8Array(bytes.length + 9);
    inside.set(bytes, 9);
    const read = parseTriageModel(inside.subarray(9));
    expect(read).toMatchObject({
      heads: model.heads,
      keys: model.keys,
      rarity: model.rarity,
      weights: model.weights,
      scales: model.scales,
      bias: model.bias,
    });
    expect([read?.rows.find(7), read?.rows.find(8)]).toEqual([1, -1]);
  });

  it("keeps every key, and none that is out of order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(2 ** 24 - 1), { maxLength: 20 }), (some) => {
        const keys = Int32Array.from(some).sort();
        const { length } = keys;
        const of = { ...model, keys, rarity: new Float32Array(length), weights: new Int8Array(3 * length), steps: [16] };
        expect(parseTriageModel(packTriageModel(of))?.keys).toEqual(keys);
        if (length > 1) expect(() => packTriageModel({ ...of, keys: keys.toReversed() })).toThrow(RangeError);
      }),
    );
  });

  it("is refused when it is cut or another's", () => {
    const bytes = packTriageModel({ ...model, steps: [0] });
    expect(parseTriageModel(bytes.subarray(0, -1))).toBeUndefined();
    expect(parseTriageModel(new TextEncoder().encode("no model at all"))).toBeUndefined();
  });
});
