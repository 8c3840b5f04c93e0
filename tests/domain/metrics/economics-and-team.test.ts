import { describe, expect, it } from "vitest";
import { csmBooks, csmRatios } from "../../../src/domain/metrics/csm-book.ts";
import { isAmong } from "../../../src/domain/metrics/customer-sets.ts";
import { DEFINITIONS } from "../../../src/domain/metrics/definitions.ts";
import { attachRate, quickRatio, upsellConversion } from "../../../src/domain/metrics/growth.ts";
import { NO_MOVEMENT } from "../../../src/domain/metrics/arr-bridge.ts";
import { reviewCompletion } from "../../../src/domain/metrics/review-completion.ts";
import { revenueHistories } from "../../../src/domain/metrics/revenue-history.ts";
import { rootOf } from "../../../src/domain/metrics/roll-up.ts";
import { timeToChurn } from "../../../src/domain/metrics/time-to-churn.ts";
import { type EconomicsInput, unitEconomics } from "../../../src/domain/metrics/unit-economics.ts";
import { span } from "./spans.ts";

describe("unit economics", () => {
  const input: EconomicsInput = {
    start: { arr: 1_200_000_00, customers: 100 },
    new: { arr: 90_000_00, customers: 6 },
    logos: { start: 100, new: 6, churned: 10, reactivated: 0, end: 96 },
    months: 12,
    calendarMonths: ["2026-01", "2026-02"],
    finance: {
      grossMargin: 0.8,
      spend: new Map([
        ["2026-01", 40_000_00],
        ["2026-02", 50_000_00],
        ["2026-03", 1],
      ]),
    },
  };
  const of = (change: Partial<EconomicsInput>): Record<string, number | string | null | undefined> =>
    Object.fromEntries([...unitEconomics({ ...input, ...change })].map(([name, { value, reason }]) => [name, value ?? reason]));

  it("are worked out by hand", () => {
    // 10 % a year is 0.8742 % a month; 1,000 a month and customer, of which 80 % stays, over 114.4 months.
    const lifetime = 1 / (1 - 0.9 ** (1 / 12));
    const found = of({});
    expect(found["customer_lifetime"]).toBeCloseTo(lifetime, 9);
    expect(found["ltv"]).toBe(Math.round(1000_00 * 0.8 * lifetime));
    expect(found["cac"]).toBe(15_000_00);
    expect(found["cac_payback"]).toBeCloseTo(15_000 / ((15_000 / 12) * 0.8), 12);
  });

  it("are refused where an input is missing or too small, and say which", () => {
    expect(of({ logos: { ...input.logos, churned: 0 } })["ltv"]).toMatch(/nobody left/);
    expect(of({ logos: { ...input.logos, churned: 4 } })["ltv"]).toMatch(/only 4 left/);
    expect(of({ finance: { ...input.finance, grossMargin: undefined } })).toMatchObject({
      ltv: expect.stringContaining("gross_margin"),
      cac: 15_000_00,
      cac_payback: expect.stringContaining("gross_margin"),
    });
    expect(of({ finance: { grossMargin: 0.8, spend: new Map() } })["cac"]).toMatch(/sales_marketing_spend/);
    expect(of({ calendarMonths: ["2026-03", "2026-04", "2026-05"] })["cac"]).toMatch(/lacks 2026-04, 2026-05/);
    expect(of({ calendarMonths: undefined })["cac"]).toMatch(/whole calendar months/);
    expect(of({ logos: { ...input.logos, new: 0 } })["cac"]).toMatch(/no new customer/);
    expect(of({ logos: { ...input.logos, start: 0, churned: 0 } })["customer_lifetime"]).toMatch(/no customer at the start/);
  });
});

describe("growth", () => {
  it("has no quick ratio without losses", () => {
    const bridge = { ...NO_MOVEMENT, new: 60, expansion: 20, churn: 30, contraction: 10, reactivation: 500 };
    expect(quickRatio(bridge)).toMatchObject({ value: 2, numerator: 80, denominator: 40 });
    expect(quickRatio({ ...bridge, churn: 0, contraction: 0 })).toMatchObject({ value: null, reason: "no losses" });
    expect(quickRatio(NO_MOVEMENT)).toMatchObject({ value: null, reason: "no gains and no losses" });
  });

  it("attaches where a customer pays for two products", () => {
    const inForce = [
      span("a", 10, "2026-01-01"),
      span("a", 10, "2026-01-01", null, { product: "Plus" }),
      span("b", 10, "2026-01-01"),
      span("b", 10, "2026-01-02"),
      span("c", 10, "2026-01-01"),
      span("c", 0, "2026-01-01", null, { product: "Plus" }),
      span("d", 10, "2026-01-01", null, { product: null }),
    ];
    expect(attachRate(inForce, 2)).toMatchObject({ value: 0.25, numerator: 1, denominator: 4 });
    expect(attachRate(inForce, 1).reason).toMatch(/one product only/);
    expect(attachRate(inForce, 0).reason).toMatch(/names no product/);
  });

  it("counts a customer that expands in two currencies once", () => {
    const up = { ...NO_MOVEMENT, start: 10, expansion: 5, end: 15, kept: 10, continued: 15 };
    expect(
      upsellConversion(
        [
          ["a", up],
          ["a", up],
          ["b", { ...up, expansion: 0 }],
          ["c", { ...up, start: 0 }],
        ],
        4,
      ),
    ).toMatchObject({
      value: 0.25,
      numerator: 1,
    });
  });

  it("knows how long those who left had stayed", () => {
    const histories = revenueHistories([
      span("long", 10, "2024-04-01", "2026-04-01"),
      span("back", 10, "2025-01-01", "2025-03-01"),
      span("back", 10, "2025-06-01", "2026-06-01"),
      span("gone-before", 10, "2024-01-01", "2026-03-31"),
      span("stays", 10, "2024-01-01"),
    ]);
    const found = timeToChurn(histories.values(), { from: "2026-04-01", to: "2026-06-30" });
    expect(found.denominator).toBe(2);
    expect(found.value).toBeCloseTo((730 + 516) / 2 / (365 / 12), 9);
    expect(timeToChurn([], { from: "2026-04-01", to: "2026-06-30" })).toMatchObject({ value: null, reason: "nobody left in the period" });
  });
});

describe("the team's books", () => {
  const customers = [
    { account: "a", csm: "Ada", arr: 60_000_00 },
    { account: "b", csm: "Ada", arr: 20_000_00 },
    { account: "c", csm: "Ben", arr: 1_000_00 },
    { account: "d", csm: null, arr: 90_000_00 },
  ];

  it("are as full as their touches make them, fullest first", () => {
    expect(csmBooks(customers, { high: 1, mid: 2, low: 200 })).toEqual([
      { csm: "Ada", accounts: 2, arr: 80_000_00, high: 1, mid: 1, low: 0, load: 1.5 },
      { csm: "Ben", accounts: 1, arr: 1_000_00, high: 0, mid: 0, low: 1, load: 0.005 },
    ]);
    expect(csmRatios(csmBooks(customers, { high: 1, mid: 1, low: 1 })).get("customers_per_csm")).toMatchObject({
      value: 1.5,
      denominator: 2,
    });
    expect(csmRatios(csmBooks(customers, { high: 1, mid: 1, low: 1 })).get("arr_per_csm")?.value).toBe(40_500_00);
    expect(csmRatios([]).get("arr_per_csm")).toMatchObject({ value: null, reason: "no customer has an owner in success" });
  });

  it("have no revenue, touch or load where that of a customer is unknown, and are then in the order of their accounts", () => {
    const unknown = [
      ...[1, 2].map((n) => ({ account: `z${n}`, csm: "Zoe", arr: null })),
      { account: "a", csm: "Ada", arr: null },
      { account: "b", csm: "Ben", arr: null },
    ];
    const books = csmBooks(unknown, { high: 1, mid: 2, low: 200 });
    const none = { arr: null, high: null, mid: null, low: null, load: null };
    expect(books).toEqual([
      { csm: "Zoe", accounts: 2, ...none },
      { csm: "Ada", accounts: 1, ...none },
      { csm: "Ben", accounts: 1, ...none },
    ]);
    expect(csmRatios(books).get("arr_per_csm")).toMatchObject({ value: null, reason: expect.stringContaining("no subscriptions export") });
    expect(csmRatios(books).get("customers_per_csm")?.value).toBeCloseTo(4 / 3, 9);
  });

  it("owe a review to strategic customers of a quarter and more", () => {
    const one = { arr: 100_000_00, strategic: false, customerSince: "2025-01-01", reviewedOn: "2026-03-31" };
    const on = (...list: (typeof one)[]): unknown[] => {
      const { numerator, denominator } = reviewCompletion(list, "2026-06-30");
      return [numerator, denominator];
    };
    expect(on(one)).toEqual([1, 1]);
    expect(on({ ...one, reviewedOn: "2026-03-30" })).toEqual([0, 1]);
    expect(on({ ...one, arr: 99_999_99 })).toEqual([0, 0]);
    expect(on({ ...one, arr: 0, strategic: true })).toEqual([1, 1]);
    expect(on({ ...one, customerSince: "2026-03-31" })).toEqual([1, 1]);
    expect(on({ ...one, customerSince: "2026-04-01" })).toEqual([0, 0]);
  });
});

it("sorts customers into segments by what they paid before the period, else when they came", () => {
  const period = { from: "2026-04-01", to: "2026-06-30" };
  const history = (...spans: ReturnType<typeof span>[]): Parameters<typeof isAmong>[1] => revenueHistories(spans).get("a");
  const shrank = history(span("a", 120_000_00, "2025-01-01", "2026-05-01"), span("a", 5_000_00, "2026-05-01"));
  expect(isAmong({ segment: "enterprise" }, shrank, period)).toBe(true);
  expect(isAmong({ segment: "smb" }, shrank, period)).toBe(false);
  expect(isAmong({ segment: "enterprise", touch: "low" }, shrank, period)).toBe(false);
  expect(isAmong({ touch: "mid" }, history(span("a", 10_000_00, "2026-05-01")), period)).toBe(true);
  expect(isAmong({ touch: "low" }, history(span("a", 10_000_00, "2026-07-01")), period)).toBe(false);
  expect(isAmong({}, undefined, period)).toBe(true);
});

it("finds the topmost parent, also where parents go round", () => {
  const parents = new Map([
    ["a", "b"],
    ["b", "c"],
    ["x", "y"],
    ["y", "x"],
    ["z", "x"],
    ["self", "self"],
  ]);
  expect(["a", "b", "c", "x", "y", "z", "self", "none"].map((account) => rootOf(account, parents))).toEqual([
    "c",
    "c",
    "c",
    "x",
    "x",
    "x",
    "self",
    "none",
  ]);
});

it("defines every metric once, in a sentence, with its denominator", () => {
  expect(new Set(DEFINITIONS.map(({ name }) => name)).size).toBe(DEFINITIONS.length);
  for (const { name, title, definition, of } of DEFINITIONS) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(title.length > 2 && title.length <= 31 && definition.length > 15 && of.length > 2, name).toBe(true);
  }
});
