import { addDays, type Day } from "../../core/days.ts";
import { shareOf } from "./intervals.ts";
import type { Measured } from "./measured.ts";

/** A customer with what decides whether a quarterly review is due. */
export interface ReviewedCustomer {
  /** Minor units; null where it is unknown. */
  readonly arr: number | null;
  readonly strategic: boolean;
  /** First paid day. */
  readonly customerSince: Day;
  /** Last business review held up to the day asked about. */
  readonly reviewedOn: Day | null;
}

/** The longest quarter. */
export const REVIEW_DAYS = 92;
const STRATEGIC_FROM = 100_000_00;

/**
 * Share of the strategic customers (flagged, or ARR of 100k and more) with a business review held in the 92 days up to `day`. Customers of
 * fewer days are not yet due one and not counted.
 */
export function reviewCompletion(customers: readonly ReviewedCustomer[], day: Day): Measured {
  const since = addDays(day, 1 - REVIEW_DAYS);
  const due = customers.filter(
    ({ arr, strategic, customerSince }) => (strategic || (arr ?? 0) >= STRATEGIC_FROM) && customerSince <= since,
  );
  const held = due.filter(({ reviewedOn }) => reviewedOn !== null && reviewedOn >= since).length;
  return shareOf(held, due.length, "no strategic customer of a quarter and more");
}
