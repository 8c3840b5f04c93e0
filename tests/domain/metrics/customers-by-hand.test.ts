import { describe, expect, it } from "vitest";
import { activation } from "../../../src/domain/metrics/activation.ts";
import { cohortTable } from "../../../src/domain/metrics/cohort-table.ts";
import { csmBooks, csmRatios } from "../../../src/domain/metrics/csm-book.ts";
import { customersDuring, customersOn, isAmong } from "../../../src/domain/metrics/customer-sets.ts";
import { type Definition, figuresOf } from "../../../src/domain/metrics/figure.ts";
import { addMonths, monthsIn } from "../../../src/domain/metrics/period.ts";
import { revenueHistories, type RevenueSpan } from "../../../src/domain/metrics/revenue-history.ts";
import { timeToChurn } from "../../../src/domain/metrics/time-to-churn.ts";
import { type Onboarding, timeToValue } from "../../../src/domain/metrics/time-to-value.ts";
import { span } from "./spans.ts";

const QUARTER = { from: "2026-01-01", to: "2026-03-31" };

describe("sets of customers", () => {
  const histories = revenueHistories([
    span("before", 100, "2025-01-01", "2026-01-01"),
    span("first-day", 100, "2026-01-01"),
    span("last-day", 100, "2026-03-31"),
    span("after", 100, "2026-04-01"),
    span("inside", 100, "2026-02-01", "2026-03-01"),
    span("free", 0, "2026-02-01"),
    span("old", 100, "2024-01-01", "2025-06-01"),
  ]);

  it("are those with revenue at the start or on a day of the period, or at the end of a day", () => {
    expect(customersDuring(histories, QUARTER)).toEqual(["before", "first-day", "inside", "last-day"]);
    expect(customersOn(histories, "2025-12-31")).toEqual(["before"]);
    expect(customersOn(histories, "2026-01-01")).toEqual(["first-day"]);
    expect(customersOn(histories, "2026-04-01")).toEqual(["after", "first-day", "last-day"]);
  });

  it("belong to the segment and the touch of their revenue at the start, else of their first paid day in the period", () => {
    const big = 100_000_00;
    const made = revenueHistories([
      span("shrank", big, "2025-01-01", "2026-02-01"),
      span("shrank", 100, "2026-02-01"),
      span("came", 100, "2026-01-01", "2026-02-01"),
      span("came", big, "2026-02-01"),
      span("on-last", big, "2026-03-31"),
      span("too-late", big, "2026-04-01"),
      span("was", big, "2024-01-01", "2025-12-01"),
    ]);
    const among = (filter: Parameters<typeof isAmong>[0]): string[] =>
      [...made.keys(), "unknown"].filter((account) => isAmong(filter, made.get(account), QUARTER));
    expect(among({})).toHaveLength(6);
    expect(among({ segment: "enterprise" })).toEqual(["on-last", "shrank"]);
    expect(among({ segment: "smb" })).toEqual(["came"]);
    expect(among({ touch: "high" })).toEqual(["on-last", "shrank"]);
    expect(among({ touch: "low" })).toEqual(["came"]);
    expect(among({ segment: "enterprise", touch: "low" })).toEqual([]);
  });
});

describe("cohorts", () => {
  const spans = [
    span("late", 500, "2026-03-15"),
    span("a", 100, "2026-01-31"),
    span("b", 300, "2026-01-01", "2026-02-28"),
    span("free", 0, "2026-01-01"),
    span("tomorrow", 9, "2026-04-11"),
    span("today", 50, "2026-04-10"),
  ];
  const customers = revenueHistories(spans);
  const table = (period?: { from: string; to: string }, asOf = "2026-04-10", revenue = customers) =>
    cohortTable({ customers, revenue, asOf, period }, "month");

  it("are followed to the last end of a month that is over; what is not over is blank", () => {
    expect(table()).toEqual([
      { cohort: "2026-01", from: "2026-01-01", customers: 2, arr: 400, logos: [1, 0.5, 0.5, null], revenue: [1, 0.25, 0.25, null] },
      { cohort: "2026-03", from: "2026-03-01", customers: 1, arr: 500, logos: [1, null, null, null], revenue: [1, null, null, null] },
      { cohort: "2026-04", from: "2026-04-01", customers: 1, arr: 50, logos: [null, null, null, null], revenue: [null, null, null, null] },
    ]);
    expect(table(undefined, "2026-01-31")).toMatchObject([{ cohort: "2026-01", logos: [1] }]);
    expect(table(undefined, "2026-02-01")).toMatchObject([{ cohort: "2026-01", logos: [1, null] }]);
  });

  it("begin in the period, both ends included, and without revenue in the currency have no share of it", () => {
    expect(table({ from: "2026-01-31", to: "2026-03-15" }).map(({ cohort, customers: n }) => [cohort, n])).toEqual([
      ["2026-01", 1],
      ["2026-03", 1],
    ]);
    expect(table({ from: "2026-02-01", to: "2026-03-14" })).toEqual([]);
    expect(table(undefined, "2025-12-31")).toEqual([]);
    expect(table(undefined, "2026-01-31", new Map())).toMatchObject([{ arr: 0, logos: [1], revenue: [null] }]);
  });

  it("count revenue from the first day that has any", () => {
    const later = revenueHistories([span("a", 0, "2026-01-01"), span("a", 700, "2026-02-10")]);
    expect(cohortTable({ customers, revenue: later, asOf: "2026-02-28", period: undefined }, "month")[0]).toMatchObject({ arr: 700 });
    expect(cohortTable({ customers, revenue: later, asOf: "2026-02-10", period: undefined }, "month")[0]).toMatchObject({ arr: 700 });
    expect(cohortTable({ customers, revenue: later, asOf: "2026-02-09", period: undefined }, "month")[0]).toMatchObject({ arr: 0 });
  });
});

describe("time to churn", () => {
  const months = (spans: readonly RevenueSpan[], period = QUARTER) => timeToChurn(revenueHistories(spans).values(), period);

  it("is from the first paid day to the first of the last days at nothing, of those who left in the period", () => {
    expect(months([span("a", 100, "2025-01-01", "2026-03-31")])).toEqual({ value: 454 / (365 / 12), numerator: null, denominator: 1 });
    expect(months([span("a", 100, "2025-01-01", "2026-04-01")]).value).toBeNull();
    expect(months([span("a", 100, "2025-01-01", "2026-01-01")])).toMatchObject({ denominator: 1 });
    expect(months([span("a", 100, "2025-01-01", "2025-12-31")]).value).toBeNull();
    expect(months([span("a", 0, "2025-01-01", "2026-02-01")]).value).toBeNull();
    // Gone on 1 February; the free plan of March does not bring it back, and its return in May is after the period.
    const back = [span("a", 100, "2025-02-01", "2026-02-01"), span("a", 0, "2026-03-01"), span("a", 100, "2026-05-01")];
    expect(months(back).value).toBeCloseTo(12, 12);
  });
});

describe("time to value", () => {
  const begun = (account: string, startedOn: string, firstValueOn: string | null): Onboarding => ({
    account,
    startedOn,
    anchor: "kickoff",
    firstValueOn,
  });
  const value = (all: readonly Onboarding[], asOf = "2026-06-30") => timeToValue(all, QUARTER, asOf);

  it("counts those that began on either end of the period, and none outside it", () => {
    const all = [
      begun("a", "2026-01-01", "2026-01-31"),
      begun("b", "2026-03-31", null),
      begun("c", "2025-12-31", "2026-01-01"),
      begun("d", "2026-04-01", "2026-04-01"),
    ];
    expect(value(all).get("ttv_30")).toMatchObject({ numerator: 1, denominator: 2 });
    expect(value(all).get("ttv_median")).toEqual({ value: 30, numerator: null, denominator: 2 });
    expect(value(all).get("ttv_p90")).toEqual({
      value: null,
      numerator: null,
      denominator: 2,
      reason: "1 of 2 accounts that began in the period have reached first value, too few to tell",
    });
  });

  it("asks of a milestone those whose day has come", () => {
    const all = [begun("a", "2026-03-01", null), begun("b", "2026-03-02", null)];
    expect(value(all, "2026-03-31").get("ttv_30")).toMatchObject({ numerator: 0, denominator: 1 });
    expect(value(all, "2026-03-30").get("ttv_30")?.reason).toBe("no account that began in the period has reached day 30");
    expect(value([]).get("ttv_90")?.reason).toBe("no account began in the period");
    expect(value([]).get("ttv_median")).toEqual({ value: null, numerator: null, denominator: 0, reason: "no account began in the period" });
  });

  it("takes exactly the share asked for as enough, and value before the kickoff as reached at once", () => {
    const ten = Array.from({ length: 10 }, (_, index) => begun(`a${index}`, "2026-01-10", index < 9 ? `2026-01-${10 + index}` : null));
    expect(value(ten).get("ttv_p90")?.value).toBe(8);
    expect(value([begun("a", "2026-01-10", "2026-01-01")]).get("ttv_median")?.value).toBe(0);
  });
});

describe("activation", () => {
  const begun = (account: string, startedOn: string): Onboarding => ({ account, startedOn, anchor: "kickoff", firstValueOn: null });
  const rule = { actions: ["invite", "report"], withinDays: 30, atLeast: undefined };
  const did = (account: string, ...days: readonly string[]) =>
    days.map((day, index) => ({ account, action: rule.actions[index] ?? "", day }));

  it("is of those that began in the period and whose first days are over", () => {
    const all = [
      begun("a", "2026-01-01"),
      begun("b", "2026-03-31"),
      begun("c", "2025-12-31"),
      begun("d", "2026-04-01"),
      begun("e", "2026-03-01"),
    ];
    const actions = [
      ...did("a", "2026-01-01", "2026-01-30"),
      ...did("b", "2026-04-01", "2026-04-30"),
      ...did("c", "2025-12-31", "2025-12-31"),
      ...did("d", "2026-04-01", "2026-04-01"),
    ];
    const share = (asOf: string) => activation(all, actions, rule, QUARTER, asOf);
    // a in time on its last day; b one day late; e did nothing.
    expect(share("2026-04-29")).toMatchObject({ numerator: 1, denominator: 3 });
    expect(share("2026-04-28")).toMatchObject({ numerator: 1, denominator: 2 });
    expect(activation(all, actions, { ...rule, atLeast: 1 }, QUARTER, "2026-04-29")).toMatchObject({ numerator: 2, denominator: 3 });
    expect(share("2026-01-02").reason).toBe("the first 30 days of no account that began are over");
    expect(activation([], [], rule, QUARTER, "2026-04-29").reason).toBe("no account began in the period");
    expect(activation(all, actions, undefined, QUARTER, "2026-04-29").reason).toBe(
      "no key actions are named: set activation.actions in echo.yaml",
    );
  });
});

describe("books of success managers", () => {
  it("are by load, largest first, then by name", () => {
    const owned = (account: string, csm: string | null, arr: number) => ({ account, csm, arr });
    const books = csmBooks(
      [
        owned("a", "Zoe", 50_000_00),
        owned("b", "Ann", 10_000_00),
        owned("c", "Bob", 100),
        owned("d", "Ann", 100),
        owned("e", null, 100),
        owned("f", "Cid", 100),
      ],
      { high: 2, mid: 4, low: 10 },
    );
    expect(books).toEqual([
      { csm: "Zoe", accounts: 1, arr: 50_000_00, high: 1, mid: 0, low: 0, load: 0.5 },
      { csm: "Ann", accounts: 2, arr: 10_001_00, high: 0, mid: 1, low: 1, load: 0.35 },
      { csm: "Bob", accounts: 1, arr: 100, high: 0, mid: 0, low: 1, load: 0.1 },
      { csm: "Cid", accounts: 1, arr: 100, high: 0, mid: 0, low: 1, load: 0.1 },
    ]);
    expect(csmBooks([owned("c", "Cid", 100), owned("b", "Bob", 100)], { high: 1, mid: 1, low: 1 }).map(({ csm }) => csm)).toEqual([
      "Bob",
      "Cid",
    ]);
    expect([...csmRatios(books)]).toEqual([
      ["customers_per_csm", { value: 1.25, numerator: 5, denominator: 4 }],
      ["arr_per_csm", { value: 1_500_075, numerator: 6_000_300, denominator: 4 }],
    ]);
    expect(csmRatios(books.slice(0, 3)).get("arr_per_csm")?.value).toBe(2_000_067);
    expect(csmRatios([]).get("arr_per_csm")).toEqual({
      value: null,
      numerator: 0,
      denominator: 0,
      reason: "no customer has an owner in success",
    });
  });
});

describe("months", () => {
  it("have the calendar's lengths, leap years included", () => {
    const ends = (year: number): string[] => Array.from({ length: 12 }, (_, month) => addMonths(`${year}-01-31`, month).slice(8));
    expect(ends(2026)).toEqual(["31", "28", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31"]);
    expect([2000, 2024, 1900, 2100].map((year) => addMonths(`${year}-01-31`, 1).slice(8))).toEqual(["29", "29", "28", "28"]);
    expect(addMonths("0999-12-31", 1)).toBe("1000-01-31");
    expect(addMonths("1000-01-31", -1)).toBe("0999-12-31");
  });

  it("are counted whole across years, else by days", () => {
    expect(monthsIn({ from: "2024-03-15", to: "2026-03-14" })).toBe(24);
    expect(monthsIn({ from: "2026-01-01", to: "2026-01-01" })).toBeCloseTo(12 / 365, 12);
    expect(monthsIn({ from: "2026-01-01", to: "2025-12-31" })).toBe(0);
    expect(monthsIn({ from: "2024-03-15", to: "2026-03-20" })).toBeCloseTo((736 * 12) / 365, 9);
  });
});

describe("figures", () => {
  it("are the definitions that were measured, in their order", () => {
    const definition = (name: string): Definition => ({ name, title: name, group: "growth", unit: "count", definition: "", of: "" });
    const one = { value: 1, numerator: null, denominator: null };
    expect(
      figuresOf(
        [definition("a"), definition("b"), definition("c")],
        new Map([
          ["c", one],
          ["a", one],
        ]),
      ),
    ).toEqual([
      { ...definition("a"), ...one },
      { ...definition("c"), ...one },
    ]);
  });
});
