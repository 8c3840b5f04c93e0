import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type UseDay, useWindows } from "../../../src/domain/metrics/use-windows.ts";

const rows = (days: readonly number[], file = 1): UseDay[] => days.map((day) => ({ file, day }));
const every = (step: number, count: number, last: number): number[] => Array.from({ length: count }, (_, index) => last - step * index);
/** Firsts of a month from July to December 2026, counted from 1 July. */
const FIRSTS = [0, 31, 62, 92, 123, 153];

describe("windows of use", () => {
  it("are 30 days to the day, and 30 before, of use by the day and where nothing tells", () => {
    const daily = { rhythm: "day", last: { from: 71, to: 100 }, prior: { from: 41, to: 70 } };
    expect(useWindows(rows(every(1, 60, 90)), 100)).toEqual(daily);
    expect(useWindows([], 100)).toEqual(daily);
    expect(useWindows(rows(every(7, 3, 98)), 100)).toEqual(daily);
    expect(useWindows(rows([...every(7, 8, 98), 50]), 100)).toEqual(daily);
    expect(useWindows(rows(every(14, 8, 98)), 100)).toEqual(daily);
  });

  it("are four weeks and four weeks of use by the week, to the last week that is there", () => {
    const weekly = (day: number) => useWindows(rows([0, 7, 14, 28, 35, 42, 49, 56, 63]), day);
    expect(weekly(63)).toEqual({ rhythm: "week", last: { from: 36, to: 63 }, prior: { from: 8, to: 35 } });
    expect(weekly(69)).toEqual({ rhythm: "week", last: { from: 42, to: 69 }, prior: { from: 14, to: 41 } });
    expect(weekly(70)).toEqual({ rhythm: "week", last: { from: 36, to: 63 }, prior: { from: 8, to: 35 } });
    expect([weekly(97), weekly(98)]).toEqual([
      { rhythm: "week", last: { from: 42, to: 69 }, prior: { from: 14, to: 41 } },
      { rhythm: "week", upTo: 63 },
    ]);
  });

  it("go from row to row of use by the month", () => {
    expect(useWindows(rows(FIRSTS), 160)).toEqual({ rhythm: "month", last: { from: 124, to: 153 }, prior: { from: 93, to: 123 } });
    expect(useWindows(rows(FIRSTS), 140)).toEqual({ rhythm: "month", last: { from: 93, to: 123 }, prior: { from: 63, to: 92 } });
    expect(useWindows(rows(FIRSTS), 61)).toMatchObject({ rhythm: "day" });
    expect(useWindows(rows(FIRSTS), 229)).toEqual({ rhythm: "month", upTo: 153 });
  });

  it("are of the month or week that begins on a row of a first, a Monday or a Sunday, once it is over", () => {
    // 1970: the firsts of January to April; day 4 was the first Monday, day 3 the first Sunday.
    const firsts = rows([0, 31, 59, 90]);
    const march = { rhythm: "month", last: { from: 59, to: 89 }, prior: { from: 31, to: 58 }, opens: true };
    expect([useWindows(firsts, 90), useWindows(firsts, 118)]).toEqual([march, march]);
    expect(useWindows(firsts, 119)).toMatchObject({ last: { from: 90, to: 119 }, prior: { from: 59, to: 89 } });
    expect(useWindows(firsts, 59)).toMatchObject({ last: { from: 31, to: 58 }, prior: { from: 0, to: 30 } });
    expect(useWindows(firsts, 200)).toEqual({ rhythm: "month", upTo: 119, opens: true });
    // The lasts of January to April.
    expect(useWindows(rows([30, 58, 89, 119]), 119)).toEqual({ rhythm: "month", last: { from: 90, to: 119 }, prior: { from: 59, to: 89 } });
    for (const begin of [3, 4]) {
      const weeks = rows(Array.from({ length: 12 }, (_, week) => begin + 7 * week));
      const whole = { last: { from: begin + 49, to: begin + 76 }, prior: { from: begin + 21, to: begin + 48 }, opens: true };
      expect([useWindows(weeks, begin + 77), useWindows(weeks, begin + 82)]).toMatchObject([whole, whole]);
      expect(useWindows(weeks, begin + 83)).toMatchObject({ last: { from: begin + 56, to: begin + 83 } });
    }
  });

  it("take the longest rhythm of several files, which takes more days than that of the whole book", () => {
    const daily = rows(every(1, 90, 98), 2);
    expect(useWindows([...daily, ...rows(every(7, 8, 98))], 98)).toMatchObject({ rhythm: "week" });
    expect(useWindows([...daily, ...rows(every(7, 7, 98))], 98)).toMatchObject({ rhythm: "day" });
    expect(useWindows([...rows(every(1, 200, 160), 2), ...rows(FIRSTS), ...rows(every(7, 20, 160), 3)], 160)).toMatchObject({
      rhythm: "month",
    });
    // One file a week: none tells by itself, all of them do.
    expect(
      useWindows(
        every(7, 5, 98).map((day, file) => ({ file, day })),
        98,
      ),
    ).toMatchObject({ rhythm: "week" });
  });

  it("hold as many rows on both sides, in whatever order, and look at no later day", () => {
    const steps = fc.constantFrom(7, 30, 31);
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 9, max: 40 }),
        fc.integer({ min: 0, max: 33 }),
        fc.integer({ min: 0, max: 400 }),
        (step, count, lag, later) => {
          const days = every(step, count, 2000);
          const windows = useWindows(rows(days), 2000 + lag);
          if (!("last" in windows)) throw new Error("stale");
          const held = ({ from, to }: { from: number; to: number }): number => days.filter((day) => day >= from && day <= to).length;
          expect([held(windows.last), held(windows.prior)]).toEqual(step === 7 ? [4, 4] : [1, 1]);
          expect(windows.prior.to).toBe(windows.last.from - 1);
          const shuffled = rows([2001 + lag + later, ...days.toReversed()]);
          expect(useWindows(shuffled, 2000 + lag)).toEqual(windows);
        },
      ),
    );
  });
});
