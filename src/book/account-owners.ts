import type { Book } from "./book.ts";

/** A person the exports name, with the accounts that are theirs. */
export interface AccountOwner {
  readonly name: string;
  readonly accounts: readonly string[];
}

/**
 * Everyone who owns accounts, by name. Who is an account's owner in success owns it; who owns none in success has the accounts
 * of their deals. Current state: an export names the owner of today.
 */
export async function accountOwners(book: Book): Promise<AccountOwner[]> {
  const rows = await book.rows<{ name: string; account: string }>(
    `WITH success AS (SELECT DISTINCT csm AS name, account FROM accounts WHERE csm IS NOT NULL),
sellers AS (SELECT DISTINCT owner AS name, account FROM opportunities WHERE owner IS NOT NULL AND account IS NOT NULL)
SELECT name, account FROM success UNION ALL SELECT name, account FROM sellers WHERE name NOT IN (SELECT name FROM success) ORDER BY name, account`,
  );
  const owners = new Map<string, string[]>();
  for (const { name, account } of rows) owners.set(name, [...(owners.get(name) ?? []), account]);
  return [...owners].map(([name, accounts]) => ({ name, accounts }));
}
