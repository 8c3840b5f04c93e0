import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DataError } from "../../src/core/errors.ts";
import { parseYaml } from "../../src/core/parse-yaml.ts";

const schema = z.strictObject({ name: z.string(), points: z.array(z.number()).default([]), when: z.string().optional() });

function problem(text: string): DataError["detail"] {
  try {
    parseYaml(text, "team.yaml", schema);
  } catch (error) {
    if (error instanceof DataError) return error.detail;
    throw error;
  }
  throw new Error("it was accepted");
}

describe("parseYaml", () => {
  it("gives the checked value, with defaults, and reads a date as text", () => {
    expect(parseYaml("name: a\nwhen: 2026-11-20\n", "team.yaml", schema)).toEqual({ name: "a", points: [], when: "2026-11-20" });
  });

  it.each([
    ["a value of the wrong type", "name: a\npoints:\n  - 1\n  - two\n", 4, 5],
    ["a missing key", "# note\npoints: [1]\n", 2, 1],
    ["broken syntax", "name: a\npoints: [1\n", 3, 1],
    ["a key given twice", "name: a\nname: b\n", 2, 1],
    ["an unknown tag", "name: !!js/function x\n", 1, 7],
  ])("points at %s", (_, text, line, column) => {
    expect(problem(text)).toMatchObject({ place: { file: "team.yaml", line, column } });
  });

  it("names a key that is none, where it stands, and the one that was meant or all there are", () => {
    expect(problem("name: a\nponts: [1]\n")).toMatchObject({
      code: "bad-setting",
      message: 'team.yaml:2: there is no setting "ponts".',
      found: "ponts",
      allowed: ["did you mean points?"],
      place: { file: "team.yaml", line: 2, column: 1 },
    });
    // A required key that is misspelt is not told as missing.
    expect(problem("nam: a\n")).toMatchObject({ found: "nam", allowed: ["did you mean name?"] });
    expect(problem("name: a\nzebra: 1\n").allowed).toEqual(["name", "points", "when"]);
  });

  it("says in words what kind of value is wanted, and what is there instead", () => {
    expect(problem("name: [a,\n  b]\n")).toMatchObject({ message: "team.yaml: name: text is wanted", found: "[a, b]" });
    expect(problem("name: a\npoints: 7\n")).toMatchObject({ message: "team.yaml: points: a list is wanted", found: "7" });
    const missing = problem("points: [1]\n");
    expect(missing).toMatchObject({ message: "team.yaml: name: text is wanted, and there is nothing" });
    expect(missing.found).toBeUndefined();
    expect(problem("[]\n")).toMatchObject({
      message: "team.yaml: the file: a group of settings is wanted",
      allowed: ["{ name: … }", "{ points: … }", "{ when: … }"],
    });
  });

  it("finds the keys of what lies deeper", () => {
    const inner = z.strictObject({ width: z.number() });
    const deep = z.strictObject({
      list: z.array(inner).optional(),
      byName: z.record(z.string(), inner).default({}),
      either: z.union([z.string(), inner]).optional(),
    });
    const allowed = (text: string): readonly string[] | undefined => {
      try {
        parseYaml(text, "a.yaml", deep);
      } catch (error) {
        return error instanceof DataError ? error.detail.allowed : undefined;
      }
      return undefined;
    };
    expect(allowed("list:\n  - width: 1\n    zebra: 2\n")).toEqual(["width"]);
    expect(allowed("byName:\n  a: {wdth: 2}\n")).toEqual(["did you mean width?"]);
  });

  it("refuses alias bombs", () => {
    const names = [..."abcdefgh"];
    const lines = names.map(
      (name, index) => `${name}: &${name} [${names.map(() => (index === 0 ? "x" : `*${names[index - 1]}`)).join(", ")}]`,
    );
    expect(() => parseYaml(lines.join("\n"), "team.yaml", z.unknown())).toThrow(DataError);
  });
});
