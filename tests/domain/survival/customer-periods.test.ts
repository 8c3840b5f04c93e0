import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import { arrOn, type CustomerPeriod, customerPeriods, type PaidSpan, periodOn } from "../../../src/domain/survival/customer-periods.ts";

const span = (from: string, to: string | null, arr_minor: number | null = 100, account = "a"): PaidSpan => ({
  account,
  from,
  to,
  arr_minor,
});
const period = (from: string, to: string | null, account = "a"): CustomerPeriod => ({ account, from, to });

describe("customerPeriods", () => {
  it("puts subscriptions that follow one another together, and takes a gap of up to 30 days for a late renewal", () => {
    expect(customerPeriods([span("2024-01-01", "2025-01-01"), span("2025-01-31", null)], [])).toEqual([period("2024-01-01", null)]);
    expect(customerPeriods([span("2024-01-01", "2025-01-01"), span("2025-02-01", null)], [])).toEqual([
      period("2024-01-01", "2025-01-01"),
      period("2025-02-01", null),
    ]);
  });

  it("is not ended by one of several subscriptions", () => {
    expect(customerPeriods([span("2024-01-01", null), span("2024-02-01", "2024-06-01")], [])).toEqual([period("2024-01-01", null)]);
    expect(customerPeriods([span("2024-01-01", "2024-09-01"), span("2024-02-01", "2024-06-01")], [])).toEqual([
      period("2024-01-01", "2024-09-01"),
    ]);
  });

  it("is cut by a departure that was written down, and not by one that repeats the end", () => {
    const spans = [span("2024-01-01", "2025-01-01")];
    expect(customerPeriods(spans, [{ account: "a", on: "2024-10-01", since: null }])).toEqual([period("2024-01-01", "2024-10-01")]);
    expect(customerPeriods(spans, [{ account: "a", on: "2025-01-05", since: null }])).toEqual(customerPeriods(spans, []));
  });

  it("counts an account without subscriptions from its record to its departure", () => {
    expect(customerPeriods([], [{ account: "b", on: "2025-03-01", since: "2024-03-01" }])).toEqual([
      period("2024-03-01", "2025-03-01", "b"),
    ]);
    expect(customerPeriods([], [{ account: "b", on: "2025-03-01", since: null }])).toEqual([]);
  });

  it("leaves out subscriptions that ended before they began", () => {
    expect(customerPeriods([span("2024-05-01", "2024-05-01"), span("2024-05-02", "2024-04-01")], [])).toEqual([]);
  });

  it("does not depend on the order, and its periods never touch", () => {
    const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays("2023-01-01", days));
    const spans = fc.array(fc.tuple(fc.constantFrom("a", "b"), day, fc.integer({ min: 1, max: 400 }), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(spans, (list) => {
        const all = list.map(([account, from, length, open]) => span(from, open ? null : addDays(from, length), 100, account));
        const periods = customerPeriods(all, []);
        expect(customerPeriods(all.toReversed(), [])).toEqual(periods);
        periods.forEach((each, index) => {
          const next = periods[index + 1];
          if (next?.account === each.account) expect(each.to !== null && addDays(each.to, 30) < next.from).toBe(true);
        });
        for (const { account, from } of all)
          expect(
            periodOn(
              periods.filter((each) => each.account === account),
              from,
            ),
          ).toBeDefined();
      }),
    );
  });
});

describe("periodOn and arrOn", () => {
  it("count the first day and not the day it left", () => {
    const periods = [period("2024-01-01", "2024-03-01")];
    expect(periodOn(periods, "2024-01-01")).toBe(periods[0]);
    expect(periodOn(periods, "2024-02-29")).toBe(periods[0]);
    expect(periodOn(periods, "2024-03-01")).toBeUndefined();
    expect(periodOn(periods, "2023-12-31")).toBeUndefined();
  });

  it("add what is in force in the reporting currency", () => {
    const spans = [span("2024-01-01", "2024-03-01", 500), span("2024-02-01", null, 700), span("2024-02-01", null, null)];
    expect(arrOn(spans, "2024-01-15")).toBe(500);
    expect(arrOn(spans, "2024-02-15")).toBe(1200);
    expect(arrOn(spans, "2024-03-01")).toBe(700);
    expect(arrOn([span("2024-01-01", null, null)], "2024-02-01")).toBeNull();
  });
});
