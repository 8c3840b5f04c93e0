import { describe, expect, it } from "vitest";
import { BRIEF_SCHEMA, parseDraft } from "../../../src/run/model/brief-draft.ts";

const draft = { headline: "Logins fell {F1|pct}", findings: [], actions: [], references: [], unknowns: [] };
const json = JSON.stringify(draft);

describe("parseDraft", () => {
  it.each([
    ["bare", json],
    ["indented", JSON.stringify(draft, null, 2)],
    ["fenced", `Here:\n\`\`\`json\n${json}\n\`\`\`\nDone.`],
    ["with talk and braces in it", `As {you} asked, with "{" too: ${json} Hope {it} helps.`],
    ["without the optional lists", '{"headline":"Logins fell {F1|pct}","findings":[],"actions":[]}'],
  ])("reads %s JSON", (_, text) => expect(parseDraft(text)).toEqual({ ok: true, value: draft }));

  it.each([
    ["", /no JSON object/u],
    ["I cannot say.", /no JSON object/u],
    ['{"headline": "x"', /no JSON object/u],
    ['{"headline":"x","findings":[{"kind":"opinion"}],"actions":[]}', /findings\.0\.kind/u],
    ['{"headline":" ","findings":[],"actions":[]}', /headline/u],
    ["[]", /no JSON object/u],
  ])("tells what is wrong with %j", (text, reason) => {
    const parsed = parseDraft(text);
    expect(parsed.ok ? "" : parsed.reason).toMatch(reason);
  });

  it("takes its time to be quick on hostile input", () => {
    expect(parseDraft("{".repeat(50_000)).ok).toBe(false);
    expect(parseDraft('{"a":'.repeat(5000)).ok).toBe(false);
  });
});

describe("BRIEF_SCHEMA", () => {
  it("closes every object, requires every property and holds no keyword that hosts refuse", () => {
    const objects: unknown[] = [];
    const keys = new Set<string>();
    const visit = (node: unknown, isMap = false): void => {
      if (Array.isArray(node)) node.forEach((inner) => visit(inner));
      else if (typeof node === "object" && node !== null) {
        if (!isMap) for (const key of Object.keys(node)) keys.add(key);
        if ("type" in node && node.type === "object") objects.push(node);
        for (const [key, inner] of Object.entries(node)) if (typeof inner === "object") visit(inner, key === "properties");
      }
    };
    visit(BRIEF_SCHEMA);
    expect(objects).toHaveLength(4);
    for (const object of objects) {
      const { properties, required, additionalProperties } = object as {
        properties: object;
        required: string[];
        additionalProperties: unknown;
      };
      expect(additionalProperties).toBe(false);
      expect([...required].sort()).toEqual(Object.keys(properties).sort());
    }
    expect([...keys].filter((key) => /min|max|default|pattern|schema/iu.test(key))).toEqual([]);
  });
});
