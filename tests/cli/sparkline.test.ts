import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bar, sparkline } from "../../src/cli/render/sparkline.ts";

describe("a line of signs", () => {
  it("goes from the lowest to the highest, with a blank for what is not known", () => {
    expect(sparkline([1, 4, 8])).toBe("▁▄█");
    expect(sparkline([3, 3])).toBe("▄▄");
    expect(sparkline([null, 2, -2])).toBe(" █▁");
    expect(sparkline([])).toBe("");
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 }))), (values) => {
        expect([...sparkline(values)]).toHaveLength(values.length);
      }),
    );
  });
});

describe("a bar", () => {
  it("is filled to its share and always as wide as asked", () => {
    expect(bar(0.5, 4)).toBe("██··");
    expect(bar(0, 3)).toBe("···");
    expect(bar(0.125, 1)).toBe("▏");
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -2, max: 3 }), fc.nat(20), (share, width) => {
        expect([...bar(share, width)]).toHaveLength(width);
      }),
    );
  });
});
