import fc from "fast-check";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { setInYaml } from "../../src/config/edit-yaml.ts";

describe("setInYaml", () => {
  it.each([
    ["a value", "# head\nllm: sonnet   # why\nas_of: 2026-11-20\n", ["llm"], "opus", "# head\nllm: opus   # why\nas_of: 2026-11-20\n"],
    ["a value in quotes", "me: 'Dana Reyes' # me\n", ["me"], "Jo: Smith", 'me: "Jo: Smith" # me\n'],
    [
      "a value that is a table",
      "check:\n  rules:\n    VA-1: off # no\nllm: off\n",
      ["check"],
      { fail_on: "low" },
      "check: {fail_on: low}\nllm: off\n",
    ],
    ["a key without a value", "llm:\nas_of: 2026-11-20\n", ["llm"], "opus", "llm: opus\nas_of: 2026-11-20\n"],
    ["a section without a value", "budget:\n", ["budget", "turns"], 5, "budget: {turns: 5}\n"],
    [
      "a key in a section",
      "budget:\n    turns: 5 # few\n\n# end\n",
      ["budget", "usd"],
      0.5,
      "budget:\n    turns: 5 # few\n    usd: 0.5\n\n# end\n",
    ],
    ["a key in a section of one line", "budget: { turns: 5 }\n", ["budget", "usd"], 0.5, "budget: { turns: 5, usd: 0.5 }\n"],
    ["a key in an empty section of one line", "budget: {}\n", ["budget", "usd"], 0.5, "budget: { usd: 0.5 }\n"],
    ["a value inside a section of one line", "budget: {turns: 5, usd: 1}\n", ["budget", "turns"], 9, "budget: {turns: 9, usd: 1}\n"],
    ["a new key", "llm: off", ["me"], "Dana", "llm: off\nme: Dana\n"],
    ["a new key of an empty file", "", ["budget", "turns"], 5, "budget: {turns: 5}\n"],
    [
      "a new key behind its example",
      "# me: who\n#me: Dana\n\n# quota: x\n#quota: 1\n",
      ["me"],
      "Jo",
      "# me: who\n#me: Dana\nme: Jo\n\n# quota: x\n#quota: 1\n",
    ],
    [
      "with Windows ends of lines",
      "llm: off\r\nmodels:\r\n  a: b\r\n",
      ["models", "c"],
      "d",
      "llm: off\r\nmodels:\r\n  a: b\r\n  c: d\r\n",
    ],
    ["in a file that is one line", "{llm: off, me: Dana}\n", ["quota"], 5, "{llm: off, me: Dana, quota: 5}\n"],
    [
      "a list",
      "adoption:\n  key_features:\n    - A\n    - B\n",
      ["adoption", "key_features"],
      ["C, D"],
      'adoption:\n  key_features: ["C, D"]\n',
    ],
  ])("sets %s and leaves the rest as it was", (_, text, path, value, wanted) => {
    expect(setInYaml(text, path, value)).toBe(wanted);
  });

  it("prints a file anew where it cannot be edited in place, with its comments", () => {
    const text = "a: &x {p: 1} # one\nb: *x\n";
    const edited = setInYaml(text, ["b"], 2);
    expect(parse(edited)).toEqual({ a: { p: 1 }, b: 2 });
    expect(edited).toContain("# one");
  });

  const key = fc.stringMatching(/^[a-z][a-z_]{0,6}$/);
  const zeros = (one: unknown): unknown => JSON.parse(JSON.stringify(one));

  it("writes no -0, which no setting tells from 0", () => {
    expect(setInYaml("", ["a"], -0)).toBe("a: 0\n");
    expect(setInYaml("a: {b: 1}\n", ["a", "b"], [-0, { c: -0 }])).toBe("a: {b: [0, {c: 0}]}\n");
  });

  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }));
  const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(key, leaf, { maxKeys: 3 }));

  it("always gives a file that holds what is there and what is set, and setting it again changes nothing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(key, { minLength: 1, maxLength: 3 }), value), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (steps, windows) => {
          let text = windows ? "# a head\r\n" : "# a head\n";
          let held: Record<string, unknown> = {};
          for (const [path, set] of steps) {
            text = setInYaml(text, path, set);
            held = withValue(held, path, zeros(set)) as Record<string, unknown>;
            expect(parse(text)).toEqual(held);
            expect(setInYaml(text, path, set)).toBe(text);
            expect(text.startsWith("# a head")).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

function withValue(whole: unknown, [name, ...rest]: readonly string[], set: unknown): unknown {
  if (name === undefined) return set;
  const record = typeof whole === "object" && whole !== null && !Array.isArray(whole) ? (whole as Record<string, unknown>) : {};
  return { ...record, [name]: withValue(record[name], rest, set) };
}
