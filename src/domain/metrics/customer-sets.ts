import type { Day } from "../../core/days.ts";
import { segmentOf, touchOf } from "../segments.ts";
import type { Period } from "./period.ts";
import { arrBefore, arrOn, type History } from "./revenue-history.ts";

/** Which customers are looked at: a segment and a touch by their recurring revenue, two attributes that may be joined. */
export interface CustomerFilter {
  readonly segment?: "enterprise" | "mid-market" | "smb" | undefined;
  readonly touch?: "high" | "mid" | "low" | undefined;
}

/** The accounts with recurring revenue at the start of the period or on any day of it, in the order of `histories`. */
export function customersDuring(histories: ReadonlyMap<string, History>, { from, to }: Period): string[] {
  return [...histories].flatMap(([account, history]) =>
    arrBefore(history, from) > 0 || history.some(({ day, arr }) => arr > 0 && day >= from && day <= to) ? [account] : [],
  );
}

/** The accounts with recurring revenue at the end of `day`. */
export function customersOn(histories: ReadonlyMap<string, History>, day: Day): string[] {
  return [...histories].flatMap(([account, history]) => (arrOn(history, day) > 0 ? [account] : []));
}

/**
 * True where an account belongs to what is looked at. Its size is its revenue at the start of the period, else on its first paid day in it, so
 * that what it did in the period does not move it. Without revenue in the reporting currency it is of no segment.
 */
export function isAmong(filter: CustomerFilter, history: History | undefined, period: Period): boolean {
  if (filter.segment === undefined && filter.touch === undefined) return true;
  const size = sizeOf(history ?? [], period);
  const segment = segmentOf(size)?.toLowerCase();
  return (
    (filter.segment === undefined || segment === filter.segment) &&
    (filter.touch === undefined || (touchOf(size) ?? "").startsWith(filter.touch))
  );
}

function sizeOf(history: History, { from, to }: Period): number | null {
  const start = arrBefore(history, from);
  return start > 0 ? start : (history.find(({ day, arr }) => arr > 0 && day >= from && day <= to)?.arr ?? null);
}
