import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayOf, daysBetween, isDay, isoWeek, weekday } from "../../src/core/days.ts";

const anyDay = fc.integer({ min: -50_000, max: 50_000 }).map((offset) => addDays("2000-01-01", offset));

describe("isDay", () => {
  it.each(["2026-02-28", "2024-02-29", "2026-12-31"])("accepts %s", (day) => expect(isDay(day)).toBe(true));
  it.each(["2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1", "20261114", " 2026-11-14", "2026-11-14T00:00", ""])(
    "refuses %j",
    (day) => expect(isDay(day)).toBe(false),
  );
});

describe("addDays and daysBetween", () => {
  it("cross months, years and leap days", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(daysBetween("2026-11-20", "2026-12-14")).toBe(24);
  });

  it("undo each other, and later days sort later as text", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        const other = addDays(day, days);
        expect(isDay(other)).toBe(true);
        expect(daysBetween(day, other)).toBe(days);
        expect(addDays(other, -days)).toBe(day);
        expect(Math.sign(days)).toBe(other > day ? 1 : other < day ? -1 : 0);
      }),
    );
  });
});

describe("isoWeek", () => {
  it.each([
    ["2025-12-28", "2025w52"],
    ["2025-12-29", "2026w01"],
    ["2026-01-04", "2026w01"],
    ["2026-11-20", "2026w47"],
    ["2026-12-31", "2026w53"],
    ["2027-01-03", "2026w53"],
    ["2027-01-04", "2027w01"],
    ["2023-01-01", "2022w52"],
    ["2021-01-03", "2020w53"],
  ])("%s lies in %s", (day, week) => expect(isoWeek(day)).toBe(week));

  it("counts as the standard says: the week belongs to the year of its Thursday, and the week of 4 January is the first", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const monday = addDays(day, 1 - weekday(day));
        const year = addDays(monday, 3).slice(0, 4);
        const fourth = `${year}-01-04`;
        const first = addDays(fourth, 1 - weekday(fourth));
        expect(isoWeek(day)).toBe(`${year}w${String(1 + daysBetween(first, monday) / 7).padStart(2, "0")}`);
      }),
    );
  });

  it("counts weekdays from Monday", () => {
    expect(["2026-11-16", "2026-11-22", "2026-11-23"].map(weekday)).toEqual([1, 7, 1]);
  });
});

describe("dayOf", () => {
  it("is the calendar day of the zone, also where the clocks change", () => {
    expect(dayOf(new Date("2026-11-19T23:30:00Z"), "UTC")).toBe("2026-11-19");
    expect(dayOf(new Date("2026-11-19T23:30:00Z"), "Europe/Berlin")).toBe("2026-11-20");
    expect(dayOf(new Date("2026-07-19T22:30:00Z"), "Europe/Berlin")).toBe("2026-07-20");
    expect(dayOf(new Date("2026-11-20T04:59:00Z"), "America/New_York")).toBe("2026-11-19");
  });

  it("refuses a zone that does not exist", () => expect(() => dayOf(new Date(0), "Europe/Atlantis")).toThrow(RangeError));
});
