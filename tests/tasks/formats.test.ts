import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { EchoError } from "../../src/core/errors.ts";
import { escapeBlock, unescapeBlock } from "../../src/tasks/escape.ts";
import { parseFrontmatter, printFrontmatter, withFields } from "../../src/tasks/frontmatter.ts";
import { joinLines, splitLines } from "../../src/tasks/markdown-lines.ts";
import { parseList, printList } from "../../src/tasks/markdown-list.ts";
import { parseTables, printTable } from "../../src/tasks/markdown-table.ts";
import { splitSections } from "../../src/tasks/sections.ts";
import { blockValue, lineValue, wildText } from "./arbitraries.ts";

describe("lines and sections", () => {
  it("give every text back byte for byte", () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const lines = splitLines(text);
        expect(joinLines(lines)).toBe(text);
        expect(splitSections(lines).flatMap((section) => section.lines)).toEqual(lines);
      }),
    );
  });

  it("take no heading inside a code fence for one", () => {
    const titles = splitSections(splitLines("## A\n```\n## B\n```\n~~~~\n## C\n~~~\n## D\n~~~~\n## E\n")).map(({ title }) => title);
    expect(titles).toEqual([null, "A", "E"]);
  });
});

describe("escapeBlock", () => {
  it("is taken back exactly", () => {
    fc.assert(
      fc.property(blockValue, (text) => {
        expect(unescapeBlock(escapeBlock(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("lets no text open a section or leave a fence open", () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const titles = splitSections(splitLines(`## Ours\n${escapeBlock(text)}\n## After\n`)).map(({ title }) => title);
        expect(titles).toEqual([null, "Ours", "After"]);
      }),
      { numRuns: 2000 },
    );
  });

  it("hides nothing from the reader and forges no mark", () => {
    expect(escapeBlock("a <!-- echo: x --> b")).toBe("a <\\!-- echo: x --> b");
  });

  it("handles a hundred thousand unclosed fences", () => {
    const text = "```a\n".repeat(100_000).trim();
    expect(unescapeBlock(escapeBlock(text))).toBe(text);
  });
});

describe("tables and lists", () => {
  it("give their cells and items back", () => {
    const cells = fc.array(fc.tuple(lineValue, lineValue), { maxLength: 5 });
    fc.assert(
      fc.property(cells, (rows) => {
        expect(parseTables(printTable({ header: ["A", "B"], rows }))).toEqual([{ header: ["A", "B"], rows }]);
        const items = rows.flat();
        expect(parseList(printList(items))).toEqual(items);
      }),
    );
  });

  it("read a table that an editor has re-aligned", () => {
    expect(parseTables("| A    | B |\n| :--- | - |\n| 1    | 2 |\n\ntext")).toEqual([{ header: ["A", "B"], rows: [["1", "2"]] }]);
  });
});

describe("frontmatter", () => {
  it("gives values and bytes back", () => {
    fc.assert(
      fc.property(lineValue, wildText, (value, body) => {
        const text = printFrontmatter({ schema: 1, value, none: null }) + body;
        const front = parseFrontmatter(text, "f.md");
        expect(front?.data).toEqual({ schema: 1, value, none: null });
        expect(front && front.open + front.yaml + front.close + front.body).toBe(text);
        expect(front && withFields(front, { value })).toBe(text);
      }),
    );
  });

  it("changes a field and leaves comments, other keys, line ends and the body", () => {
    const front = parseFrontmatter("---\r\nschema: 1\r\nmine: yes # keep\r\nstatus: open\r\n---\r\nbody\r\n", "f.md");
    expect(front && withFields(front, { status: "closed" })).toBe(
      "---\r\nschema: 1\r\nmine: yes # keep\r\nstatus: closed\r\n---\r\nbody\r\n",
    );
  });

  it("keeps days as text", () => {
    expect(parseFrontmatter("---\nopened: 2026-11-16\n---\n", "f.md")?.data).toEqual({ opened: "2026-11-16" });
  });

  it.each([
    ["---\nschema: 1\nkey: [a\n---\n", "frontmatter-invalid", 4],
    ["---\nschema: 1\nschema: 1\n---\n", "frontmatter-invalid", 3],
    ["---\n- a\n---\n", "frontmatter-invalid", 2],
    ["---\nschema: 2\n---\n", "schema-newer", 2],
    ["---\ntask: x\nschema: one\n---\n", "field-invalid", 3],
  ])("refuses %j with its line", (text, code, line) => {
    expect(() => parseFrontmatter(text, "f.md")).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ code, place: expect.objectContaining({ file: "f.md", line }) }) }),
    );
  });

  it("runs no code: `---js` is no head", () => {
    expect(parseFrontmatter("---js\nthrow 1\n---\n", "f.md")).toBeUndefined();
  });
});

describe("a head as ECHO prints it", () => {
  const value = fc.oneof(
    fc.constantFrom(
      "null",
      "true",
      "No",
      "~",
      "2026-11-20",
      "12",
      "012",
      '"a: b"',
      '"a\\"',
      "'x'",
      "at risk",
      "a: b",
      "a #b",
      "a#b",
      "- a",
      "[a]",
      "{}",
      "&a b",
      "*a",
      "!t",
      "%x",
      "@x",
      "`x",
      "a ",
      " a",
      "a  b",
      "0x1",
      "1e3",
      ".5",
      "y",
      "it's",
      "(a); b, c",
      "a\tb",
      "é",
      "a, b",
    ),
    wildText.map((text) => text.replaceAll(/[\r\n]/g, " ")),
  );
  const field = fc.tuple(fc.constantFrom("schema", "task", "reason", "due", "Name", "a-b"), value);

  it("says the same read line by line as by the YAML reader", () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 3 }), (fields) => {
        const yaml = fields.map(([name, text]) => `${name}: ${text}\n`).join("");
        const document = parseDocument(yaml);
        let read: unknown;
        try {
          read = parseFrontmatter(`---\n${yaml}---\n`, "f")?.data;
        } catch (error) {
          if (!(error instanceof EchoError)) throw error;
          return;
        }
        // A head that cannot be read at all, or whose end is taken for another line, is not what this is about.
        if (read !== undefined && document.errors.length === 0) expect(read).toEqual(document.toJS() ?? {});
      }),
      { numRuns: 1500 },
    );
  });
});
