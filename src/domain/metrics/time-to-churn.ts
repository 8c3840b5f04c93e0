import { daysBetween } from "../../core/days.ts";
import { type Measured, unknown } from "./measured.ts";
import type { Period } from "./period.ts";
import { arrBefore, firstPaidDay, type History } from "./revenue-history.ts";
import { mean } from "./quantile.ts";

const DAYS_A_MONTH = 365 / 12;

/**
 * Mean months from the first paid day to the last, of the customers who are there at the start of the period and gone at its end. Those who
 * stayed are not in it, so it is no lifetime.
 */
export function timeToChurn(histories: Iterable<History>, { from, to }: Period): Measured {
  const months: number[] = [];
  for (const history of histories) {
    const first = firstPaidDay(history);
    const gone = history.findLast((step) => step.day <= to);
    if (first === null || gone === undefined || gone.arr > 0 || arrBefore(history, from) === 0) continue;
    const left = leftOn(history, gone.day);
    months.push(daysBetween(first, left) / DAYS_A_MONTH);
  }
  if (months.length === 0) return unknown("nobody left in the period", 0);
  return { value: mean(months), numerator: null, denominator: months.length };
}

/** The first day of the last run of days at nothing. */
function leftOn(history: History, last: string): string {
  const upTo = history.filter(({ day }) => day <= last);
  const paid = upTo.findLastIndex(({ arr }) => arr > 0);
  return upTo[paid + 1]?.day ?? last;
}
