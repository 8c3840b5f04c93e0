import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRecord, parseJson, stableJson } from "../../src/core/json.ts";

describe("stableJson", () => {
  it("orders keys at every depth and leaves arrays alone", () => {
    expect(stableJson({ b: [3, 1, { d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[3,1,{"c":2,"d":1}]}');
  });

  it("gives equal values equal bytes, and the value back", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(stableJson(reversed(value))).toBe(stableJson(value));
        expect(JSON.parse(stableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("parseJson", () => {
  it("gives the value or the reason, never an exception", () => {
    expect(parseJson('{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
    expect(parseJson("{")).toMatchObject({ ok: false, reason: expect.stringMatching(/JSON/) });
  });

  it("tells where the text is no JSON, by line and column, also in a text of many lines", () => {
    expect(parseJson('{\n  "a": 1,\n  "b" 2\n}')).toMatchObject({
      line: 3,
      column: 7,
      reason: expect.stringContaining("at line 3, column 7"),
    });
    expect(parseJson('{"a" 1}')).toMatchObject({ line: 1, column: 6, reason: expect.stringContaining("in JSON at column 6") });
    expect(parseJson('{\n  "a": [1')).toMatchObject({ line: 2, column: 10, reason: expect.stringContaining("at line 2, column 10") });
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, seed) => {
        const text = JSON.stringify(value, null, 1);
        const cut = text.slice(0, seed % (text.length + 1));
        const parsed = parseJson(cut);
        if (parsed.ok || parsed.line === undefined || parsed.column === undefined) return;
        const lines = cut.split("\n");
        expect(parsed.line).toBeLessThanOrEqual(lines.length);
        expect(parsed.column).toBeLessThanOrEqual((lines[parsed.line - 1] ?? "").length + 1);
        expect(parsed.reason).not.toContain("position");
      }),
    );
  });

  it("tells objects from arrays and null", () => expect([{}, [], null, "x"].map(isRecord)).toEqual([true, false, false, false]));
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, inner]) => [key, reversed(inner)]),
      )
    : value;
}
