import { describe, expect, it } from "vitest";
import type { Measured } from "../../../src/domain/metrics/measured.ts";
import { revenueFigures } from "../../../src/domain/metrics/revenue-figures.ts";
import type { RevenueSpan } from "../../../src/domain/metrics/revenue-history.ts";

/**
 * The practice's worked example: ten million of ARR over five hundred customers, 15 % of them leaving in a year at 105 % NRR; and the year that
 * it aims for, 10 % at 115 %.
 */
const CUSTOMERS = 500;
const EACH = 2_000_000;
const YEAR = { from: "2025-01-01", to: "2025-12-31" };

function book(leaving: number, expansion: number): RevenueSpan[] {
  const span = (account: string, subscription: string, arrMinor: number, startedOn: string, endedOn: string | null): RevenueSpan => ({
    account,
    subscription,
    product: null,
    currency: "USD",
    arrMinor,
    startedOn,
    endedOn,
    termMonths: 12,
    termEndsOn: "2026-01-01",
  });
  const staying = CUSTOMERS - leaving;
  return Array.from({ length: CUSTOMERS }, (_, index) => index).flatMap((index) => {
    const account = `a${String(index).padStart(3, "0")}`;
    const base = span(account, `${account}-1`, EACH, "2024-01-01", index < leaving ? "2025-07-01" : null);
    // What grows is spread evenly over those who stay.
    return index < leaving ? [base] : [base, span(account, `${account}-2`, expansion / staying, "2025-03-01", null)];
  });
}

function valueOf(measured: ReadonlyMap<string, Measured>, name: string): number {
  return measured.get(name)?.value ?? Number.NaN;
}

describe.each([
  ["as it is", { leaving: 75, nrr: 1.05, churn: 0.15, lifetime: 12 / -Math.expm1(Math.log(0.85) / 12) / 12 }],
  ["as it should be in a year", { leaving: 50, nrr: 1.15, churn: 0.1, lifetime: 12 / -Math.expm1(Math.log(0.9) / 12) / 12 }],
])("the worked example, %s", (_, { leaving, nrr, churn, lifetime }) => {
  const start = CUSTOMERS * EACH;
  const expansion = start * nrr - (start - leaving * EACH);
  const { arr, customers, measured } = revenueFigures({
    spans: book(leaving, expansion),
    period: YEAR,
    basis: "snapshot",
    currency: "USD",
    calendarMonths: undefined,
    finance: { grossMargin: 1, spend: new Map() },
  });

  it("begins with ten million over five hundred customers, and its bridge closes", () => {
    expect([arr.start, customers.start]).toEqual([1_000_000_000, 500]);
    expect(arr.start + arr.expansion - arr.churn).toBeCloseTo(arr.end, 3);
    expect(arr.contraction).toBe(0);
  });

  it("has GRR = 1 − churn, because nobody contracts, and the NRR it says", () => {
    expect(valueOf(measured, "grr")).toBeCloseTo(1 - churn, 12);
    expect(valueOf(measured, "revenue_churn")).toBeCloseTo(churn, 12);
    expect(valueOf(measured, "nrr")).toBeCloseTo(nrr, 9);
  });

  it("counts customers apart from money", () => {
    expect(valueOf(measured, "logo_churn")).toBeCloseTo(churn, 12);
    expect(valueOf(measured, "logo_retention")).toBeCloseTo(1 - churn, 12);
    expect(valueOf(measured, "logo_churn_annual")).toBeCloseTo(churn, 12);
    expect(valueOf(measured, "logo_churn_monthly")).toBeCloseTo(1 - (1 - churn) ** (1 / 12), 12);
  });

  it("has a customer stay as long as the monthly churn says, and LTV = ARPA × lifetime", () => {
    expect(valueOf(measured, "customer_lifetime")).toBeCloseTo(lifetime, 6);
    expect(valueOf(measured, "ltv") / ((EACH / 12) * lifetime)).toBeCloseTo(1, 6);
  });
});

it("with contraction GRR is lower than 1 − churn: the example's shortcut holds only without any", () => {
  const spans = book(75, 0).map((span) => (span.account === "a499" && span.arrMinor > 0 ? { ...span, endedOn: "2025-06-01" } : span));
  const half = spans.slice(0, 1).map((span): RevenueSpan => ({
    ...span,
    account: "a499",
    subscription: "a499-3",
    arrMinor: EACH / 2,
    startedOn: "2025-06-01",
    endedOn: null,
  }));
  const { measured } = revenueFigures({
    spans: [...spans, ...half],
    period: YEAR,
    basis: "snapshot",
    currency: "USD",
    calendarMonths: undefined,
    finance: { grossMargin: undefined, spend: new Map() },
  });
  expect(valueOf(measured, "revenue_churn")).toBeCloseTo(0.15, 12);
  expect(valueOf(measured, "grr")).toBeCloseTo(0.849, 12);
});
