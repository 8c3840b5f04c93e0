import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ServiceTerms, serviceFigures } from "../../../src/domain/service/service-figures.ts";
import { minutesBetween, type WorkingHours } from "../../../src/domain/service/working-minutes.ts";
import { ticket } from "./sample-ticket.ts";

const OFFICE: WorkingHours = { days: new Set([1, 2, 3, 4, 5]), from: 540, to: 1020, holidays: new Set(["2026-12-25"]) };

describe("minutesBetween", () => {
  it.each([
    // 2026-11-20 is a Friday.
    ["within a day", "2026-11-20T10:00:00", "2026-11-20T11:30:00", 90, 90],
    ["from before the day begins", "2026-11-20T07:00:00", "2026-11-20T10:00:00", 180, 60],
    ["over a night", "2026-11-19T16:30:00", "2026-11-20T09:15:00", 1005, 45],
    ["over a weekend", "2026-11-20T16:00:00", "2026-11-23T10:00:00", 3960, 120],
    ["wholly at night", "2026-11-20T22:00:00", "2026-11-21T06:00:00", 480, 0],
    ["over a holiday", "2026-12-24T16:00:00", "2026-12-28T09:30:00", 5370, 90],
    ["backwards", "2026-11-20T10:00:00", "2026-11-20T09:00:00", 0, 0],
  ])("counts %s", (_, from, to, calendar, working) => {
    expect(minutesBetween(from, to, undefined)).toBe(calendar);
    expect(minutesBetween(from, to, OFFICE)).toBe(working);
  });

  it("adds up over any moment between, and is never longer in working hours", () => {
    const moment = fc
      .integer({ min: 0, max: 60 * 24 * 60 })
      .map((minute) => new Date(Date.UTC(2026, 9, 1) + minute * 60_000).toISOString().slice(0, 19));
    fc.assert(
      fc.property(fc.tuple(moment, moment, moment), (moments) => {
        const [a, b, c] = moments.toSorted() as [string, string, string];
        for (const hours of [undefined, OFFICE])
          expect(minutesBetween(a, b, hours) + minutesBetween(b, c, hours)).toBe(minutesBetween(a, c, hours));
        expect(minutesBetween(a, c, OFFICE)).toBeLessThanOrEqual(minutesBetween(a, c, undefined));
      }),
    );
  });
});

const TERMS: ServiceTerms = {
  now: "2026-11-21T00:00:00",
  replyMinutes: 240,
  hours: undefined,
  repliesKnown: true,
  escalationsKnown: true,
};

describe("serviceFigures", () => {
  it("tells apart what was in time, late, still in time, overdue, and what cannot be judged", () => {
    const figures = serviceFigures(
      [
        ticket({ replied: "2026-11-20T12:00:00" }),
        ticket({ replied: "2026-11-20T12:01:00" }),
        ticket({ opened: "2026-11-20T22:00:00" }),
        ticket({}),
        ticket({ solved: "2026-11-20T09:00:00" }),
      ],
      TERMS,
    );
    expect(figures).toMatchObject({ in_time: 1, late: 1, waiting: 1, overdue: 1, judged: 4, in_time_share: 1 / 3, open: 4, solved: 1 });
  });

  it("counts those still waiting for as long as they wait: a median that leaves them out would be shorter", () => {
    const replied = [1, 2, 3].map((hour) => ticket({ replied: `2026-11-20T${String(8 + hour).padStart(2, "0")}:00:00` }));
    const open = [1, 2, 3, 4].map(() => ticket({}));
    expect(serviceFigures(replied, TERMS).first_reply_median_hours).toBe(2);
    expect(serviceFigures([...replied, ...open], TERMS)).toMatchObject({ first_reply_median_hours: null, first_reply_p90_hours: null });
    expect(serviceFigures([...replied, ...open.slice(0, 2)], TERMS).first_reply_median_hours).toBe(3);
  });

  it("measures the backlog by what is open, and mood by what was read", () => {
    const figures = serviceFigures(
      [
        ticket({ opened: "2026-11-01T00:00:00", sentiment: -0.5 }),
        ticket({ opened: "2026-11-11T00:00:00", sentiment: 0.1 }),
        ticket({ opened: "2026-11-20T00:00:00" }),
        ticket({ solved: "2026-11-20T10:00:00" }),
      ],
      TERMS,
    );
    expect(figures).toMatchObject({ open: 3, backlog_median_days: 10, backlog_oldest_days: 20, sentiment: -0.2, sentiment_n: 2 });
  });

  it("holds escalations against the written authority", () => {
    const figures = serviceFigures(
      [ticket({ escalated: true }), ticket({ escalated: true, above_support: "security" }), ticket({ above_support: "legal" })],
      TERMS,
    );
    expect(figures).toMatchObject({ above_support: 2, escalated: 2, escalated_needlessly: 1, kept_though_above: 1 });
    expect(serviceFigures([ticket({ escalated: true })], { ...TERMS, escalationsKnown: false }).escalated).toBeNull();
  });

  it("says nothing of replies where no export records any, and nothing at all of no tickets", () => {
    expect(serviceFigures([ticket({})], { ...TERMS, repliesKnown: false })).toMatchObject({ judged: 0, overdue: 0, in_time_share: null });
    expect(serviceFigures([], TERMS)).toMatchObject({
      tickets: 0,
      in_time_share: null,
      resolution_median_hours: null,
      backlog_oldest_days: null,
      sentiment: null,
    });
  });
});
