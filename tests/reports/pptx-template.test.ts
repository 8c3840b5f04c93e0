import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QbrReport } from "../../src/app/qbr.ts";
import { fillTemplate, templateTokens } from "../../src/reports/pptx/fill-template.ts";
import { newPresentation } from "../../src/reports/pptx/pptxgen.ts";
import { fillText, textOf, tokensIn } from "../../src/reports/pptx/template-text.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";
import { checkPackage } from "./check-package.ts";
import { textOfReport } from "./read-report.ts";

const run = (text: string): string => `<a:r><a:rPr lang="en-US" b="1"/><a:t>${text}</a:t></a:r>`;
const paragraph = (...texts: string[]): string => `<a:p><a:pPr algn="l"/>${texts.map(run).join("")}<a:endParaRPr/></a:p>`;

let cwd: string;
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

/** A deck as somebody may have made it: a master of their own, tokens, a chart called by its name, and a shape that asks for one. */
async function ownDeck(extra = "Use: {{fact:quarter_logins}} logins"): Promise<Uint8Array> {
  const pptx = await newPresentation();
  pptx.layout = "LAYOUT_WIDE";
  pptx.defineSlideMaster({
    title: "HOUSE",
    background: { color: "FFF4E0" },
    objects: [{ text: { text: "House style {{quarter.name}}", options: { x: 0.5, y: 7, w: 5, h: 0.4 } } }],
  });
  const first = pptx.addSlide({ masterName: "HOUSE" });
  first.addText("{{account.name}}", { x: 1, y: 1, w: 8, h: 1 });
  first.addText(extra, { x: 1, y: 2, w: 8, h: 1 });
  first.addText("{{concerns}}", { x: 1, y: 3, w: 8, h: 3 });
  first.addNotes("For {{account.name}}");
  const second = pptx.addSlide({ masterName: "HOUSE" });
  second.addText("{{chart:users}}", { x: 1, y: 1, w: 5, h: 3 });
  second.addChart(
    "bar",
    [
      { name: "Sample", labels: ["A", "B"], values: [987_654, 2] },
      { name: "Sample 2", labels: ["A", "B"], values: [3, 4] },
    ],
    { x: 6.5, y: 1, w: 5, h: 3, objectName: "chart:logins", chartColors: ["AA0000", "00AA00"] },
  );
  const written = await pptx.write({ outputType: "uint8array" });
  return written as Uint8Array;
}

describe("tokens of a paragraph", () => {
  it("are replaced however PowerPoint has split them, with the look of their first run", () => {
    const xml = paragraph("Dear {", "{acc", "ount.na", "me}} of {{quarter.name}}", "!");
    expect(tokensIn(xml)).toEqual(["account.name", "quarter.name"]);
    const filled = fillText(xml, (token) => (token === "account.name" ? "A & B <c>" : "Q3"));
    expect(textOf(filled)).toBe("Dear A & B <c> of Q3!");
    expect(filled).toContain("A &amp; B &lt;c&gt;");
    expect(filled.match(/<a:rPr lang="en-US" b="1"\/>/g)).toHaveLength(5);
  });

  it("come out the same for every way to split the text, and nothing put in is read as a token", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 6 }), fc.string({ unit: "grapheme-ascii", maxLength: 12 }), (cuts, value) => {
        const text = "Hi {{ a }} and {{b}}, {{a}}{{none}}.";
        const edges = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort((a, b) => a - b);
        const xml = paragraph(...edges.slice(1).map((end, index) => text.slice(edges[index], end)));
        const put = (token: string): string | undefined => ({ a: `${value}{{b}}`, b: "B" })[token];
        expect(textOf(fillText(xml, put))).toBe(`Hi ${value}{{b}} and B, ${value}{{b}}{{none}}.`);
      }),
    );
  });

  it("may stand for several lines", () => {
    const filled = fillText(paragraph("x {{lines}} y"), () => "one\ntwo");
    expect(filled.match(/<a:br\/>/g)).toHaveLength(1);
    expect(textOf(filled)).toBe("x onetwo y");
  });
});

describe("a presentation of one's own", () => {
  it("keeps its masters, and gets words, Facts and native charts in place of its tokens", async () => {
    writeFileSync(join(cwd, "our-deck.pptx"), await ownDeck());
    const { reviews } = await runJson<QbrReport>(["qbr", "--account", "acme", "--template", "our-deck.pptx", "--demo"], { cwd });
    const [file = ""] = reviews[0]?.files ?? [];
    expect(file).toBe("reports/qbr-acme-2026q3-our-deck.pptx");
    const parts = await checkPackage(readFileSync(join(cwd, "echo-demo", file)));
    const slide = parts.get("ppt/slides/slide1.xml") ?? "";
    expect(slide).toContain("Acme Corp");
    expect(slide).toContain("Use: 1,025 logins");
    expect(slide).toContain("Logins fell 50 % in the last 30 days");
    expect(slide).toContain("<a:br/>");
    expect(parts.get("ppt/notesSlides/notesSlide1.xml")).toContain("For Acme Corp");
    expect(
      [...parts]
        .filter(([name]) => name.startsWith("ppt/slideLayouts/"))
        .map(([, xml]) => xml)
        .join(""),
    ).toContain("House style 2026Q3");
    const charts = [...parts].filter(([name]) => /^ppt\/charts\/[^/]+\.xml$/.test(name));
    expect(charts).toHaveLength(2);
    const refilled = charts.find(([, xml]) => xml.includes("AA0000"))?.[1] ?? "";
    expect(refilled).toContain("<c:v>391</c:v>");
    expect(refilled.match(/<c:ser>/g)).toHaveLength(1);
    expect(parts.get("ppt/slides/slide2.xml")?.match(/<p:graphicFrame>/g)).toHaveLength(2);
    const all = await textOfReport(join(cwd, "echo-demo", file));
    expect(all).not.toMatch(/\{\{|987654/);
  }, 60_000);

  it("gives the same bytes again", async () => {
    const deck = await ownDeck();
    const values = {
      text: () => "x",
      chart: () =>
        ({ id: "c", kind: "bar", title: "T", unit: "count", categories: ["a"], series: [{ name: "s", values: [1], facts: [] }] }) as const,
      accent: "#1f5fa8",
      day: "2026-11-20",
    };
    const [first, second] = [await fillTemplate(deck, values), await fillTemplate(deck, values)];
    expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
    // A chart keeps its name, so that a deck made once serves as a template again.
    expect(await templateTokens(first)).toEqual([
      { token: "chart:logins", slide: 2 },
      { token: "chart:c", slide: 2 },
    ]);
  });

  it("drops a chart of sample data where there is nothing to show", async () => {
    const filled = await fillTemplate(await ownDeck(), { text: () => "x", chart: () => undefined, accent: "#1f5fa8", day: "2026-11-20" });
    const zip = await JSZip.loadAsync(filled);
    expect(await zip.file("ppt/slides/slide2.xml")?.async("string")).not.toContain("graphicFrame");
  });

  it("is refused with slide and token where it asks for what is not there, or what a customer must not read", async () => {
    const said = async (extra: string, ...more: string[]): Promise<string> => {
      writeFileSync(join(cwd, "bad.pptx"), await ownDeck(extra));
      const ran = await runCli(["qbr", "--account", "acme", "--template", "bad.pptx", "--demo", ...more], { cwd });
      return `${ran.exit} ${ran.stderr}`;
    };
    expect(await said("{{fact:quarter_loginz}}")).toMatch(/1 [\s\S]*\{\{fact:quarter_loginz\}\} on slide 1[\s\S]*fact:quarter_logins/);
    expect(await said("{{fact:health_score}} {{fact:nrr}}")).toMatch(
      /1 [\s\S]*\{\{fact:health_score\}\} on slide 1 and \{\{fact:nrr\}\} on slide 1: the customer must not read it/,
    );
    expect(await said("{{fact:health_score}} {{fact:nrr}}", "--internal")).toMatch(/^0 /);
    writeFileSync(join(cwd, "text.pptx"), "no zip");
    const broken = await runCli(["qbr", "--account", "acme", "--template", "text.pptx", "--demo"], { cwd });
    expect([broken.exit, broken.stderr]).toEqual([1, expect.stringContaining("no presentation that can be read")]);
    const absent = await runCli(["qbr", "--account", "acme", "--template", "absent.pptx", "--demo"], { cwd });
    expect([absent.exit, absent.stderr]).toEqual([1, expect.stringContaining("There is no file")]);
  }, 60_000);
});
