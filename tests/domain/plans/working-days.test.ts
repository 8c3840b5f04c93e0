import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, daysBetween, weekday } from "../../../src/core/days.ts";
import { addWorkingDays, isWorkingDay, workingDayBy, workingDayFrom } from "../../../src/domain/plans/working-days.ts";

const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays("2024-01-01", days));
const calendar = fc.array(day, { maxLength: 40 }).map((days) => ({ holidays: new Set<Day>(days) }));
const NONE = { holidays: new Set<Day>() };

describe("working days", () => {
  it("leave out Saturdays, Sundays and holidays", () => {
    const christmas = { holidays: new Set(["2026-12-25"]) };
    // 2026-12-25 is a Friday.
    expect(isWorkingDay("2026-12-25", NONE)).toBe(true);
    expect(isWorkingDay("2026-12-25", christmas)).toBe(false);
    expect(workingDayBy("2026-12-27", christmas)).toBe("2026-12-24");
    expect(workingDayFrom("2026-12-25", christmas)).toBe("2026-12-28");
    expect(addWorkingDays("2026-12-24", 1, christmas)).toBe("2026-12-28");
    expect(addWorkingDays("2026-12-28", -1, christmas)).toBe("2026-12-24");
    expect(addWorkingDays("2026-12-26", 0, christmas)).toBe("2026-12-24");
  });

  it("move a day to the nearest working day on the side asked for", () => {
    fc.assert(
      fc.property(day, calendar, (given, days) => {
        const [before, after] = [workingDayBy(given, days), workingDayFrom(given, days)];
        expect(before <= given && given <= after).toBe(true);
        expect(isWorkingDay(before, days) && isWorkingDay(after, days)).toBe(true);
        for (let at = addDays(before, 1); at < after; at = addDays(at, 1)) expect(isWorkingDay(at, days)).toBe(false);
      }),
    );
  });

  it("count as a plain walk over the days does", () => {
    fc.assert(
      fc.property(day, calendar, fc.integer({ min: 1, max: 60 }), (given, days, count) => {
        const end = addWorkingDays(given, count, days);
        const walked = Array.from({ length: daysBetween(given, end) }, (_, index) => addDays(given, index + 1));
        expect(walked.filter((one) => weekday(one) <= 5 && !days.holidays.has(one))).toHaveLength(count);
        expect(isWorkingDay(end, days)).toBe(true);
      }),
    );
  });

  it("end the search where a calendar has no working day", () => {
    const never = { holidays: new Set(Array.from({ length: 900 }, (_, index) => addDays("2026-01-01", index))) };
    expect(workingDayFrom("2026-03-02", never)).toBe("2026-03-02");
  });
});
