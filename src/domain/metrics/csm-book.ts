import { compareText } from "../../core/compare-text.ts";
import { touchOf } from "../segments.ts";
import { type Measured, ratio, unknown } from "./measured.ts";

/** A customer with its owner in success. */
export interface OwnedCustomer {
  readonly account: string;
  readonly csm: string | null;
  /** Recurring revenue a year in the reporting currency, minor units; null where the exports do not tell. */
  readonly arr: number | null;
}

/** The most accounts one CSM should have, by touch. */
export interface LoadBounds {
  readonly high: number;
  readonly mid: number;
  readonly low: number;
}

export interface CsmBook {
  readonly csm: string;
  readonly accounts: number;
  /** Null, like the touches and the load that follow from it, where the revenue of any of them is unknown. */
  readonly arr: number | null;
  readonly high: number | null;
  readonly mid: number | null;
  readonly low: number | null;
  /** Accounts over the most there should be, each touch by its own bound, added up: above 1 is too many. */
  readonly load: number | null;
}

/** Every CSM's book, the largest load first; where loads are unknown, the most accounts. */
export function csmBooks(customers: readonly OwnedCustomer[], bounds: LoadBounds): CsmBook[] {
  const books = new Map<string, OwnedCustomer[]>();
  for (const customer of customers) {
    if (customer.csm === null) continue;
    const own = books.get(customer.csm);
    if (own === undefined) books.set(customer.csm, [customer]);
    else own.push(customer);
  }
  return [...books]
    .map(([csm, own]) => {
      if (own.some(({ arr }) => arr === null))
        return { csm, accounts: own.length, arr: null, high: null, mid: null, low: null, load: null };
      const count = (touch: string): number => own.filter(({ arr }) => (touchOf(arr) ?? "").startsWith(touch)).length;
      const [high, mid, low] = [count("high"), count("mid"), count("low")];
      return {
        csm,
        accounts: own.length,
        arr: own.reduce((sum, { arr }) => sum + (arr ?? 0), 0),
        high,
        mid,
        low,
        load: high / bounds.high + mid / bounds.mid + low / bounds.low,
      };
    })
    .sort((a, b) => (b.load ?? 0) - (a.load ?? 0) || (a.load === null ? b.accounts - a.accounts : 0) || compareText(a.csm, b.csm));
}

/** Customers and recurring revenue per CSM, by name. */
export function csmRatios(books: readonly CsmBook[]): ReadonlyMap<string, Measured> {
  const none = "no customer has an owner in success";
  const accounts = books.reduce((sum, book) => sum + book.accounts, 0);
  const arr = books.some((book) => book.arr === null)
    ? unknown("the recurring revenue of customers is unknown: no subscriptions export (Stripe)")
    : ratio(
        books.reduce((sum, book) => sum + (book.arr ?? 0), 0),
        books.length,
        none,
      );
  return new Map([
    ["customers_per_csm", ratio(accounts, books.length, none)],
    ["arr_per_csm", arr.value === null ? arr : { ...arr, value: Math.round(arr.value) }],
  ]);
}
