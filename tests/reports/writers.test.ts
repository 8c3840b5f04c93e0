import fc from "fast-check";
import JSZip from "jszip";
import { describe, expect, it } from "vitest";
import { refuseInternal } from "../../src/reports/audience.ts";
import { contrast, mixed, readable } from "../../src/reports/brand.ts";
import { chartSvg } from "../../src/reports/charts/chart-svg.ts";
import { factsOfDocument } from "../../src/reports/facts-of.ts";
import { factLine, noteLines, noteTitle } from "../../src/reports/note-lines.ts";
import { pictureRatio } from "../../src/reports/picture-ratio.ts";
import { toPptx } from "../../src/reports/pptx/to-pptx.ts";
import { toHtml } from "../../src/reports/to-html.ts";
import { cite, words } from "../../src/reports/words.ts";
import { toMarkdown } from "../../src/reports/to-markdown.ts";
import { checkPackage } from "./check-package.ts";
import { fact, sampleDocument } from "./sample-document.ts";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("a report's Facts", () => {
  it("are collected once each, in the order of first use, and told with window and formula", () => {
    const document = sampleDocument();
    expect(factsOfDocument(document).map(({ id }) => id)).toEqual(["F1", "F2"]);
    expect(noteLines(document.parts[1] ?? { id: "", title: "", blocks: [], notes: [] })).toEqual([
      "Say it plainly.",
      "Where the numbers come from:",
      "F1 logins in the quarter: 1,025 (acme, 2026-07-01 to 2026-09-30; counted)",
      "F2 active users in the quarter: 46 (acme, 2026-07-01 to 2026-09-30; counted)",
    ]);
  });

  it("keep the sign of a change where they are listed", () => {
    const change = (metric: string, value: number): string =>
      noteLines({ id: "", title: "", blocks: [], notes: [words`It moved by ${cite(fact("F7", metric, value, { unit: "ratio" }))}.`] })[2] ??
      "";
    expect(change("logins_change_30d", -0.5)).toContain("30 before: -50 % (");
    expect(change("quarter_logins_change", 0.123)).toContain(": 12 % (");
  });

  it("say the month that they were measured of, where it was one, and not the quarter", () => {
    const title = (from: string, to: string): string => factLine(fact("F7", "quarter_logins", 12, { window: { from, to } }));
    expect(title("2026-10-01", "2026-10-31")).toBe("F7 logins in the month: 12 (acme, 2026-10-01 to 2026-10-31; counted)");
    expect(title("2026-07-01", "2026-08-15")).toContain("F7 logins in the quarter: 12");
  });

  it("fold away under words that promise no speaker notes where there are none", () => {
    const part = { id: "", title: "", blocks: [], notes: [] };
    expect(noteTitle(part)).toBe("Facts");
    expect(noteTitle({ ...part, notes: ["Say it plainly."] })).toBe("Notes and Facts");
    expect(noteTitle({ ...part, cover: true, notes: ["Computed from the exports."] })).toBe("About these figures");
  });

  it("are refused where a customer may not read them", () => {
    const document = sampleDocument();
    const allowed = new Set(["quarter_logins", "quarter_active_users"]);
    expect(() => refuseInternal(document, "acme", allowed)).not.toThrow();
    expect(() => refuseInternal(document, "other", allowed)).toThrow("somebody else");
    expect(() => refuseInternal(document, "acme", new Set(["quarter_logins"]))).toThrow("quarter_active_users");
    expect(() => refuseInternal({ ...document, audience: "internal" }, "other", new Set())).not.toThrow();
    const book = {
      ...document,
      parts: [
        {
          id: "a",
          title: "a",
          blocks: [],
          notes: [[{ text: "x", facts: [fact("F9", "quarter_logins", 1, { subject: { book: "all" } })] }]],
        },
      ],
    };
    expect(() => refuseInternal(book, "acme", allowed)).toThrow("somebody else");
  });
});

describe("Markdown", () => {
  it("shows charts as tables, stages with minutes, and keeps markup of others inert", () => {
    const text = toMarkdown(sampleDocument());
    expect(text).toContain("## 1. Recap (5 min)\n\n### Use | of the product");
    expect(text).toContain("| 2026-08 | – |");
    expect(text).toContain("| Workflow \\| Run \\<script\\>alert(1)\\</script\\> | \\[click\\](javascript:alert(1)) |");
    expect(text).toContain("> **Not known.** No goals are on record.");
    expect(text).toContain("- [ ] Agree on goals (Ana, 2026-12-01)");
    expect(text).not.toMatch(/(?<!\\)<script|(?<!\\)\[click/);
    expect(toMarkdown(sampleDocument())).toBe(text);
  });
});

describe("HTML", () => {
  it("is one file without a request, with a policy that allows its own script alone", async () => {
    const html = await toHtml(sampleDocument(), "slides");
    expect(html).toContain("default-src 'none'");
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script>alert|<b>Corp|src="http|href="http|url\(http/);
    expect(html).toContain("Acme &lt;b&gt;Corp&lt;/b&gt;");
    expect(html.match(/<section id=/g)).toHaveLength(3);
    expect(await toHtml(sampleDocument(), "slides")).toBe(html);
    expect(await toHtml(sampleDocument(), "page")).not.toContain("<script");
  });

  it("draws a chart the same whatever was drawn before, with ids of its own and its values beside it", async () => {
    const chart = {
      id: "a",
      kind: "bar",
      title: "T",
      unit: "count",
      categories: ["x", "y"],
      series: [
        { name: "s", values: [1, -2], facts: [] },
        { name: "t", values: [3, 4], facts: [] },
      ],
    } as const;
    const first = await chartSvg(chart);
    await chartSvg({ ...chart, id: "b", kind: "line" });
    expect(await chartSvg(chart)).toBe(first);
    expect(first).not.toMatch(/zr\d|<style|#01020[3-7]/);
    for (const [, id] of first.matchAll(/ id="([^"]+)"/g)) expect(id).toMatch(/^a-/);
    expect(first).toContain("var(--chart-1)");
    expect(first).toContain("pattern");
  });
});

describe("PPTX", () => {
  it("has the same bytes each time, whatever was written before", async () => {
    const first = await toPptx(sampleDocument());
    await toPptx(sampleDocument("Another"));
    const second = await toPptx(sampleDocument());
    expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
  });

  it("is a whole package with native charts, notes in paragraphs, and names in titles", async () => {
    const parts = await checkPackage(await toPptx(sampleDocument()));
    expect([...parts.keys()].filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name))).toEqual([
      "ppt/charts/chart1.xml",
      "ppt/charts/chart2.xml",
    ]);
    expect([...parts.keys()].filter((name) => name.endsWith(".xlsx"))).toHaveLength(2);
    const notes = parts.get("ppt/notesSlides/notesSlide2.xml") ?? "";
    expect(notes.match(/<a:p>/g)?.length).toBeGreaterThan(4);
    expect(notes).toContain("F1 logins in the quarter: 1,025");
    expect(parts.get("ppt/slides/slide2.xml")).toContain("Workflow | Run &lt;script&gt;");
    expect(parts.get("ppt/slides/slide2.xml")).toContain('type="title"');
    expect(parts.get("docProps/core.xml")).toContain("2026-11-20T00:00:00Z");
    const chart = parts.get("ppt/charts/chart1.xml") ?? "";
    expect(chart).toContain("<c:v>391</c:v>");
    expect(chart).not.toMatch(/NaN|<c:v><\/c:v>/);
  });

  it("goes on to a following slide with what does not fit, and loses no row", async () => {
    const rows = Array.from({ length: 60 }, (_, index) => [`Row ${index} ${"word ".repeat(12)}`, String(index)]);
    const document = sampleDocument();
    const long = {
      ...document,
      parts: [
        {
          id: "t",
          title: "Long",
          notes: [],
          blocks: [{ kind: "table", caption: "All", columns: [{ title: "What", width: 5 }, { title: "No" }], rows }],
        },
      ],
    } as const;
    const parts = await checkPackage(await toPptx(long));
    const slides = [...parts].filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
    expect(slides.length).toBeGreaterThan(2);
    const text = slides.map(([, xml]) => xml).join("");
    for (const index of rows.keys()) expect(text).toContain(`Row ${index} word`);
    expect(text).toContain("Long (continued)");
  });

  it("takes any text without breaking the package", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.string({ unit: "grapheme", maxLength: 200 }),
        async (name, text) => {
          const document = sampleDocument(name);
          const part = {
            id: "x",
            title: text,
            notes: [text],
            blocks: [
              { kind: "bullets", items: [text, name] },
              { kind: "callout", tone: "bad", words: text },
            ],
          } as const;
          const parts = await checkPackage(await toPptx({ ...document, parts: [part] }));
          expect([...parts.values()].join("")).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("dates the workbooks inside as it dates itself", async () => {
    const zip = await JSZip.loadAsync(await toPptx(sampleDocument()));
    const name = Object.keys(zip.files).find((path) => path.endsWith(".xlsx")) ?? "";
    const workbook = await JSZip.loadAsync((await zip.file(name)?.async("uint8array")) ?? new Uint8Array());
    expect(await workbook.file("docProps/core.xml")?.async("string")).toContain("2026-11-20T00:00:00Z");
  });
});

describe("colours", () => {
  it("are readable on what they stand on", () => {
    fc.assert(
      fc.property(colour, (accent) => {
        for (const ground of ["#ffffff", "#14181d"]) expect(contrast(readable(accent, ground), ground)).toBeGreaterThanOrEqual(4.4);
      }),
    );
    expect(mixed("#000000", "#ffffff", 0.5)).toBe("#808080");
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  });
});

describe("a logo", () => {
  it("tells its proportions, or that it is none", () => {
    expect(pictureRatio(new TextEncoder().encode('<svg viewBox="0 0 30 10"></svg>'), "image/svg+xml")).toBe(3);
    expect(pictureRatio(new TextEncoder().encode('<svg xmlns="x" width="8" height="4"/>'), "image/svg+xml")).toBe(2);
    expect(pictureRatio(Buffer.from("ffd8ffe000040000ffc000110800100020030101", "hex"), "image/jpeg")).toBe(2);
    expect(pictureRatio(new Uint8Array([1, 2, 3]), "image/png")).toBeUndefined();
    expect(pictureRatio(new TextEncoder().encode("no picture"), "image/svg+xml")).toBeUndefined();
  });
});
