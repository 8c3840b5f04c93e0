import { describe, expect, it } from "vitest";
import { serviceFigures, type ServiceTerms } from "../../../src/domain/service/service-figures.ts";
import { minuteOf, minutesBetween } from "../../../src/domain/service/working-minutes.ts";
import { ticket } from "./sample-ticket.ts";

const TERMS: ServiceTerms = { now: "2026-11-21T00:00:00", replyMinutes: 240, hours: undefined, repliesKnown: true, escalationsKnown: true };

describe("the figures of support", () => {
  it("are all as by hand", () => {
    const figures = serviceFigures(
      [
        ticket({ replied: "2026-11-20T09:00:00", solved: "2026-11-20T10:00:00", reopens: 2, rating: "bad", sentiment: -0.254 }),
        ticket({
          replied: "2026-11-20T13:00:00",
          solved: "2026-11-20T18:30:00",
          reopens: 0,
          rating: "good",
          escalated: true,
          sentiment: 0.5,
        }),
        ticket({ opened: "2026-11-01T00:00:00", above_support: "legal", sentiment: 0.101 }),
        ticket({ opened: "2026-11-20T21:00:00", escalated: true, above_support: "legal", sentiment: -0.999 }),
        ticket({ opened: "2026-11-18T12:00:00", replied: "2026-11-18T16:00:00" }),
      ],
      TERMS,
    );
    expect(figures).toEqual({
      tickets: 5,
      in_time: 2,
      late: 1,
      waiting: 1,
      overdue: 1,
      judged: 5,
      in_time_share: 2 / 4,
      first_reply_median_hours: 5,
      first_reply_p90_hours: null,
      solved: 2,
      solved_undated: 0,
      resolution_median_hours: null,
      resolution_p90_hours: null,
      reopened: 1,
      reopens_known: 2,
      open: 3,
      backlog_median_days: 2,
      backlog_oldest_days: 20,
      above_support: 2,
      escalated: 2,
      escalated_needlessly: 1,
      kept_though_above: 1,
      rated: 2,
      rated_bad: 1,
      // −25, 50, 10 and −100 hundredths.
      sentiment: Math.round(-65 / 4) / 100,
      sentiment_n: 4,
    });
  });

  it("hold the promise to the minute, and the middle of an even backlog is the younger one", () => {
    const at = (replied: string) => serviceFigures([ticket({ replied })], TERMS);
    expect([at("2026-11-20T12:00:59").in_time, at("2026-11-20T12:01:00").late]).toEqual([1, 1]);
    const ages = serviceFigures([ticket({ opened: "2026-11-10T00:00:00" }), ticket({ opened: "2026-11-19T00:00:00" })], TERMS);
    expect([ages.backlog_median_days, ages.backlog_oldest_days]).toEqual([2, 11]);
    expect(serviceFigures([ticket({ solved: "2026-11-20T08:50:00" })], TERMS)).toMatchObject({
      judged: 0,
      resolution_median_hours: 0.83,
      resolution_p90_hours: 0.83,
      open: 0,
      backlog_median_days: null,
    });
    expect(serviceFigures([], { ...TERMS, escalationsKnown: false })).toMatchObject({
      escalated: null,
      escalated_needlessly: null,
      kept_though_above: null,
    });
    const ten = Array.from({ length: 10 }, (_, hour) => ticket({ replied: `2026-11-20T${String(9 + hour).padStart(2, "0")}:00:00` }));
    expect(serviceFigures(ten, TERMS)).toMatchObject({ first_reply_median_hours: 5, first_reply_p90_hours: 9 });
  });
});

describe("minutes", () => {
  it("are read off the wall, within the hours of work", () => {
    expect([minuteOf("09:30"), minuteOf("2026-11-20T23:59:59"), minuteOf("00:00:30"), minuteOf("12:34:56")]).toEqual([570, 1439, 0, 754]);
    const hours = { days: new Set([5]), from: 540, to: 1020, holidays: new Set(["2026-11-27"]) };
    expect(minutesBetween("2026-11-20T08:00:00", "2026-11-20T18:00:00", hours)).toBe(480);
    expect(minutesBetween("2026-11-13T16:00:00", "2026-12-04T09:10:00", hours)).toBe(60 + 480 + 10);
    expect(minutesBetween("2026-11-20T10:00:00", "2026-11-20T10:00:00", undefined)).toBe(0);
  });
});
