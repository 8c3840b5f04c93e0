/** What an account has bought, over time. Stripe's rows, HubSpot's renewals and the invoices all read it. */

import { AS_OF, addMonths, FIRST_DAY } from "./days.ts";
import { random } from "./random.ts";
import { ACCOUNTS, type Account } from "./roster.ts";

export interface Subscription {
  readonly id: string;
  readonly customerId: string;
  readonly account: Account;
  readonly seats: number;
  /** Annual amount in dollars. */
  readonly arr: number;
  readonly start: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly canceledOn: string;
  readonly endedOn: string;
  readonly reason: string;
  readonly cancelAtPeriodEnd: boolean;
}

interface Ending {
  readonly canceledOn: string;
  readonly endedOn: string;
  readonly reason: string;
}

export const CHURNED: Readonly<Record<string, Ending>> = {
  "Harbor & Pine": { canceledOn: "2026-08-28", endedOn: "2026-09-18", reason: "switched_service" },
  "Kestrel Outdoor": { canceledOn: "2026-08-05", endedOn: "2026-08-05", reason: "payment_failed" },
};

/** Active until the period ends, then gone: not churned yet. */
const LEAVING: Readonly<Record<string, string>> = { "Wickerwood Furniture": "2026-11-02" };

/** A plan change inside the window: the old subscription ends on the day on which the new one starts. */
export const REPLACED: Readonly<Record<string, { readonly on: string; readonly seats: number; readonly arr: number }>> = {
  "Bluestem Utilities": { on: "2026-07-01", seats: 28, arr: 121_000 },
  "Foxglove Cosmetics": { on: "2026-08-01", seats: 16, arr: 24_000 },
};

export const SUBSCRIPTIONS: readonly Subscription[] = ACCOUNTS.flatMap(subscriptionsOf);

export function currentSubscription(account: Account): Subscription {
  const own = SUBSCRIPTIONS.filter((subscription) => subscription.account === account);
  const last = own.at(-1);
  if (last === undefined) throw new Error(`${account.name} has no subscription`);
  return last;
}

function subscriptionsOf(account: Account): Subscription[] {
  const customerId = `cus_${random("customer", account.name).token(14)}`;
  const replaced = REPLACED[account.name];
  if (replaced === undefined) return [subscription(account, customerId, account.start, CHURNED[account.name])];
  const before = subscription(account, customerId, account.start, {
    canceledOn: replaced.on,
    endedOn: replaced.on,
    reason: "",
  });
  return [{ ...before, seats: replaced.seats, arr: replaced.arr }, subscription(account, customerId, replaced.on, undefined)];
}

function subscription(account: Account, customerId: string, start: string, ending: Ending | undefined): Subscription {
  const months = account.interval === "year" ? 12 : 1;
  const lastDay = ending === undefined ? AS_OF : addMonths(ending.endedOn, -1);
  let periodStart = start;
  while (addMonths(periodStart, months) <= lastDay) periodStart = addMonths(periodStart, months);
  return {
    id: `sub_1${random("subscription", account.name, start).token(23)}`,
    customerId,
    account,
    seats: account.seats,
    arr: account.arr,
    start,
    periodStart,
    periodEnd: addMonths(periodStart, months),
    canceledOn: ending?.canceledOn ?? LEAVING[account.name] ?? "",
    endedOn: ending?.endedOn ?? "",
    reason: ending?.reason ?? (account.name in LEAVING ? "too_expensive" : ""),
    cancelAtPeriodEnd: account.name in LEAVING,
  };
}

/** Starts of the billing periods that fall in the window, and the last one before it. */
export function billedPeriods(entry: Subscription): string[] {
  const months = entry.account.interval === "year" ? 12 : 1;
  const end = entry.endedOn === "" ? AS_OF : entry.endedOn;
  const starts: string[] = [];
  for (let day = entry.start; day <= end; day = addMonths(day, months)) {
    if (entry.endedOn === "" || day < entry.endedOn) starts.push(day);
  }
  const before = starts.filter((day) => day < FIRST_DAY).slice(-1);
  return [...before, ...starts.filter((day) => day >= FIRST_DAY)];
}
