import { LATER_TERM } from "../journey/later-term.ts";
import type { AccountHistory, DayNumber, SubscriptionRow } from "./history.ts";

/** Subscriptions in force on a day: begun, not ended, and no trial. */
export function inForce({ subscriptions }: AccountHistory, day: DayNumber): SubscriptionRow[] {
  return subscriptions.filter(
    (row) => row.started <= day && (row.ended === null || row.ended > day) && (row.trialEnd === null || row.trialEnd <= day),
  );
}

/** Whether the account is a customer on a day: it has something in force or on trial, or no subscription is known at all. */
export function isCustomer({ subscriptions }: AccountHistory, day: DayNumber): boolean {
  const begun = subscriptions.filter((row) => row.started <= day);
  return begun.length === 0 || begun.some((row) => row.ended === null || row.ended > day);
}

/** First day as a customer; null where no subscription has begun. */
export function customerSince({ subscriptions }: AccountHistory, day: DayNumber): DayNumber | null {
  const begun = subscriptions.filter((row) => row.started <= day).map((row) => row.started);
  return begun.length === 0 ? null : Math.min(...begun);
}

/**
 * The day on which the account became a customer, as far as the exports tell: the first start of a subscription, else the start that its record tells,
 * unless it used the product long before. Null where the start is only reckoned back from a renewal date: the customer may be one of many years.
 */
export function customerFrom(history: AccountHistory, day: DayNumber): DayNumber | null {
  const begun = history.subscriptions.filter((row) => row.started <= day);
  const first = (record: SubscriptionRow["record"]): DayNumber | undefined =>
    begun
      .filter((row) => row.record === record)
      .map((row) => row.started)
      .sort((a, b) => a - b)[0];
  const own = first(undefined);
  if (own !== undefined) return own;
  const told = first("told");
  const used = history.use.days[0];
  return told === undefined || (used !== undefined && used < told - LATER_TERM) ? null : told;
}

/** Licensed seats on a day; 0 where none are known. */
export function seatsOn(history: AccountHistory, day: DayNumber): number {
  return inForce(history, day).reduce((sum, { seats }) => sum + (seats ?? 0), 0);
}

/** Recurring revenue of a day in minor units, with its currency; null where there is none or it is in several currencies. */
export function arrOn(history: AccountHistory, day: DayNumber): { readonly arr: number; readonly currency: string } | null {
  const rows = inForce(history, day).filter(({ arr }) => arr !== null);
  const [currency, ...others] = [...new Set(rows.map((row) => row.currency))];
  if (currency === undefined || currency === null || others.length > 0) return null;
  return { arr: rows.reduce((sum, { arr }) => sum + (arr ?? 0), 0), currency };
}

/** The nearest end of a term of more than a month; null where there is none. */
export function renewalOn(history: AccountHistory, day: DayNumber): DayNumber | null {
  const ends = inForce(history, day).flatMap((row) => (row.months > 1 ? (termEnd(row, day) ?? []) : []));
  return ends.length === 0 ? null : Math.min(...ends);
}

/** The end of a subscription's term on a day, null where none is on record. An export knows only its own current term: where that began later than the day, earlier ones are counted back in whole months. */
export function termEnd({ periodStart, periodEnd, months }: SubscriptionRow, day: DayNumber): DayNumber | null {
  if (periodStart === null || periodStart <= day) return periodEnd;
  let end = periodStart;
  for (let back = months; ; back += months) {
    const start = monthsBefore(periodStart, back);
    if (start <= day) return end;
    end = start;
  }
}

function monthsBefore(day: DayNumber, months: number): DayNumber {
  const date = new Date(day * 86_400_000);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return Math.round(Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), Math.min(date.getUTCDate(), last)) / 86_400_000);
}
