import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import { activation, type ActionDay } from "../../../src/domain/metrics/activation.ts";
import { type Onboarding, timeToValue } from "../../../src/domain/metrics/time-to-value.ts";

const PERIOD = { from: "2026-04-01", to: "2026-06-30" };

function began(account: string, startedOn: string, days: number | null): Onboarding {
  return { account, startedOn, anchor: "kickoff", firstValueOn: days === null ? null : addDays(startedOn, days) };
}

const valueOf = (onboardings: readonly Onboarding[], asOf: string): Record<string, number | null> =>
  Object.fromEntries([...timeToValue(onboardings, PERIOD, asOf)].map(([name, { value }]) => [name, value]));

describe("time to value", () => {
  it("keeps those who are still waiting (hand-worked Kaplan–Meier)", () => {
    // Waits 4, 10, 10 and 25 days over; one waits 8 days, one 40.
    const six = [
      began("a", "2026-04-02", 4),
      began("b", "2026-04-03", 10),
      began("c", "2026-04-04", 10),
      began("d", "2026-04-05", 25),
      began("e", addDays("2026-06-30", -8), null),
      began("f", addDays("2026-06-30", -40), null),
    ];
    // After day 4: 5/6. At 10 four are at risk (8 days is censored before): 5/6 × 2/4 = 5/12 ≤ 1/2. After 25: 5/24.
    expect(valueOf(six, "2026-06-30")).toEqual({ ttv_median: 10, ttv_p90: null, ttv_30: 4 / 5, ttv_60: 1, ttv_90: null });
    // Without the two it would have looked like a p90 of 25 days.
    expect(valueOf(six.slice(0, 4), "2026-06-30")).toMatchObject({ ttv_median: 10, ttv_p90: 25, ttv_30: 1 });
  });

  it("counts value before the beginning as 0 days, and day 30 itself as reached", () => {
    expect(valueOf([began("a", "2026-04-02", -3)], "2026-11-20")).toMatchObject({ ttv_median: 0, ttv_p90: 0, ttv_30: 1 });
    expect(valueOf([began("a", "2026-04-02", 30)], "2026-11-20")).toMatchObject({ ttv_30: 1 });
    expect(valueOf([began("a", "2026-04-02", 31)], "2026-11-20")).toMatchObject({ ttv_30: 0, ttv_60: 1 });
  });

  it("leaves out who began outside the period, and says why there is nothing", () => {
    const outside = [began("a", "2026-03-31", 4), began("b", "2026-07-01", 4)];
    for (const { value, reason, denominator } of timeToValue(outside, PERIOD, "2026-11-20").values())
      expect({ value, reason, denominator }).toEqual({ value: null, reason: "no account began in the period", denominator: 0 });
  });

  it("never grows by waiting accounts that get there sooner, nor heeds the order", () => {
    const any = fc.array(fc.record({ start: fc.integer({ min: 0, max: 90 }), days: fc.option(fc.integer({ min: 0, max: 120 })) }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(any, (rows) => {
        const all = rows.map(({ start, days }, index) => began(`a${index}`, addDays(PERIOD.from, start), days));
        const asOf = "2027-01-01";
        const found = valueOf(all, asOf);
        expect(valueOf(all.toReversed(), asOf)).toEqual(found);
        const quick = valueOf(
          all.map((one) => (one.firstValueOn === null ? { ...one, firstValueOn: one.startedOn } : one)),
          asOf,
        );
        expect(quick["ttv_median"] ?? Number.NaN).toBeLessThanOrEqual(found["ttv_median"] ?? Infinity);
        expect((found["ttv_30"] ?? 0) <= (found["ttv_60"] ?? 1) && (found["ttv_60"] ?? 0) <= (found["ttv_90"] ?? 1)).toBe(true);
        if (found["ttv_p90"] !== null) expect(found["ttv_p90"]).toBeGreaterThanOrEqual(found["ttv_median"] ?? Number.NaN);
      }),
    );
  });
});

describe("activation", () => {
  const rule = { actions: ["import", "invite"], withinDays: 30, atLeast: undefined };
  const three = [began("a", "2026-04-02", 4), began("b", "2026-04-10", 4), began("c", "2026-06-20", 4)];
  const days: ActionDay[] = [
    { account: "a", action: "import", day: "2026-04-02" },
    { account: "a", action: "invite", day: "2026-05-01" },
    { account: "b", action: "import", day: "2026-04-09" },
    { account: "b", action: "import", day: "2026-04-12" },
    { account: "b", action: "invite", day: "2026-05-10" },
    { account: "c", action: "import", day: "2026-06-21" },
    { account: "c", action: "invite", day: "2026-06-22" },
  ];

  it("needs every action in the first 30 days, of which the first is the beginning", () => {
    // a: 2 April + 29 days is 1 May, in time. b: 10 May is day 31. c is not counted before 19 July.
    expect(activation(three, days, rule, PERIOD, "2026-07-18")).toMatchObject({ value: 0.5, numerator: 1, denominator: 2 });
    expect(activation(three, days, rule, PERIOD, "2026-07-19")).toMatchObject({ value: 2 / 3, numerator: 2, denominator: 3 });
    expect(activation(three, days, { ...rule, withinDays: 31 }, PERIOD, "2026-11-20")).toMatchObject({ value: 1 });
  });

  it("can be content with some of them; the same action twice is one", () => {
    expect(activation(three, days, { ...rule, atLeast: 1 }, PERIOD, "2026-07-18")).toMatchObject({ value: 1 });
    const twice = [{ account: "b", action: "import", day: "2026-04-13" }, ...days.filter(({ account }) => account === "b").slice(0, 2)];
    expect(activation(three.slice(1, 2), twice, rule, PERIOD, "2026-11-20")).toMatchObject({ value: 0 });
  });

  it("does not count what was done before the beginning", () => {
    const early = [{ account: "a", action: "import", day: "2026-04-01" }, ...days.slice(1, 2)];
    expect(activation(three.slice(0, 1), early, rule, PERIOD, "2026-11-20")).toMatchObject({ numerator: 0, denominator: 1 });
  });

  it("says what is missing", () => {
    expect(activation(three, days, undefined, PERIOD, "2026-11-20").reason).toMatch(/activation\.actions/);
    expect(activation([], days, rule, PERIOD, "2026-11-20").reason).toBe("no account began in the period");
    expect(activation(three, days, rule, PERIOD, "2026-04-15").reason).toMatch(/first 30 days/);
  });
});
