import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import { BASES, movementOf, sumBridges } from "../../../src/domain/metrics/arr-bridge.ts";
import { logoBridge } from "../../../src/domain/metrics/logo-bridge.ts";
import type { Measured } from "../../../src/domain/metrics/measured.ts";
import { monthsIn, type Period } from "../../../src/domain/metrics/period.ts";
import { churnAtPace, retention } from "../../../src/domain/metrics/retention.ts";
import { revenueFigures, type RevenueFigures } from "../../../src/domain/metrics/revenue-figures.ts";
import { revenueHistories, type RevenueSpan } from "../../../src/domain/metrics/revenue-history.ts";
import { anyPeriod, anySpans, span } from "./spans.ts";

const NO_FINANCE = { grossMargin: undefined, spend: new Map<string, number>() };

function figures(spans: readonly RevenueSpan[], period: Period, basis: "snapshot" | "event" = "snapshot"): RevenueFigures {
  return revenueFigures({ spans, period, basis, currency: "USD", calendarMonths: undefined, finance: NO_FINANCE });
}

const value = (from: { readonly measured: ReadonlyMap<string, Measured> }, name: string): number | null =>
  from.measured.get(name)?.value ?? null;
const basis = fc.constantFrom(...BASES);

/** Recurring revenue at the end of a day, counted straight from the spans. */
function arrOf(spans: readonly RevenueSpan[], day: string, account?: string): number {
  return spans
    .filter((one) => one.currency === "USD" && (account === undefined || one.account === account))
    .filter((one) => one.startedOn <= day && (one.endedOn === null || one.endedOn > day))
    .reduce((sum, one) => sum + one.arrMinor, 0);
}

describe("any book", () => {
  it("closes the bridge to the cent, in money and in customers, on either basis", () => {
    fc.assert(
      fc.property(anySpans, anyPeriod, basis, (spans, period, which) => {
        const { arr, customers, others } = figures(spans, period, which);
        for (const bridge of [arr, ...others.map((other) => other.arr)])
          expect(bridge.start + bridge.new + bridge.expansion - bridge.contraction - bridge.churn + bridge.reactivation).toBe(bridge.end);
        expect(customers.start + customers.new + customers.reactivated - customers.churned).toBe(customers.end);
        expect(arr.start).toBe(arrOf(spans, addDays(period.from, -1)));
        expect(arr.end).toBe(arrOf(spans, period.to));
        for (const part of Object.values(arr)) expect(Number.isSafeInteger(part) && part >= 0).toBe(true);
      }),
    );
  });

  it("never has a GRR above 1 or above the NRR, and agrees with a count customer by customer", () => {
    fc.assert(
      fc.property(anySpans, anyPeriod, basis, (spans, period, which) => {
        const found = figures(spans, period, which);
        const [grr, nrr] = [value(found, "grr"), value(found, "nrr")];
        const accounts = [...new Set(spans.map(({ account }) => account))];
        const start = arrOf(spans, addDays(period.from, -1));
        if (start === 0) {
          expect([grr, nrr]).toEqual([null, null]);
          return;
        }
        expect(grr).toBeGreaterThanOrEqual(0);
        expect(grr).toBeLessThanOrEqual(1);
        expect(nrr).toBeGreaterThanOrEqual(grr ?? Number.NaN);
        if (which === "snapshot") {
          const kept = accounts.map(
            (account) => [arrOf(spans, addDays(period.from, -1), account), arrOf(spans, period.to, account)] as const,
          );
          expect(grr).toBe(kept.reduce((sum, [before, after]) => sum + Math.min(before, after), 0) / start);
          expect(nrr).toBe(kept.reduce((sum, [before, after]) => sum + (before > 0 ? after : 0), 0) / start);
        } else expect(grr).toBeLessThanOrEqual(value(figures(spans, period), "grr") ?? Number.NaN);
      }),
    );
  });

  it("gives the same whatever the order of its rows", () => {
    fc.assert(
      fc.property(
        anySpans.chain((spans) =>
          fc.tuple(fc.constant(spans), fc.shuffledSubarray(spans, { minLength: spans.length, maxLength: spans.length })),
        ),
        anyPeriod,
        basis,
        ([spans, shuffled], period, which) => {
          expect(figures(shuffled, period, which)).toEqual(figures(spans, period, which));
        },
      ),
    );
  });

  it("is not changed by what begins after the period", () => {
    fc.assert(
      fc.property(anySpans, anyPeriod, fc.integer({ min: 1, max: 400 }), basis, (spans, period, days, which) => {
        const later = span("a", 77_700, addDays(period.to, days), null, { product: "Later" });
        expect(figures([...spans, later], period, which)).toEqual(figures(spans, period, which));
      }),
    );
  });

  it("is not changed by a departure after the period", () => {
    fc.assert(
      fc.property(anySpans, anyPeriod, fc.integer({ min: 1, max: 400 }), (spans, period, days) => {
        const open = spans.map((one) => (one.endedOn !== null && one.endedOn > period.to ? { ...one, endedOn: null } : one));
        const ending = open.map((one) => (one.endedOn === null ? { ...one, endedOn: addDays(period.to, days) } : one));
        expect(figures(ending, period)).toEqual(figures(open, period));
      }),
    );
  });

  it("adds up over its months: the bridges of a quarter's months lead from its start to its end", () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const months = ["2025-04-01/2025-04-30", "2025-05-01/2025-05-31", "2025-06-01/2025-06-30"].map((text) => {
          const [from = "", to = ""] = text.split("/");
          return figures(spans, { from, to }, "event").arr;
        });
        const whole = figures(spans, { from: "2025-04-01", to: "2025-06-30" }, "event").arr;
        const sum = sumBridges(months);
        expect({ ...sum, start: months[0]?.start, end: months[2]?.end }).toEqual(whole);
      }),
    );
  });
});

describe("the worked example of churn and GRR", () => {
  // A hundred customers of equal size: churn of 15 % against 10 %.
  const book = (leaving: number, smaller: number): RevenueSpan[] =>
    Array.from({ length: 100 }, (_, index) => {
      const account = `c${String(index).padStart(3, "0")}`;
      if (index < leaving) return [span(account, 10_000_00, "2024-01-01", "2025-06-01")];
      if (index < leaving + smaller) return [span(account, 10_000_00, "2024-01-01", "2025-06-01"), span(account, 6_000_00, "2025-06-01")];
      return [span(account, 10_000_00, "2024-01-01")];
    }).flat();
  const year = { from: "2025-01-01", to: "2025-12-31" };

  it("takes GRR from 85 % to 90 % where nobody pays less", () => {
    expect(value(figures(book(15, 0), year), "grr")).toBeCloseTo(0.85, 12);
    expect(value(figures(book(10, 0), year), "grr")).toBeCloseTo(0.9, 12);
    expect(value(figures(book(10, 0), year), "revenue_churn")).toBeCloseTo(0.1, 12);
  });

  it("does not where somebody does: the formula without contraction would say 90 %", () => {
    const found = figures(book(10, 20), year);
    expect(value(found, "grr")).toBeCloseTo(0.9 - 0.08, 12);
    expect(value(found, "revenue_churn")).toBeCloseTo(0.1, 12);
    expect(found.arr).toMatchObject({ start: 1_000_000_00, churn: 100_000_00, contraction: 80_000_00, end: 820_000_00 });
  });
});

describe("one customer", () => {
  const quarter = { from: "2026-04-01", to: "2026-06-30" };
  const of = (spans: readonly RevenueSpan[], which: "snapshot" | "event"): ReturnType<typeof movementOf> =>
    movementOf(revenueHistories(spans).get("a") ?? [], quarter, which);

  it("that dips and recovers lost something on the event basis only", () => {
    const dip = [span("a", 100, "2025-01-01", "2026-05-01"), span("a", 60, "2026-05-01", "2026-06-01"), span("a", 100, "2026-06-01")];
    expect(of(dip, "snapshot")).toMatchObject({ contraction: 0, expansion: 0, kept: 100, continued: 100 });
    expect(of(dip, "event")).toMatchObject({ contraction: 40, expansion: 40, kept: 60, continued: 100 });
  });

  it("that leaves and comes back inside the period is kept on the snapshot basis only", () => {
    const back = [span("a", 100, "2025-01-01", "2026-04-10"), span("a", 120, "2026-06-01")];
    expect(of(back, "snapshot")).toMatchObject({ expansion: 20, churn: 0, kept: 100, continued: 120 });
    expect(of(back, "event")).toMatchObject({ churn: 100, reactivation: 120, new: 0, kept: 0, continued: 0 });
  });

  it("that gives back what it had added in the period has lost none of its start", () => {
    const spell = [span("a", 100, "2025-01-01"), span("a", 50, "2026-04-10", "2026-06-10")];
    expect(of(spell, "event")).toMatchObject({ expansion: 50, contraction: 50, kept: 100, continued: 100 });
  });

  it("that paid long ago is reactivated, not new; one that never did is new", () => {
    expect(of([span("a", 90, "2024-01-01", "2024-06-01"), span("a", 70, "2026-05-01")], "snapshot")).toMatchObject({
      reactivation: 70,
      new: 0,
    });
    expect(of([span("a", 70, "2026-05-01")], "snapshot")).toMatchObject({ reactivation: 0, new: 70 });
    expect(of([span("a", 0, "2024-01-01"), span("a", 70, "2026-05-01")], "snapshot")).toMatchObject({ reactivation: 0, new: 70 });
  });

  it("counts both days of the period and the evening before it", () => {
    const moved = (started: string, ended: string | null): unknown => of([span("a", 10, started, ended)], "snapshot");
    expect(moved("2026-04-01", null)).toMatchObject({ start: 0, new: 10, end: 10 });
    expect(moved("2026-03-31", null)).toMatchObject({ start: 10, new: 0, end: 10 });
    expect(moved("2026-06-30", null)).toMatchObject({ start: 0, new: 10, end: 10 });
    expect(moved("2026-07-01", null)).toMatchObject({ start: 0, new: 0, end: 0 });
    expect(moved("2025-01-01", "2026-06-30")).toMatchObject({ start: 10, churn: 10, end: 0 });
    expect(moved("2025-01-01", "2026-07-01")).toMatchObject({ start: 10, churn: 0, end: 10 });
    expect(moved("2025-01-01", "2026-04-01")).toMatchObject({ start: 10, churn: 10, end: 0 });
    expect(moved("2025-01-01", "2026-03-31")).toMatchObject({ start: 0, churn: 0, end: 0 });
  });
});

describe("churn at another pace", () => {
  it("compounds and is never multiplied", () => {
    expect(churnAtPace(0.05, 1, 12)).toBeCloseTo(1 - 0.95 ** 12, 12);
    expect(churnAtPace(0.05, 1, 12)).toBeLessThan(0.6);
    expect(churnAtPace(0.27, 3, 1)).toBeCloseTo(0.1, 2);
    expect(churnAtPace(1, 3, 12)).toBe(1);
    expect(churnAtPace(0, 3, 12)).toBe(0);
  });

  it("comes back to itself over the same months, and stays a share", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 36 }), (churn, months) => {
        expect(churnAtPace(churnAtPace(churn, months, 12), 12, months)).toBeCloseTo(churn, 6);
        expect(churnAtPace(churn, months, 12)).toBeGreaterThanOrEqual(0);
        expect(churnAtPace(churn, months, 12)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is given by month and by year with the period's", () => {
    const movements = [
      ...revenueHistories(
        Array.from({ length: 4 }, (_, index) => span(`a${index}`, 100, "2025-01-01", index === 0 ? "2026-05-01" : null)),
      ).values(),
    ].map((history) => movementOf(history, { from: "2026-04-01", to: "2026-06-30" }, "snapshot"));
    const found = { measured: retention(movements, logoBridge(movements), monthsIn({ from: "2026-04-01", to: "2026-06-30" })) };
    expect(value(found, "logo_churn")).toBe(0.25);
    expect(value(found, "logo_churn_monthly")).toBeCloseTo(1 - 0.75 ** (1 / 3), 12);
    expect(value(found, "logo_churn_annual")).toBeCloseTo(1 - 0.75 ** 4, 12);
    expect(value(found, "revenue_churn_annual")).toBeCloseTo(1 - 0.75 ** 4, 12);
  });
});
