import { addDays, type Day } from "../../core/days.ts";
import { shareOf } from "./intervals.ts";
import { type Measured, ratio } from "./measured.ts";
import { addMonths, type Period } from "./period.ts";
import type { RevenueSpan } from "./revenue-history.ts";

const NONE_DUE = "no term longer than a month ended in the period";

/**
 * Renewal rates of the terms (longer than a month) that ended in the period: of how many accounts' terms any revenue went on (`renewal_rate`),
 * and how much of the revenue due did, at most all of it (`renewal_rate_arr`, of `spans` in `currency` only).
 */
export function renewalRates(spans: readonly RevenueSpan[], period: Period, currency: string): ReadonlyMap<string, Measured> {
  const all = renewals(spans, period);
  const reported = renewals(
    spans.filter((span) => span.currency === currency),
    period,
  );
  const sum = (of: (renewal: Renewal) => number): number => reported.reduce((total, renewal) => total + of(renewal), 0);
  return new Map([
    ["renewal_rate", shareOf(all.filter(({ kept }) => kept > 0).length, all.length, NONE_DUE)],
    [
      "renewal_rate_arr",
      ratio(
        sum(({ kept }) => kept),
        sum(({ due }) => due),
        NONE_DUE,
      ),
    ],
  ]);
}

/** Contracts that ended within their term, and what of their revenue nothing took the place of. */
interface BrokenOff {
  readonly contracts: number;
  /** ARR in minor units of the currency asked for. */
  readonly arr: number;
}

/** The contracts in `currency`, longer than a month, that ended in the period before their term did: in the churn, but in no renewal rate. */
export function brokenOff(spans: readonly RevenueSpan[], { from, to }: Period, currency: string): BrokenOff {
  const own = spans.filter((span) => span.currency === currency && span.arrMinor > 0);
  const lost = own.flatMap((span) => {
    const { account, endedOn, startedOn, termMonths, arrMinor } = span;
    if (endedOn === null || endedOn < from || endedOn > to || endedOn <= startedOn || termMonths <= 1) return [];
    if (termEnds(span, { from: endedOn, to: endedOn }).length > 0) return [];
    const theirs = own.filter((other) => other.account === account);
    const paid = (day: Day): number => total(theirs.filter((other) => runs(other, day)));
    const less = Math.min(arrMinor, paid(addDays(endedOn, -1)) - paid(endedOn));
    return less > 0 ? [less] : [];
  });
  return { contracts: lost.length, arr: lost.reduce((sum, less) => sum + less, 0) };
}

interface Renewal {
  readonly due: number;
  /** What the account paid from that day on in place of what was due, at most `due`. */
  readonly kept: number;
}

/** One for each account and day on which terms of it ended. */
function renewals(spans: readonly RevenueSpan[], period: Period): Renewal[] {
  const byAccount = new Map<string, RevenueSpan[]>();
  for (const span of spans) if (span.arrMinor > 0) byAccount.set(span.account, [...(byAccount.get(span.account) ?? []), span]);
  return [...byAccount.values()].flatMap((own) => {
    const days = new Set(own.flatMap((span) => termEnds(span, period)));
    return [...days].sort().map((day) => {
      const dueSpans = own.filter((span) => termEnds(span, period).includes(day));
      const others = own.filter((span) => !dueSpans.includes(span));
      const due = total(dueSpans);
      // What was there before and runs on is not what replaces the term.
      const elsewhere = total(others.filter((span) => runs(span, addDays(day, -1)) && runs(span, day)));
      return { due, kept: Math.min(due, Math.max(0, total(own.filter((span) => runs(span, day))) - elsewhere)) };
    });
  });
}

/** The days of the period on which a term of the span ended: whole terms before and after the one that is known. */
function termEnds({ startedOn, endedOn, termMonths, termEndsOn }: RevenueSpan, { from, to }: Period): Day[] {
  if (termMonths <= 1) return [];
  const known = termEndsOn ?? addMonths(startedOn, termMonths);
  const last = endedOn !== null && endedOn < to ? endedOn : to;
  const ends: Day[] = [];
  for (let term = Math.ceil(wholeMonths(known, from) / termMonths) - 1; ; term += 1) {
    const end = addMonths(known, term * termMonths);
    if (end > last) return ends;
    if (end >= from && end > startedOn) ends.push(end);
  }
}

function wholeMonths(from: Day, to: Day): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

function runs({ startedOn, endedOn }: RevenueSpan, day: Day): boolean {
  return startedOn <= day && (endedOn === null || endedOn > day);
}

function total(spans: readonly RevenueSpan[]): number {
  return spans.reduce((sum, { arrMinor }) => sum + arrMinor, 0);
}
