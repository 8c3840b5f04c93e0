import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "../../../src/core/days.ts";
import { addMonths, grainName, lastFullQuarter, monthsIn, nextStart, splitPeriod, startOf } from "../../../src/domain/metrics/period.ts";
import { anyPeriod } from "./spans.ts";

describe("lastFullQuarter", () => {
  it.each([
    ["2026-11-20", "2026-07-01", "2026-09-30"],
    ["2026-09-30", "2026-07-01", "2026-09-30"],
    ["2026-09-29", "2026-04-01", "2026-06-30"],
    ["2026-01-01", "2025-10-01", "2025-12-31"],
    ["2025-12-31", "2025-10-01", "2025-12-31"],
  ])("by %s is %s to %s", (asOf, from, to) => {
    expect(lastFullQuarter(asOf)).toEqual({ from, to });
  });
});

describe("splitPeriod", () => {
  it("cuts at calendar months and quarters, the first and the last at the period's ends", () => {
    expect(splitPeriod({ from: "2025-12-15", to: "2026-02-03" }, "month")).toEqual([
      { from: "2025-12-15", to: "2025-12-31" },
      { from: "2026-01-01", to: "2026-01-31" },
      { from: "2026-02-01", to: "2026-02-03" },
    ]);
    expect(splitPeriod({ from: "2026-02-01", to: "2026-04-01" }, "quarter")).toEqual([
      { from: "2026-02-01", to: "2026-03-31" },
      { from: "2026-04-01", to: "2026-04-01" },
    ]);
  });

  it("leaves no day out and takes none twice", () => {
    fc.assert(
      fc.property(anyPeriod, fc.constantFrom("month", "quarter"), (period, grain) => {
        const parts = splitPeriod(period, grain);
        expect(parts[0]?.from).toBe(period.from);
        expect(parts.at(-1)?.to).toBe(period.to);
        for (const [index, part] of parts.entries()) {
          expect(part.from <= part.to && startOf(part.from, grain) === startOf(part.to, grain)).toBe(true);
          if (index > 0) expect(addDays(parts[index - 1]?.to ?? "", 1)).toBe(part.from);
        }
      }),
    );
  });
});

describe("months", () => {
  it("are added to the last day where the month is shorter", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2026-12-15", 1)).toBe("2027-01-15");
    expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
    expect(addMonths("2026-03-31", -13)).toBe("2025-02-28");
    expect(addMonths("2025-12-31", 0)).toBe("2025-12-31");
  });

  it("are counted whole where the period is made of whole ones, from any day of the month", () => {
    expect(monthsIn({ from: "2026-07-01", to: "2026-09-30" })).toBe(3);
    expect(monthsIn({ from: "2025-11-21", to: "2026-11-20" })).toBe(12);
    expect(monthsIn({ from: "2026-02-01", to: "2026-02-28" })).toBe(1);
    expect(monthsIn({ from: "2026-07-01", to: "2026-07-10" })).toBeCloseTo((10 * 12) / 365, 12);
    expect(monthsIn({ from: "2026-07-01", to: "2026-09-29" })).toBeCloseTo((91 * 12) / 365, 12);
  });

  it("of any period are about its days", () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        const days = daysBetween(period.from, period.to) + 1;
        expect(Math.abs(monthsIn(period) - (days * 12) / 365)).toBeLessThan(0.12);
      }),
    );
  });

  it("have names, and a next one", () => {
    expect([grainName("2026-09-30", "month"), grainName("2026-09-30", "quarter"), grainName("2026-10-01", "quarter")]).toEqual([
      "2026-09",
      "2026Q3",
      "2026Q4",
    ]);
    expect([nextStart("2026-12-31", "month"), nextStart("2026-11-30", "quarter")]).toEqual(["2027-01-01", "2027-01-01"]);
  });
});
