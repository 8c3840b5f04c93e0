import { Chalk } from "chalk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderDocument } from "../../src/cli/render/render-document.ts";
import type { Block, ReportDocument } from "../../src/reports/document.ts";

const paint = new Chalk({ level: 0 });

function documentOf(...blocks: readonly Block[]): ReportDocument {
  return {
    title: "A title",
    subtitle: "Below it.",
    audience: "internal",
    date: "2026-11-20",
    brand: { company: "Our Company", accent: "#1f5fa8" },
    foot: "As of 2026-11-20",
    parts: [{ id: "part", title: "A part", blocks, notes: [] }],
  };
}

describe("a report at a terminal", () => {
  it("shows every kind of block in words", () => {
    const text = renderDocument(
      documentOf(
        { kind: "heading", text: "Heading" },
        { kind: "paragraph", words: "Paragraph." },
        { kind: "bullets", items: ["one", "two"] },
        { kind: "callout", tone: "bad", words: "Late." },
        { kind: "figures", figures: [{ label: "seats", value: "60", note: "of 80" }] },
        { kind: "table", caption: "c", columns: [{ title: "Name" }, { title: "ARR", align: "right" }], rows: [["Acme", "$5"]] },
        {
          kind: "chart",
          chart: {
            id: "x",
            kind: "line",
            title: "t",
            unit: "count",
            categories: ["2026-10"],
            series: [{ name: "logins", values: [7], facts: [] }],
          },
        },
        {
          kind: "checklist",
          items: [
            { what: "Call", owner: "Ada", due: "2026-11-20, overdue", done: false },
            { what: "Write", owner: "Bo", done: true },
          ],
        },
      ),
      { paint, width: 80 },
    );
    for (const line of [
      "Heading",
      "Paragraph.",
      "- two",
      "! Late.",
      "60  seats (of 80)",
      "Acme   $5",
      "2026-10       7",
      "[ ] Call\n    2026-11-20, overdue  Ada",
      "[x] Write",
    ])
      expect(text).toContain(line);
    expect(text).not.toContain("Bo\n");
  });

  it("fits the width it is given, and lets no control code through", () => {
    const word = fc.string({ minLength: 1, maxLength: 12 }).map((text) => text.replaceAll(/\s/g, "x"));
    const sentence = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 120 }),
        fc.array(fc.tuple(sentence, sentence, sentence), { minLength: 1, maxLength: 6 }),
        (width, rows) => {
          const text = renderDocument(
            documentOf(
              { kind: "table", caption: "c", columns: [{ title: "A" }, { title: "B" }, { title: "C" }], rows },
              { kind: "checklist", items: rows.map(([what]) => ({ what, done: false })) },
              { kind: "bullets", items: rows.map(([first]) => `\u001b[31m${first}\u202e`) },
            ),
            { paint, width },
          );
          for (const line of text.split("\n")) expect([...line].length).toBeLessThanOrEqual(width);
          expect(text).not.toMatch(/[\u001b\u202e]/);
        },
      ),
    );
  });
});
