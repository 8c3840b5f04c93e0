import fc from "fast-check";
import { expect, it } from "vitest";
import { shareBesideTarget } from "../../../src/domain/targets/share-beside-target.ts";

it.each([
  [0.9, 0.9, "90 %"],
  [0.90003, 0.9, "90.003 %"],
  [0.8996, 0.9, "89.96 %"],
  [0.5, 0.9, "50 %"],
  [0.900_000_1, 0.9, "90 %"],
])("prints %d beside %d as %s", (value, target, printed) => expect(shareBesideTarget(value, target)).toBe(printed));

it("tells a share from its target wherever they are a hundredth of a thousandth apart", () => {
  const share = fc.integer({ min: 0, max: 100_000 }).map((number) => number / 100_000);
  fc.assert(
    fc.property(share, fc.integer({ min: 0, max: 100 }), (value, percent) => {
      const target = percent / 100;
      fc.pre(Math.abs(value - target) > 0.000_005);
      expect(shareBesideTarget(value, target)).not.toBe(shareBesideTarget(target, target));
    }),
  );
});
