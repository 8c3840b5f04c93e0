import { daysBetween } from "../../../src/core/days.ts";
import type { BookUsage } from "../../../src/domain/signals/book-usage.ts";
import type { AccountHistory, SubscriptionRow, UseDays } from "../../../src/domain/signals/history.ts";

/** 2026-11-20, a Friday, as signals count days. */
export const TODAY = daysBetween("1970-01-01", "2026-11-20");

export const NOTHING: AccountHistory = {
  account: "acme",
  name: "Acme Corp",
  strategic: false,
  logins: uses({}),
  use: uses({}),
  users: [],
  features: [],
  firstValue: null,
  words: [],
  tickets: [],
  surveys: [],
  meetings: [],
  subscriptions: [],
  invoices: [],
  contacts: [],
  milestones: [],
};

export const EMPTY_BOOK: BookUsage = {
  logins: uses({}),
  use: uses({}),
  days: [],
  starts: Int32Array.of(),
  featuresBy: uses({}),
  meetings: { name: "", days: new Int32Array(), events: new Float64Array() },
  reviewsFrom: null,
};

/** Use by day: how many days ago → how often. */
export function uses(ago: Readonly<Record<number, number>>, name = ""): UseDays {
  const days = Object.keys(ago)
    .map((days) => TODAY - Number(days))
    .sort((a, b) => a - b);
  return { name, days: Int32Array.from(days), events: Float64Array.from(days, (day) => ago[TODAY - day] ?? 0) };
}

/** The same number of events on each of some days. */
export function steady(from: number, to: number, events: number, everyDays = 1): Record<number, number> {
  const ago: Record<number, number> = {};
  for (let day = from; day >= to; day -= everyDays) ago[day] = events;
  return ago;
}

/** A yearly subscription that began `started` days ago. */
export function subscription(started: number, more: Partial<SubscriptionRow> = {}): SubscriptionRow {
  return {
    started: TODAY - started,
    ended: null,
    canceled: null,
    lapseTold: null,
    trialEnd: null,
    seats: null,
    arr: null,
    currency: "USD",
    months: 12,
    periodStart: TODAY - 200,
    periodEnd: TODAY + 165,
    ...more,
  };
}

/** A book in which this account is one of many that use the product every day. */
export function busyBook(others: Readonly<Record<number, number>> = steady(400, 0, 100)): BookUsage {
  return { ...EMPTY_BOOK, logins: uses(others), use: uses(others), starts: Int32Array.from({ length: 20 }, () => TODAY - 400) };
}
