import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { Book } from "./book.ts";

/** Every account of the book with the names, domains and ids it goes by, in the order of their ids. */
export async function knownAccounts(book: Book): Promise<KnownAccount[]> {
  const rows = await book.rows<{ account: string; name: string; keys: string | null }>(
    `SELECT a.account, any_value(a.name) AS name, string_agg(DISTINCT k.value, chr(10) ORDER BY k.value) FILTER (k.kind IN ('domain', 'name', 'alias', 'source_id')) AS keys
FROM accounts a LEFT JOIN account_keys k USING (account) GROUP BY a.account ORDER BY a.account`,
  );
  return rows.map(({ account, name, keys }) => ({ account, name: name ?? account, keys: keys === null ? [] : keys.split("\n") }));
}
