import { describe, expect, it } from "vitest";
import { arrOn, customerPeriods, type Departure, grouped, type PaidSpan, periodOn } from "../../../src/domain/survival/customer-periods.ts";

const span = (from: string, to: string | null = null, account = "a", arr_minor: number | null = 100): PaidSpan => ({
  account,
  from,
  to,
  arr_minor,
});
const left = (on: string, since: string | null = null, account = "a"): Departure => ({ account, on, since });
const told = (spans: readonly PaidSpan[], departures: readonly Departure[] = []) =>
  customerPeriods(spans, departures).map(({ account, from, to }) => [account, from, to]);

describe("when an account was a customer", () => {
  it("joins subscriptions up to a gap of 30 days, in whatever order they come", () => {
    const first = span("2026-01-01", "2026-03-01");
    expect(told([span("2026-03-31"), first])).toEqual([["a", "2026-01-01", null]]);
    expect(told([span("2026-04-01"), first])).toEqual([
      ["a", "2026-01-01", "2026-03-01"],
      ["a", "2026-04-01", null],
    ]);
    expect(told([span("2026-02-01", "2026-02-15"), first])).toEqual([["a", "2026-01-01", "2026-03-01"]]);
    expect(told([span("2026-02-01", "2026-05-01"), first])).toEqual([["a", "2026-01-01", "2026-05-01"]]);
    expect(told([span("2026-01-01"), span("2026-06-01", "2026-07-01")])).toEqual([["a", "2026-01-01", null]]);
    expect(told([span("2026-01-01", "2026-01-01"), span("2026-02-01", "2026-01-01")])).toEqual([]);
  });

  it("ends with a departure inside it, and not with one at its start or end", () => {
    const year = [span("2026-01-01", "2026-12-31")];
    expect(told(year, [left("2026-06-01")])).toEqual([["a", "2026-01-01", "2026-06-01"]]);
    expect(told(year, [left("2026-09-01"), left("2026-06-01")])).toEqual([["a", "2026-01-01", "2026-06-01"]]);
    for (const on of ["2026-01-01", "2025-12-31", "2026-12-31", "2027-01-05"])
      expect(told(year, [left(on)])).toEqual([["a", "2026-01-01", "2026-12-31"]]);
    expect(told([span("2026-01-01")], [left("2027-01-05")])).toEqual([["a", "2026-01-01", "2027-01-05"]]);
  });

  it("counts from the record where there is a departure and no subscription", () => {
    expect(told([], [left("2026-06-01", "2026-01-01")])).toEqual([["a", "2026-01-01", "2026-06-01"]]);
    expect(told([], [left("2026-08-01", "2026-02-01"), left("2026-06-01", "2026-01-01")])).toEqual([["a", "2026-01-01", "2026-06-01"]]);
    for (const since of [null, "2026-06-01", "2026-07-01"]) expect(told([], [left("2026-06-01", since)])).toEqual([]);
  });

  it("is told by account", () => {
    expect(told([span("2026-01-01", null, "z"), span("2026-02-01", null, "b")], [left("2026-06-01", "2026-01-01", "m")])).toEqual([
      ["b", "2026-02-01", null],
      ["m", "2026-01-01", "2026-06-01"],
      ["z", "2026-01-01", null],
    ]);
    expect(
      [...grouped([span("2026-01-01"), span("2026-02-01", null, "b"), span("2026-03-01")])].map(([account, rows]) => [
        account,
        rows.length,
      ]),
    ).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
  });
});

describe("a day", () => {
  it("belongs to a period from its first day up to the day it left", () => {
    const periods = customerPeriods([span("2026-01-01", "2026-03-01"), span("2026-06-01")], []);
    expect(
      ["2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-06-01", "2030-01-01"].map(
        (day) => periodOn(periods, day)?.from ?? null,
      ),
    ).toEqual([null, "2026-01-01", "2026-01-01", null, "2026-06-01", "2026-06-01"]);
  });

  it("has the revenue of what is paid on it; none where no amount is known", () => {
    const spans = [span("2026-01-01", "2026-03-01"), span("2026-02-01", null, "a", 50), span("2026-02-01", null, "a", null)];
    expect(["2025-12-31", "2026-01-01", "2026-02-01", "2026-03-01"].map((day) => arrOn(spans, day))).toEqual([null, 100, 150, 50]);
    expect(arrOn([span("2026-01-01", null, "a", null)], "2026-02-01")).toBeNull();
    expect(arrOn([span("2026-01-01", null, "a", 0)], "2026-02-01")).toBe(0);
  });
});
