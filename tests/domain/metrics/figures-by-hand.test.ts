import { describe, expect, it } from "vitest";
import { shareOf } from "../../../src/domain/metrics/intervals.ts";
import { churnAtPace } from "../../../src/domain/metrics/retention.ts";
import { revenueFigures, type RevenueFigures } from "../../../src/domain/metrics/revenue-figures.ts";
import { type RevenueSpan } from "../../../src/domain/metrics/revenue-history.ts";
import { unitEconomics } from "../../../src/domain/metrics/unit-economics.ts";
import { span } from "./spans.ts";

const YEAR = { from: "2026-01-01", to: "2026-12-31" };

function figures(spans: readonly RevenueSpan[], more: Partial<Parameters<typeof revenueFigures>[0]> = {}): RevenueFigures {
  const finance = { grossMargin: undefined, spend: new Map<string, number>() };
  return revenueFigures({ spans, period: YEAR, basis: "snapshot", currency: "USD", calendarMonths: undefined, finance, ...more });
}

describe("a year worked by hand", () => {
  // Start 1,000: a 400 → 600, b 300 → 200, c 300 → gone after 18 months. New: d 250. Starts only next year: e. In euro: f 500 → 400.
  const spans = [
    span("a", 40_000, "2025-01-01"),
    span("a", 20_000, "2026-05-01", null, { product: "Plus" }),
    span("b", 30_000, "2025-01-01", "2026-03-01"),
    span("b", 20_000, "2026-03-01"),
    span("c", 30_000, "2025-01-01", "2026-07-01"),
    span("d", 25_000, "2026-02-01"),
    span("e", 99_000, "2027-01-01"),
    span("f", 50_000, "2025-06-01", "2026-04-01", { currency: "EUR" }),
    span("f", 40_000, "2026-04-01", null, { currency: "EUR" }),
  ];
  const year = figures(spans);
  const measured = (name: string) => year.measured.get(name);

  it("gives the bridge and what follows from it", () => {
    expect(year.arr).toEqual({
      start: 100_000,
      new: 25_000,
      expansion: 20_000,
      contraction: 10_000,
      churn: 30_000,
      reactivation: 0,
      end: 105_000,
    });
    expect(measured("grr")).toMatchObject({ value: 0.6, numerator: 60_000, denominator: 100_000 });
    expect(measured("nrr")).toMatchObject({ value: 0.8, numerator: 80_000, denominator: 100_000 });
    expect(measured("expansion_rate")).toMatchObject({ value: 0.2, numerator: 20_000, denominator: 100_000 });
    expect(measured("revenue_churn")).toMatchObject({ value: 0.3, numerator: 30_000 });
    expect(measured("revenue_churn_monthly")?.value).toBeCloseTo(1 - 0.7 ** (1 / 12), 12);
    expect(measured("revenue_churn_annual")?.value).toBeCloseTo(0.3, 12);
    // Customers in any currency: a, b, c and f at the start; c left.
    expect(measured("logo_retention")).toEqual(shareOf(3, 4, ""));
    expect(measured("logo_churn")).toEqual(shareOf(1, 4, ""));
    const [low = 0, high = 0] = shareOf(1, 4, "").interval ?? [];
    const monthly = measured("logo_churn_monthly");
    expect(monthly).toMatchObject({ value: churnAtPace(0.25, 12, 1), numerator: 1, denominator: 4 });
    expect(monthly?.interval).toEqual([churnAtPace(low, 12, 1), churnAtPace(high, 12, 1)]);
    expect(measured("quick_ratio")).toMatchObject({ value: 45_000 / 40_000 });
    expect(measured("time_to_churn")).toMatchObject({ value: 546 / (365 / 12), denominator: 1 });
    expect(measured("upsell_conversion")).toEqual(shareOf(1, 4, ""));
    expect(measured("arr_per_customer")).toMatchObject({ value: 35_000, numerator: 105_000, denominator: 3 });
  });

  it("counts products of what is in force at the end", () => {
    // In force: a Core and Plus, b, d and f Core: one of four has more than one product.
    expect(measured("attach_rate")).toMatchObject({ numerator: 1, denominator: 4 });
    const ended = figures([...spans, span("d", 100, "2026-02-01", "2026-12-31", { product: "Plus" })]);
    expect(ended.measured.get("attach_rate")).toMatchObject({ numerator: 1, denominator: 4 });
    const running = figures([...spans, span("d", 100, "2026-02-01", "2027-01-01", { product: "Plus" })]);
    expect(running.measured.get("attach_rate")).toMatchObject({ numerator: 2, denominator: 4 });
  });

  it("keeps other currencies apart, by code", () => {
    const more = figures([...spans, span("g", 700, "2025-01-01", null, { currency: "CHF" })]);
    expect(more.others).toEqual([
      { currency: "CHF", arr: { start: 700, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, end: 700 }, grr: 1, nrr: 1 },
      {
        currency: "EUR",
        arr: { start: 50_000, new: 0, expansion: 0, contraction: 10_000, churn: 0, reactivation: 0, end: 40_000 },
        grr: 0.8,
        nrr: 0.8,
      },
    ]);
    expect(figures([span("g", 700, "2026-02-01", null, { currency: "CHF" })]).others).toMatchObject([{ grr: null, nrr: null }]);
  });

  it("says why there is nothing to divide by", () => {
    const empty = figures([]);
    expect(empty.measured.get("arr_per_customer")).toEqual({
      value: null,
      numerator: 0,
      denominator: 0,
      reason: "no customer at the end of the period",
    });
    expect(empty.measured.get("logo_churn_monthly")).toEqual({
      value: null,
      numerator: null,
      denominator: 0,
      reason: "no customer at the start of the period",
    });
    expect(empty.measured.get("revenue_churn_annual")?.reason).toBe("no recurring revenue at the start of the period");
    expect(empty.measured.get("time_to_churn")).toEqual({
      value: null,
      numerator: null,
      denominator: 0,
      reason: "nobody left in the period",
    });
    expect(figures([span("a", 10_001, "2025-01-01"), span("b", 10_000, "2025-01-01")]).measured.get("arr_per_customer")?.value).toBe(
      10_001,
    );
  });

  it("gives the economics the customers of the reporting currency", () => {
    const finance = {
      grossMargin: 0.5,
      spend: new Map([
        ["2026-01", 12_000],
        ["2026-02", 1],
      ]),
    };
    const both = figures(spans, { finance, period: { from: "2026-01-01", to: "2026-02-28" }, calendarMonths: ["2026-01", "2026-02"] });
    expect(both.measured.get("cac")).toMatchObject({ value: 12_001, denominator: 1 });
    // 12,001 over half of 25,000 a year.
    expect(both.measured.get("cac_payback")?.value).toBeCloseTo(12_001 / ((25_000 / 12) * 0.5), 9);
    const leavers = ["p", "q", "r", "s", "t"].map((account) => span(account, 12_000, "2025-01-01", "2026-06-01"));
    const later = figures([...leavers, ...spans, span("z", 0, "2025-01-01")], { finance });
    // Nine at the start, six lost in a year; (100,000 + 60,000) over eight of them with dollars.
    expect(later.measured.get("ltv")?.denominator).toBe(8);
    expect(later.measured.get("ltv")?.value).toBe(Math.round((160_000 / 8 / 12) * 0.5 * (1 / churnAtPace(6 / 9, 12, 1))));
  });
});

describe("unit economics", () => {
  const logos = { start: 20, new: 4, reactivated: 0, churned: 5, end: 19 };
  const spend = new Map([["2026-01", 1000]]);
  const input = {
    start: { arr: 240_000, customers: 20 },
    new: { arr: 48_000, customers: 4 },
    logos,
    months: 1,
    calendarMonths: ["2026-01"],
    finance: { grossMargin: 0.8, spend },
  };
  const reasons = (more: object) =>
    [...unitEconomics({ ...input, ...more })].flatMap(([name, { reason }]) => (reason === undefined ? [] : [[name, reason]]));

  it("are computed from five departures on", () => {
    const all = unitEconomics(input);
    expect([...all.keys()]).toEqual(["customer_lifetime", "ltv", "cac", "cac_payback"]);
    expect(all.get("customer_lifetime")).toEqual({ value: 4, numerator: 5, denominator: 20 });
    expect(all.get("ltv")).toEqual({ value: 3200, numerator: null, denominator: 20 });
    expect(all.get("cac")).toEqual({ value: 250, numerator: 1000, denominator: 4 });
    expect(all.get("cac_payback")?.value).toBeCloseTo(0.3125, 12);
  });

  it("say what they lack", () => {
    const margin = "the gross margin is not known: set finance.gross_margin in echo.yaml";
    expect(reasons({ logos: { ...logos, churned: 4 } })).toEqual(
      ["customer_lifetime", "ltv"].map((name) => [name, "only 4 left in the period; below 5 a lifetime is a guess: take a longer one"]),
    );
    expect(reasons({ logos: { ...logos, churned: 0 } })[0]?.[1]).toBe(
      "nobody left in the period, so a lifetime cannot be told: take a longer one",
    );
    expect(reasons({ logos: { ...logos, start: 0 } })[0]?.[1]).toBe("no customer at the start of the period");
    expect(reasons({ finance: { grossMargin: undefined, spend } })).toEqual([
      ["ltv", margin],
      ["cac_payback", margin],
    ]);
    expect(reasons({ start: { arr: 0, customers: 0 } })).toEqual([["ltv", "no recurring revenue at the start of the period"]]);
    const unknownSpend = "the cost of sales and marketing is not known: set finance.sales_marketing_spend in echo.yaml";
    expect(reasons({ finance: { grossMargin: 0.8, spend: new Map() } })).toEqual([
      ["cac", unknownSpend],
      ["cac_payback", unknownSpend],
    ]);
    const parts = "the spend is given by month: take a period of whole calendar months";
    expect(reasons({ calendarMonths: undefined })).toEqual([
      ["cac", parts],
      ["cac_payback", parts],
    ]);
    const lacks = "finance.sales_marketing_spend in echo.yaml lacks 2026-02, 2026-03";
    expect(reasons({ calendarMonths: ["2026-01", "2026-02", "2026-03"] })).toEqual([
      ["cac", lacks],
      ["cac_payback", lacks],
    ]);
    const noNew = "no new customer in the period";
    expect(reasons({ logos: { ...logos, new: 0 } })).toEqual([
      ["cac", noNew],
      ["cac_payback", noNew],
    ]);
    expect(reasons({ new: { arr: 0, customers: 4 } })).toEqual([
      ["cac_payback", "the new customers bring no recurring revenue in the reporting currency"],
    ]);
    expect(reasons({ finance: { grossMargin: 0, spend } })).toEqual([["cac_payback", "the gross margin is 0"]]);
    expect(unitEconomics({ ...input, logos: { ...logos, new: 3 } }).get("cac")?.value).toBe(333);
  });
});
