import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/**
 * Distinct users of every account in each of the last `windows` windows of `days` days up to as-of, oldest first; windows before the
 * first day of use of the whole book are left out. Accounts whose use names no users are absent.
 */
export async function activeUsersByWindow(
  book: Book,
  asOf: Day,
  days: number,
  windows: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await book.rows<{ account: string; back: number; users: number; kept: number }>(
    `WITH span AS (SELECT least(${windows}, (CAST($as_of AS DATE) - min(day) + 1) // ${days}) AS kept FROM usage WHERE day <= CAST($as_of AS DATE)),
seen AS (
  SELECT account, (CAST($as_of AS DATE) - day) // ${days} AS back, count(DISTINCT "user") AS users FROM usage
  WHERE account IS NOT NULL AND "user" IS NOT NULL AND day <= CAST($as_of AS DATE) AND day > CAST($as_of AS DATE) - ${days * windows} GROUP BY ALL
)
SELECT account, back, users, kept FROM seen, span WHERE back < kept ORDER BY account, back`,
    { as_of: asOf },
  );
  const found = new Map<string, number[]>();
  for (const { account, back, users, kept } of rows) {
    const counts = found.get(account) ?? Array.from({ length: kept }, () => 0);
    counts[kept - 1 - back] = users;
    found.set(account, counts);
  }
  return found;
}
