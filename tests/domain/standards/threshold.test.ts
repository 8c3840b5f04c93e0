import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseThreshold, thresholdWords } from "../../../src/domain/standards/threshold.ts";

describe("parseThreshold", () => {
  it("reads numbers, ranges, shares and times", () => {
    expect(parseThreshold("4 h")).toMatchObject({ low: 4, high: 4, hours: 4 });
    expect(parseThreshold("30 d")).toMatchObject({ high: 30, hours: 720 });
    expect(parseThreshold("2 weeks")).toMatchObject({ hours: 336 });
    expect(parseThreshold("90 min")).toMatchObject({ hours: 1.5 });
    expect(parseThreshold("30–50 accounts")).toMatchObject({ low: 30, high: 50, hours: null });
    expect(parseThreshold("80 %")).toMatchObject({ high: 0.8, hours: null });
    expect(parseThreshold("4.5 points")).toMatchObject({ high: 4.5 });
    expect(parseThreshold("50")).toMatchObject({ high: 50, hours: null });
  });

  it("refuses what is none", () => {
    for (const text of ["", "soon", "h 4", "50–30 accounts", "-4 h"]) expect(parseThreshold(text), text).toBeUndefined();
  });

  it("offers times only where the unit is one, and hours are 24 times days", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom("min", "h", "d", "weeks"), (amount, unit) => {
        const threshold = parseThreshold(`${amount} ${unit}`);
        const words = threshold === undefined ? new Map<string, number>() : thresholdWords(threshold);
        expect(words.get("threshold")).toBe(amount);
        expect(words.get("threshold_hours")).toBeCloseTo((words.get("threshold_days") ?? -1) * 24, 9);
      }),
    );
    const rows = parseThreshold("3 rows");
    expect(rows === undefined ? [] : [...thresholdWords(rows).keys()]).toEqual(["threshold", "threshold_low", "threshold_high"]);
  });
});
