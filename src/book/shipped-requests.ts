import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

export interface ShippedRequest {
  readonly title: string;
  readonly shippedOn: Day;
}

/** What an account asked for and got by as-of, the newest first. */
export async function shippedRequests(book: Book, account: string, asOf: Day): Promise<ShippedRequest[]> {
  return book.rows<ShippedRequest>(
    `SELECT title, shipped_on AS "shippedOn" FROM requests
WHERE account = $account AND title IS NOT NULL AND shipped_on <= CAST($as_of AS DATE) AND (created_at IS NULL OR day_of(created_at) <= CAST($as_of AS DATE))
ORDER BY shipped_on DESC, title, request`,
    { account, as_of: asOf },
  );
}
