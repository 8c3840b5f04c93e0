import type { Book } from "../book.ts";

/** The parent of each account that has one (current state of the CRM). */
export async function accountParents(book: Book): Promise<ReadonlyMap<string, string>> {
  const rows = await book.rows<{ account: string; parent: string }>(
    "SELECT account, min(parent) AS parent FROM accounts WHERE account IS NOT NULL AND parent IS NOT NULL AND parent <> account GROUP BY account ORDER BY account",
  );
  return new Map(rows.map(({ account, parent }) => [account, parent]));
}
