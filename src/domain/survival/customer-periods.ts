import { compareText } from "../../core/compare-text.ts";
import { type Day, daysBetween } from "../../core/days.ts";

/** One paid subscription: from its first paid day to the day it ended (not paid any more), null while it runs. */
export interface PaidSpan {
  readonly account: string;
  readonly from: Day;
  readonly to: Day | null;
  /** ARR in the reporting currency; null where it is in another. */
  readonly arr_minor: number | null;
}

/** A departure that was written down; `since` is when the account's record was made. */
export interface Departure {
  readonly account: string;
  readonly on: Day;
  readonly since: Day | null;
}

/** An unbroken time as a paying customer. `to` is the day it left, null for one still here. */
export interface CustomerPeriod {
  readonly account: string;
  readonly from: Day;
  readonly to: Day | null;
}

/** A gap of up to so many days between two subscriptions is a late renewal and no churn. */
export const GRACE_DAYS = 30;

/**
 * When each account was a customer: its subscriptions put together, cut at recorded departures. Ordered by account and time. An account
 * with a departure and no subscription counts from the day its record was made.
 */
export function customerPeriods(spans: readonly PaidSpan[], departures: readonly Departure[]): CustomerPeriod[] {
  const accounts = [...new Set([...spans, ...departures].map(({ account }) => account))].sort();
  const spansOf = grouped(spans);
  const departuresOf = grouped(departures);
  return accounts.flatMap((account) => {
    const own = [...(spansOf.get(account) ?? [])].sort((a, b) => compareText(a.from, b.from));
    const left = [...(departuresOf.get(account) ?? [])].sort((a, b) => compareText(a.on, b.on));
    if (own.length === 0) {
      const [first] = left;
      const since = first?.since ?? null;
      return first === undefined || since === null || since >= first.on ? [] : [{ account, from: since, to: first.on }];
    }
    return cutAt(
      merged(account, own),
      left.map(({ on }) => on),
    );
  });
}

/** The period of an account that holds `day`, or undefined. It is a customer on its first day and not on the day it left. */
export function periodOn(periods: readonly CustomerPeriod[], day: Day): CustomerPeriod | undefined {
  return periods.find(({ from, to }) => from <= day && (to === null || to > day));
}

/** ARR in force on a day, in the reporting currency; null where no amount in it is known. */
export function arrOn(spans: readonly PaidSpan[], day: Day): number | null {
  const amounts = spans.filter(({ from, to }) => from <= day && (to === null || to > day)).flatMap(({ arr_minor }) => arr_minor ?? []);
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0);
}

/** Rows by account. */
export function grouped<T extends { readonly account: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.account, [...(groups.get(row.account) ?? []), row]);
  return groups;
}

function merged(account: string, spans: readonly PaidSpan[]): CustomerPeriod[] {
  const periods: { account: string; from: Day; to: Day | null }[] = [];
  for (const { from, to } of spans) {
    if (to !== null && to <= from) continue;
    const last = periods.at(-1);
    if (last === undefined || (last.to !== null && daysBetween(last.to, from) > GRACE_DAYS)) periods.push({ account, from, to });
    else if (last.to !== null && (to === null || to > last.to)) last.to = to;
  }
  return periods;
}

/** A departure ends the period it falls in; one within the grace after an end says the same again. */
function cutAt(periods: readonly CustomerPeriod[], days: readonly Day[]): CustomerPeriod[] {
  return periods.map((period) => {
    const day = days.find((on) => on > period.from && (period.to === null || on < period.to));
    return day === undefined ? period : { ...period, to: day };
  });
}
