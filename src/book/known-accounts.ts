import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";
import { noCustomers } from "./no-customers.ts";

/** Every account of the book with the names, domains and ids it goes by, in the order of their ids. */
export async function knownAccounts(book: Book): Promise<KnownAccount[]> {
  const rows = await book.rows<{ account: string; name: string; keys: string | null }>(
    `SELECT a.account, any_value(a.name) AS name, string_agg(DISTINCT k.value, chr(10) ORDER BY k.value) FILTER (k.kind IN ('domain', 'name', 'alias', 'source_id')) AS keys
FROM accounts a LEFT JOIN account_keys k USING (account) GROUP BY a.account ORDER BY a.account`,
  );
  return rows.map(({ account, name, keys }) => ({ account, name: name ?? account, keys: keys === null ? [] : keys.split("\n") }));
}

/** The known accounts without those that are no customers on as-of by their record. Those of which a subscription ended are among them. */
export async function knownCustomers(book: Book, asOf: Day): Promise<KnownAccount[]> {
  const none = await noCustomers(book, asOf);
  return (await knownAccounts(book)).filter(({ account }) => !none.has(account));
}
