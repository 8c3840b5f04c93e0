import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesGlob } from "../../src/team/route/glob.ts";
import { phraseMatches, phraseTable } from "../../src/team/route/phrases.ts";
import { stem } from "../../src/team/route/stem.ts";
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

describe("wordsOf", () => {
  it("drops accents and possessives, and keeps what was written", () => {
    expect(wordsOf("Acme’s Verlängerung, naïve")).toMatchObject([
      { plain: "acme", written: "Acme" },
      { plain: "verlangerung", written: "Verlängerung" },
      { plain: "naive", written: "naïve" },
    ]);
  });
});
