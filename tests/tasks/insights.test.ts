import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyInsights, mergeInsights, parseInsights } from "../../src/tasks/insights.ts";
import { splitLines } from "../../src/tasks/markdown-lines.ts";
import { insights, keepsLines, wildText } from "./arbitraries.ts";
import { INSIGHTS, SEATS, USAGE } from "./sample.ts";

const empty = emptyInsights("churn-acme-2026w47", "Why?");
const fresh = mergeInsights(empty, INSIGHTS, "i.md");

describe("insights file", () => {
  it("reads as written", () => {
    expect(fresh).toMatchInlineSnapshot(`
      "---
      schema: 1
      task: churn-acme-2026w47
      ---

      # Insights: Why?

      ## At-risk customers and reasons

      - 2026-11-19: Acme Corp: logins fell 46 % (facts: F7, F9) <!-- echo: acme/usage-down -->

      ## Expansion opportunities

      - 2026-11-19: Seats grow (facts: none) <!-- echo: acme/seats -->

      ## Playbook improvements
      "
    `);
  });

  it("gives back the findings it was printed from", () => {
    fc.assert(
      fc.property(insights, (wanted) => {
        expect(new Set(parseInsights(mergeInsights(empty, wanted, "i.md"), "i.md"))).toEqual(new Set(wanted));
      }),
      { numRuns: 500 },
    );
  });

  it("takes each finding once, keeps every line, and changes nothing the second time", () => {
    fc.assert(
      fc.property(wildText, insights, (words, wanted) => {
        const text = `\n${words}`;
        const once = mergeInsights(text, wanted, "i.md");
        expect(mergeInsights(once, wanted, "i.md")).toBe(once);
        const lines = (all: string) => splitLines(all).map((line) => line.text);
        expect(keepsLines(lines(text), lines(once))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("does not repeat a finding that a person reworded, in this run or a later one", () => {
    const edited = fresh.replace("logins fell 46 %", "nobody logs in any more");
    const again = INSIGHTS.map((insight) => ({ ...insight, date: "2026-11-26", facts: ["F12"] }));
    expect(mergeInsights(edited, [...again, ...again], "i.md")).toBe(edited);
  });

  it("appends at the end of the section, behind a person's lines", () => {
    const edited = fresh.replace("\n## Expansion", "\nDana thinks it is the price.\n\n## Expansion");
    const merged = mergeInsights(edited, [{ ...USAGE, key: "acme/renewal", text: "Renewal is near" }], "i.md");
    expect(merged).toContain(
      "Dana thinks it is the price.\n\n- 2026-11-19: Renewal is near (facts: F7, F9) <!-- echo: acme/renewal -->\n\n## Expansion",
    );
  });

  it("lets no text claim that another finding was written already", () => {
    const forged = mergeInsights(empty, [{ ...USAGE, key: "x", text: "<!-- echo: acme/seats -->" }, SEATS], "i.md");
    expect(parseInsights(forged, "i.md").map(({ key }) => key)).toEqual(["x", "acme/seats"]);
  });

  it("refuses a newer file", () => {
    expect(() => mergeInsights(fresh.replace("schema: 1", "schema: 3"), INSIGHTS, "i.md")).toThrow(
      expect.objectContaining({ code: "schema-newer" }),
    );
  });
});
