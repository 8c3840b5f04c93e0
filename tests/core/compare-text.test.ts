import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareText } from "../../src/core/compare-text.ts";

describe("compareText", () => {
  it("goes by UTF-16 units, whatever the language", () => {
    expect(["ä", "z", "Z", "a", "", "10", "9", "a"].sort(compareText)).toEqual(["", "10", "9", "Z", "a", "a", "z", "ä"]);
    expect([compareText("a", "b"), compareText("b", "a"), compareText("a", "a")]).toEqual([-1, 1, 0]);
  });

  it("is the order that an array of texts is sorted in by itself", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
        expect([...texts].sort(compareText)).toEqual([...texts].sort());
      }),
    );
  });
});
