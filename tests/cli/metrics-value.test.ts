import { describe, expect, it } from "vitest";
import { aimText, judgedValue } from "../../src/cli/render/render-metrics-value.ts";

const aim = { operator: ">", value: 0.9, source: "test" } as const;

describe("a value beside its target", () => {
  it("has as many decimals as tell it from the target", () => {
    const shown = [0.9004, 0.89996, 0.9, 0.951, 0.900000001].map((value) => judgedValue(value, "ratio", "USD", aim));
    expect(shown).toEqual(["90.04 %", "89.996 %", "90 %", "95.1 %", "90 %"]);
    expect(judgedValue(0.9004, "ratio", "USD", undefined)).toBe("90 %");
    expect(judgedValue(null, "ratio", "USD", aim)).toBe("–");
  });
  it("leaves the decimals of a target in it", () => {
    expect([aimText({ operator: ">=", value: 0.905, source: "test" }, "ratio", "USD"), aimText(aim, "ratio", "USD")]).toEqual([
      ">= 90.5 %",
      "> 90 %",
    ]);
  });
});
