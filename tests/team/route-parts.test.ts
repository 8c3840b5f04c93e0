import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesGlob } from "../../src/team/route/glob.ts";
import { phraseMatches, phraseTable } from "../../src/team/route/phrases.ts";
import { parseRouterModel } from "../../src/team/route/load-router-model.ts";
import { openPhrases, packPhrases } from "../../src/team/route/packed-phrases.ts";
import { filesNamedIn, isOrdered, requestParts } from "../../src/team/route/request-parts.ts";
import { stem } from "../../src/team/route/stem.ts";
import { BUCKET_BITS, textFeatures } from "../../src/team/route/text-features.ts";
import { wordsOf } from "../../src/team/route/words.ts";

describe("stem", () => {
  it.each([
    ["renew", "renewal", "renewals", "renewing", "renewed"],
    ["churn", "churned", "churning", "churns"],
    ["escalate", "escalated", "escalating", "escalates"],
    ["plan", "planned", "planning", "plans"],
    ["company", "companies"],
    ["contract", "contracts", "contracted"],
    ["approve", "approval", "approvals"],
    ["engage", "engagement", "engaging"],
  ])("brings the forms of %s together", (...forms) => {
    expect(new Set(forms.map(stem)).size).toBe(1);
  });

  it("keeps different words apart", () => {
    expect(new Set(["price", "prize", "plan", "plate", "risk", "rise", "usage", "user", "seat", "seal"].map(stem)).size).toBe(10);
  });

  it("is total, and never longer than the word", () => {
    fc.assert(fc.property(fc.string(), (word) => stem(word).length <= word.length + 1));
  });
});

describe("matchesGlob", () => {
  it.each([
    ["health/acme.json", "health/*", true],
    ["work/health/acme.json", "health/*", true],
    ["health/2026/acme.json", "health/*", true],
    ["health", "health/*", false],
    ["unhealth/acme.json", "health/*", false],
    ["in/My-Tickets-May.CSV", "*tickets*.csv", true],
    ["tickets.csv.bak", "*tickets*.csv", false],
    ["a/b/c/d.md", "a/**/d.md", true],
    ["a/d.md", "a/**/d.md", true],
    ["a\\b\\c.md", "b/*.md", true],
    ["abc", "a?c", true],
    ["ac", "a?c", false],
    ["anything", "", false],
  ])("%s against %s: %s", (path, pattern, expected) => {
    expect(matchesGlob(path, pattern)).toBe(expected);
  });

  it("ends quickly on a pattern made to run for ever", () => {
    expect(matchesGlob("a/".repeat(200), `${"**/a/".repeat(100)}b`)).toBe(false);
    expect(matchesGlob("a".repeat(5000), `${"*a".repeat(500)}b`)).toBe(false);
  });
});

describe("phrases", () => {
  const table = phraseTable([
    { text: "feature request", means: 1 },
    { text: "at risk", means: 2 },
    { text: "the", means: 3 },
  ]);
  const found = (text: string): number[] => phraseMatches(wordsOf(text), table).map(({ phrase }) => phrase.means);

  it("match in any form with up to two words between, in order", () => {
    expect(found("Two features they request")).toEqual([1]);
    expect(found("requested features")).toEqual([]);
    expect(found("feature of the month is to request")).toEqual([]);
    expect(found("The renewal at a great risk, at risk")).toEqual([2]);
  });
});

describe("beginnings of words", () => {
  const lists = { renewal: ["verläng*", "sign again"], cancel: ["kündig*"] };
  const packed = openPhrases(packPhrases(lists));
  const means = (text: string): string[] => phraseMatches(wordsOf(text), packed).map(({ phrase }) => phrase.means);

  it("find every form, also inside a compound", () => {
    expect(means("Vertragsverlängerungen")).toEqual(["renewal"]);
    expect(means("sie haben fristgerecht gekündigt, Kündigungsschreiben")).toEqual(["cancel"]);
    expect(means("lang und kund")).toEqual([]);
    expect(means("they sign it again")).toEqual(["renewal"]);
  });

  it("match the same packed and unpacked", () => {
    const table = phraseTable(Object.entries(lists).flatMap(([meaning, texts]) => texts.map((text) => ({ text, means: meaning }))));
    const word = fc.constantFrom("verlängern", "kündigt", "sign", "it", "again", "Vertragsverlängerung", "constructor", "__proto__");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const own = wordsOf(words.join(" "));
        expect(phraseMatches(own, packed).map(({ phrase, at }) => [phrase.means, phrase.stems, at])).toEqual(
          phraseMatches(own, table).map(({ phrase, at }) => [phrase.means, phrase.stems, at]),
        );
      }),
    );
  });
});

describe("requestParts", () => {
  it.each([
    ["plan the kickoff, and then a quote for ten seats", 2],
    ["erst die Agenda vorbereiten, danach ein Angebot schreiben", 2],
    ["préparer la démo puis relancer le prospect", 2],
    ["redacta el correo y luego prepara la cotización", 2],
    ["check the redlines and send me a summary", 2],
    ["an honest and friendly check of the plan", 1],
    ["why is Acme churning?", 1],
    ["", 0],
  ])("%s: %i", (text, parts) => {
    expect(requestParts(text)).toHaveLength(parts);
  });

  it("is total and keeps its bounds", () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => requestParts(text).length <= 4));
  });

  it("sees the files that a text names", () => {
    expect(filesNamedIn("look at saveplan_draft.md, renewals/acme.md and Q3-deck.PPTX, not at http://x.com/a.html")).toEqual([
      "saveplan_draft.md",
      "renewals/acme.md",
      "Q3-deck.PPTX",
    ]);
  });
});

describe("textFeatures", () => {
  it("names each bucket once and stays within its bits", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const { buckets, values, owners } = textFeatures(wordsOf(text), ["renewal"], ["money"]);
        expect(new Set(buckets).size).toBe(buckets.length);
        expect([values.length, owners.length]).toEqual([buckets.length, buckets.length]);
        expect(buckets.every((bucket) => bucket >= 0 && bucket < 2 ** BUCKET_BITS)).toBe(true);
      }),
    );
  });
});

describe("parseRouterModel", () => {
  it("refuses what is no model, whatever it is", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => parseRouterModel(bytes) === undefined));
  });
});

describe("wordsOf", () => {
  it("drops accents and possessives, and keeps what was written", () => {
    expect(wordsOf("Acme’s Verlängerung, naïve")).toMatchObject([
      { plain: "acme", written: "Acme" },
      { plain: "verlangerung", written: "Verlängerung" },
      { plain: "naive", written: "naïve" },
    ]);
  });
});

describe("isOrdered", () => {
  it.each([
    ["draft the quote, then tell support", true],
    ["Angebot schreiben und danach die Verlängerung planen", true],
    ["draft the quote; tell support about it", false],
    ["draft the quote and tell support about it", false],
    ["draft the quote", false],
  ])("of %j is %s", (text, ordered) => {
    expect(isOrdered(text, requestParts(text))).toBe(ordered);
  });
});
