import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";
import { isNow } from "./queries/last-told-day.ts";

/**
 * SQL: the account of a row is no customer on a day by its record: it has bought nothing yet, on whichever day, or it has left without a
 * word of when, which holds from the last day of the exports on. One whose leaving is dated has a subscription that ended.
 */
export const isNoCustomer = (account: string, day: string): string =>
  `${account} IN (SELECT account FROM no_customers WHERE why = 'prospect' OR ${isNow(day)})`;

/** The accounts that are no customers on a day by their record; see isNoCustomer. */
export async function noCustomers(book: Book, asOf: Day): Promise<ReadonlySet<string>> {
  const rows = await book.rows<{ account: string }>(
    `SELECT account FROM no_customers WHERE ${isNoCustomer("account", "CAST($as_of AS DATE)")} ORDER BY account`,
    { as_of: asOf },
  );
  return new Set(rows.map(({ account }) => account));
}
