import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parsePlainYaml } from "../../src/core/plain-yaml.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Pieces that YAML texts are made of, the tricky ones among them. */
const PIECES = [
  ..."a b: - # [ ] , \" ' { } ? & * ! | > % @ ~ : = < + . e E 0 1 7 _ ü 😀 \\ \t".split(" "),
  "\n",
  "\n  ",
  "\n    ",
  "\n- ",
  "\n  - ",
  "a: ",
  "key:",
  "key: ",
  "- ",
  "null",
  "true",
  "No",
  "1e5",
  "0x1f",
  "0o17",
  ".5",
  "1.50",
  "-3",
  "007",
  "12:30",
  "2026-01-01",
  "24/7",
  "3d secure",
  "[a, b]",
  '["a, b", c]',
  '""',
  "---",
  "...",
  "<<: x",
  "__proto__: x",
  "# note",
  " ",
  "x y",
];

describe("parsePlainYaml", () => {
  it.each(["capabilities", "cues", "sentiment", "authority"])("reads the shipped %s.yaml as the parser does", (name) => {
    const text = readFileSync(join(ROOT, "references/triage", `${name}.yaml`), "utf8");
    expect(parsePlainYaml(text)).toEqual(parse(text));
  });

  it("reads maps, lists and values of a line", () => {
    const text =
      '# words\nlist:\n  - id: one\n    words: [a b, "c, d", 5, 1.5]\n\n  - id: two\n    empty: []\n-4: [it\'s, e-mail, 3d secure]\nnote: "x: y"\n';
    expect(parsePlainYaml(text)).toEqual({
      list: [
        { id: "one", words: ["a b", "c, d", 5, 1.5] },
        { id: "two", empty: [] },
      ],
      "-4": ["it's", "e-mail", "3d secure"],
      note: "x: y",
    });
  });

  it.each([
    "a: {b: c}",
    "a: b\na: c",
    "a:",
    "a: |\n  text",
    "a: 'x'",
    "a: &x b",
    "a: *x",
    "a: [b,\n  c]",
    "a: b\n  c",
    "a: \t b",
    'a: "\\n"',
    "",
    "# x",
    "a: yes # no",
  ])("leaves to the parser: %j", (text) => expect(parsePlainYaml(text)).toBeUndefined());

  it("never reads otherwise than the parser", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (pieces) => {
        const text = pieces.join("");
        const plain = parsePlainYaml(text);
        if (plain !== undefined) expect(plain).toEqual(parse(text, { strict: true, uniqueKeys: true }));
      }),
      { numRuns: 4000 },
    );
  });

  it("never reads otherwise than the parser what looks like a word list", () => {
    const item = fc
      .array(fc.constantFrom(...PIECES.filter((piece) => !piece.includes("\n"))), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join(""));
    const lines = fc.array(fc.tuple(fc.constantFrom("a", "b", "c-d", "-1", "3"), fc.array(item, { maxLength: 3 }), item), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(lines, (entries) => {
        const text = entries
          .map(([key, items, value], nth) => `${nth % 2 === 0 ? "" : "- "}${key}: ${nth % 3 === 0 ? value : `[${items.join(", ")}]`}`)
          .join("\n");
        for (const each of [text, text.replaceAll("- ", "")]) {
          const plain = parsePlainYaml(each);
          if (plain !== undefined) expect(plain).toEqual(parse(each, { strict: true, uniqueKeys: true }));
        }
      }),
      { numRuns: 4000 },
    );
  });
});
