import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdownCell, markdownLine, plainFromMarkdown } from "../../src/core/markdown-text.ts";
import { oneLine } from "../../src/core/text.ts";

const WIDTHLESS = "\u200B";

describe("markdownLine", () => {
  it.each([
    ["emphasis", "a *b* _c_ ~~d~~", "a \\*b\\* \\_c\\_ \\~\\~d\\~\\~"],
    ["code", "`x` ``` y", "\\`x\\` \\`\\`\\` y"],
    ["a code fence of tildes", "~~~ sh", "\\~\\~\\~ sh"],
    ["an image and a link", "![a](b) [c](d)", "!\\[a\\](b) \\[c\\](d)"],
    ["HTML and entities", "<b>R&D &lt;</b>", "\\<b\\>R&amp;D &amp;lt;\\</b\\>"],
    ["a hidden comment", "<!-- x -->", "\\<!-- x --\\>"],
    ["what a person escaped already", "\\* x", "\\\\\\* x"],
    ["a heading", "# x", "\\# x"],
    ["the hash that ends a heading", "issue #", "issue \\#"],
    ["an underline that makes a heading", "===", "\\==="],
    ["bullets", "- x", "\\- x"],
    ["numbered items", "12. x", "12\\. x"],
    ["numbered items with a bracket", "1) x", "1\\) x"],
    ["a quotation", "> x", "\\> x"],
    ["several lines", "a\n\n# b\t c", "a # b c"],
    ["an address", "https://e.co and ftp://e.co", `https:${WIDTHLESS}//e.co and ftp:${WIDTHLESS}//e.co`],
    ["an address without a scheme", "www.e.co, _WWW.e.co", `www${WIDTHLESS}.e.co, \\_WWW${WIDTHLESS}.e.co`],
    ["mentions and mail", "@ana a@b.co", `@${WIDTHLESS}ana a@${WIDTHLESS}b.co`],
    ["a terminal's escape", "\u001B[31mred\u001B[0m", "red"],
  ])("takes the effect of %s", (_, text, written) => expect(markdownLine(text)).toBe(written));

  it("leaves plain words, figures and what only looks like a list alone", () => {
    for (const text of ["Acme Corp", "ARR 84,000 (+12 %)", "1.5 seats", "a - b + c = d", "v2.0", "50/50"])
      expect(markdownLine(text)).toBe(text);
  });

  it("loses no letter: without the backslashes, entities and widthless characters it is the line again", () => {
    const hostile = fc.string({ unit: fc.constantFrom(...String.raw`\*_[]<>~#=+-1.)&;@:/|w é`, "`", "\n", "\t") });
    fc.assert(
      fc.property(hostile, (text) => {
        const written = markdownCell(text);
        const read = written
          .replaceAll(WIDTHLESS, "")
          .replaceAll("&amp;", "&")
          .replaceAll(/\\([^A-Za-z0-9\s])/g, "$1");
        expect(read).toBe(oneLine(text));
        expect(written).not.toMatch(/(?<!\\)(?:\\\\)*[`*_[\]<>~|]/);
        expect(written).not.toMatch(/^(?:[-+#=]|\d+[.)](?:\s|$))|@(?!\u200B)|:\/\//);
      }),
    );
  });
});

describe("markdownCell", () => {
  it("does not end the cell", () => {
    expect(markdownCell("a|b \\| c")).toBe("a\\|b \\\\\\| c");
    expect(markdownLine("a|b")).toBe("a|b");
  });
});

describe("plainFromMarkdown", () => {
  it("takes back what markdownLine did to a line", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab1 \\`*_[]<>~&;amp#.)-+=@:/w!(|") }), (text) => {
        expect(plainFromMarkdown(markdownLine(text))).toBe(oneLine(text));
      }),
    );
  });
});
