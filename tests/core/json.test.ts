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
