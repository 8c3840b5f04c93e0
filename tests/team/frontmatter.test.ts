import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataError } from "../../src/core/errors.ts";
import { parseFrontmatter } from "../../src/team/frontmatter.ts";

const block = (...lines: string[]): string => `---\n${lines.join("\n")}\n---\n\nBody\n`;

describe("parseFrontmatter", () => {
  it("reads plain YAML without a warning, dates as text", () => {
    const read = parseFrontmatter(block("name: a", "since: 2024-01-01", "tools: [Read, Write]"), "a.md");
    expect(read.data).toEqual({ name: "a", since: "2024-01-01", tools: ["Read", "Write"] });
    expect(read.warnings).toEqual([]);
    expect(read.body).toBe("\nBody\n");
    expect(read.bodyLine).toBe(6);
    expect(read.lineOf("tools")).toBe(4);
  });

  it("takes a file without frontmatter as body", () => {
    expect(parseFrontmatter("# Title\n", "a.md")).toMatchObject({ data: {}, hasFrontmatter: false, body: "# Title\n" });
  });

  it("reads CRLF as LF and removes a byte order mark with a warning", () => {
    const read = parseFrontmatter(`\uFEFF${block("name: a", "model: haiku")}`.replaceAll("\n", "\r\n"), "a.md");
    expect(read.data).toEqual({ name: "a", model: "haiku" });
    expect(read.body).toBe("\nBody\n");
    expect(read.warnings).toEqual([{ path: "a.md", line: 1, reason: "byte order mark removed" }]);
  });

  it("never takes who speaks in an example for a key", () => {
    const read = parseFrontmatter(
      block("name: a", "description: Helps. Examples: x", "Context: a shop", 'user: "hi: there"', 'assistant: "hello"', "model: opus"),
      "a.md",
    );
    expect(read.data).toMatchObject({ name: "a", model: "opus" });
    expect(Object.keys(read.data)).not.toContain("user");
    expect(read.data["description"]).toContain('user: "hi: there"');
    const short = parseFrontmatter(block("name: a", "description: Helps: much", 'user: "hi"', "assistant: yes", "model: opus"), "a.md");
    expect(Object.keys(short.data)).toEqual(["name", "description", "model"]);
  });

  it("keeps the first of two equal keys and says where the second stands", () => {
    const read = parseFrontmatter(block("name: a", "tools: Read", "tools: Write"), "a.md");
    expect(read.data["tools"]).toBe("Read");
    expect(read.warnings).toContainEqual({ path: "a.md", line: 4, reason: "duplicate key “tools”: the first one counts" });
  });

  it("keeps __proto__ a plain key", () => {
    const read = parseFrontmatter(block("__proto__: {x: 1}", "name: a"), "a.md");
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
    expect(read.data["name"]).toBe("a");
  });

  it.each([
    ["---js\nmodule.exports = process.exit(1)\n---\n", "frontmatter-language"],
    ["---json5\n{a: 1}\n---\n", "frontmatter-language"],
    ["---constructor\nx\n---\n", "frontmatter-language"],
    [block("a: !!js/function x"), "yaml-tag"],
    [block("a: !secret x"), "yaml-tag"],
    [block(`a: ${"[".repeat(200)}`), "yaml-too-deep"],
    [block(Array.from({ length: 200 }, (_, depth) => `${" ".repeat(depth)}k:`).join("\n")), "yaml-too-deep"],
    [block("- ".repeat(3000)), "yaml-too-deep"],
    [
      block(
        "a: &a [x,x,x,x,x,x,x,x,x]",
        "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]",
        "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]",
        "d: [*c,*c,*c,*c,*c,*c,*c]",
      ),
      "yaml-aliases",
    ],
    [block(`a: ${"x".repeat(1024 * 1024 + 1)}`), "frontmatter-too-big"],
    [block("\n".repeat(10_001)), "frontmatter-too-big"],
    ["x".repeat(10 * 1024 * 1024 + 1), "file-too-big"],
  ])("refuses %.30j as %s", (text, code) => {
    let thrown: unknown;
    try {
      parseFrontmatter(text, "a.md");
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DataError);
    expect(thrown).toMatchObject({ code, detail: { place: { file: "a.md" } } });
  });

  it("throws nothing but its own error, whatever the text", () => {
    const piece = fc.constantFrom(
      "---",
      "\n",
      "name: a",
      "description: ",
      "<example>",
      "</example>",
      'user: "',
      "Context: x",
      "tools: *",
      "**",
      "\t",
      ": ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&a ",
      "*a",
      "!t ",
      "|",
      ">",
      "'",
      '"',
      "#",
      "\r",
      "\uFEFF",
      "? ",
      "__proto__: 1",
      "\\n",
      "é",
      "\u0000",
    );
    const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.boolean(), (inner, framed) => {
        try {
          const read = parseFrontmatter(framed ? `---\n${inner}\n---\nBody` : inner, "a.md");
          for (const warning of read.warnings) {
            expect(warning.line).toBeGreaterThan(0);
            expect(warning.reason).not.toBe("");
          }
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
