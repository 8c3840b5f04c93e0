import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cohort, cohortTable } from "../../../src/domain/metrics/cohort-table.ts";
import { brokenOff, renewalRates } from "../../../src/domain/metrics/renewal-rate.ts";
import { revenueHistories, type RevenueSpan } from "../../../src/domain/metrics/revenue-history.ts";
import { anyPeriod, anySpans, span } from "./spans.ts";

const QUARTER = { from: "2026-04-01", to: "2026-06-30" };

function rates(spans: readonly RevenueSpan[], period = QUARTER): unknown[] {
  const found = renewalRates(spans, period, "USD");
  return ["renewal_rate", "renewal_rate_arr"].flatMap((name) => [found.get(name)?.numerator, found.get(name)?.denominator]);
}

describe("renewal rate", () => {
  it("is of the terms that ended in the period, whatever became of them", () => {
    const spans = [
      span("runs-on", 100, "2025-05-10"),
      span("smaller", 100, "2025-05-20", "2026-05-20"),
      span("smaller", 70, "2026-05-20"),
      span("gone", 50, "2024-06-15", "2026-06-15"),
      span("not-due", 900, "2025-09-01"),
      span("monthly", 30, "2025-01-01", "2026-05-01", { termMonths: 1 }),
      span("left-early", 40, "2025-09-01", "2026-05-01"),
      span("other-money", 60, "2025-05-05", null, { currency: "EUR" }),
    ];
    // Due: runs-on, smaller, gone, other-money; of 250 USD due 170 went on.
    expect(rates(spans)).toEqual([3, 4, 170, 250]);
  });

  it("does not take growth elsewhere for a renewal, and counts at most what was due", () => {
    expect(rates([span("a", 100, "2025-05-01", "2026-05-01"), span("a", 30, "2025-12-01")])).toEqual([0, 1, 0, 100]);
    expect(rates([span("a", 100, "2025-05-01", "2026-05-01"), span("a", 300, "2026-05-01")])).toEqual([1, 1, 100, 100]);
  });

  it("counts whole terms from the end that the export knows, before it and after it", () => {
    const known = (termEndsOn: string): unknown[] => rates([span("a", 10, "2023-01-01", null, { termEndsOn })]);
    for (const end of ["2026-04-01", "2026-06-30", "2028-05-01", "2024-05-01"]) expect(known(end), end).toEqual([1, 1, 10, 10]);
    for (const end of ["2026-03-31", "2026-07-01", "2027-01-15"]) expect(known(end), end).toEqual([0, 0, 0, 0]);
    expect(rates([span("a", 10, "2025-01-15", null, { termMonths: 3, termEndsOn: "2026-07-15" })])).toEqual([1, 1, 10, 10]);
  });

  it("does not take the first day of a subscription for the end of a term", () => {
    expect(rates([span("a", 10, "2026-05-01", null, { termEndsOn: "2027-05-01" })])).toEqual([0, 0, 0, 0]);
  });

  it("leaves out contracts that ended within their term, which are counted apart", () => {
    const spans = [
      span("left-early", 40, "2025-09-01", "2026-05-01"),
      span("at-its-end", 50, "2024-06-15", "2026-06-15"),
      span("upgraded", 20, "2025-09-01", "2026-05-01"),
      span("upgraded", 90, "2026-05-01"),
      span("less", 20, "2025-09-01", "2026-05-01"),
      span("less", 15, "2026-05-01"),
      span("monthly", 30, "2025-01-01", "2026-05-11", { termMonths: 1 }),
      span("other-money", 60, "2025-09-01", "2026-05-01", { currency: "EUR" }),
      span("earlier", 70, "2025-09-01", "2026-03-31"),
    ];
    expect(brokenOff(spans, QUARTER, "USD")).toEqual({ contracts: 2, arr: 45 });
    expect(brokenOff([...spans].reverse(), QUARTER, "USD")).toEqual({ contracts: 2, arr: 45 });
    expect(brokenOff([], QUARTER, "USD")).toEqual({ contracts: 0, arr: 0 });
  });

  it("is a share of any book", () => {
    fc.assert(
      fc.property(anySpans, anyPeriod, (spans, period) => {
        for (const { value, numerator, denominator } of renewalRates(spans, period, "USD").values()) {
          expect((numerator ?? 0) >= 0 && (numerator ?? 0) <= (denominator ?? 0)).toBe(true);
          expect(value === null).toBe(denominator === 0);
        }
      }),
    );
  });
});

function cohorts(spans: readonly RevenueSpan[], asOf: string, grain: "month" | "quarter" = "quarter"): Cohort[] {
  const own = spans.filter(({ currency }) => currency === "USD");
  return cohortTable({ customers: revenueHistories(spans), revenue: revenueHistories(own), asOf, period: undefined }, grain);
}

describe("cohorts", () => {
  const spans = [
    span("a", 100, "2025-01-10"),
    span("b", 200, "2025-03-31", "2025-08-01"),
    span("b", 50, "2025-11-01"),
    span("c", 100, "2025-04-01", "2025-06-30"),
    span("d", 100, "2025-05-01", "2025-10-01"),
    span("d", 180, "2025-10-01"),
    span("e", 100, "2025-05-01", null, { currency: "EUR" }),
  ];

  it("hold what is left at each quarter's end (hand-worked); what has not come yet is blank", () => {
    expect(cohorts(spans, "2026-01-15")).toEqual([
      {
        cohort: "2025Q1",
        from: "2025-01-01",
        customers: 2,
        arr: 300,
        logos: [1, 1, 0.5, 1, null],
        revenue: [1, 1, 100 / 300, 150 / 300, null],
      },
      {
        cohort: "2025Q2",
        from: "2025-04-01",
        customers: 3,
        arr: 200,
        logos: [2 / 3, 2 / 3, 2 / 3, null, null],
        revenue: [0.5, 0.5, 0.9, null, null],
      },
    ]);
  });

  it("count the last day of a quarter as soon as it is over", () => {
    expect(cohorts(spans, "2025-12-31")[0]?.logos).toEqual([1, 1, 0.5, 1]);
    expect(cohorts(spans, "2025-12-30")[0]?.logos).toEqual([1, 1, 0.5, null]);
  });

  it("hold every customer once, and nothing of later than as-of", () => {
    fc.assert(
      fc.property(anySpans, fc.constantFrom("month", "quarter"), (book, grain) => {
        const asOf = "2025-12-31";
        const found = cohorts(book, asOf, grain);
        const paid = new Set(
          book
            .filter((one) => one.arrMinor > 0 && one.startedOn <= asOf && (one.endedOn ?? "9") > one.startedOn)
            .map(({ account }) => account),
        );
        expect(found.reduce((sum, { customers }) => sum + customers, 0)).toBe(paid.size);
        expect(new Set(found.map(({ logos }) => logos.length)).size).toBeLessThanOrEqual(1);
        const known = book
          .filter((one) => one.startedOn <= asOf)
          .map((one) => (one.endedOn !== null && one.endedOn > asOf ? { ...one, endedOn: null } : one));
        expect(cohorts(known, asOf, grain)).toEqual(found);
      }),
    );
  });
});
