import fc from "fast-check";
import { addDays, type Day } from "../../../src/core/days.ts";
import type { Period } from "../../../src/domain/metrics/period.ts";
import type { RevenueSpan } from "../../../src/domain/metrics/revenue-history.ts";

/** A span of one account; what is left out is a yearly subscription of 2024 that runs on. */
export function span(
  account: string,
  arrMinor: number,
  startedOn: Day,
  endedOn: Day | null = null,
  more: Partial<RevenueSpan> = {},
): RevenueSpan {
  return {
    account,
    subscription: `${account}-${startedOn}`,
    product: "Core",
    currency: "USD",
    arrMinor,
    startedOn,
    endedOn,
    termMonths: 12,
    termEndsOn: null,
    ...more,
  };
}

const FIRST = "2024-01-01";
const day = (from: number, to: number): fc.Arbitrary<Day> => fc.integer({ min: from, max: to }).map((days) => addDays(FIRST, days));

/** A book of up to eight accounts with some subscriptions each, in one or two currencies, some of which end. */
export const anySpans: fc.Arbitrary<RevenueSpan[]> = fc.array(
  fc
    .record({
      account: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
      arrMinor: fc.integer({ min: 0, max: 500_000 }),
      startedOn: day(0, 900),
      lasts: fc.option(fc.integer({ min: 0, max: 500 })),
      currency: fc.constantFrom("USD", "USD", "USD", "EUR"),
      termMonths: fc.constantFrom(1, 3, 12),
      product: fc.constantFrom("Core", "Plus", null),
    })
    .map(({ account, arrMinor, startedOn, lasts, ...more }) =>
      span(account, arrMinor, startedOn, lasts === null ? null : addDays(startedOn, lasts), more),
    ),
  { maxLength: 24 },
);

export const anyPeriod: fc.Arbitrary<Period> = fc
  .tuple(day(0, 900), fc.integer({ min: 0, max: 400 }))
  .map(([from, days]) => ({ from, to: addDays(from, days) }));
