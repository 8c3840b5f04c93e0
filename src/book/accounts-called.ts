import { type KnownAccount, matchAccount } from "../domain/accounts/match-account.ts";
import type { Book } from "./book.ts";
import { knownAccounts } from "./known-accounts.ts";

/** Letters and digits of a name without "and": names that are the same to `matchAccount` are the same here, and beginnings stay beginnings. */
const BARE = (name: string): string => `regexp_replace(regexp_replace(lower(${name}), '\\band\\b', '', 'g'), '[^a-z0-9]', '', 'g')`;
const MAY_BE = (name: string): string => `starts_with(${BARE(name)}, ${BARE("$called")}) OR regexp_matches(${name}, '[^\\x00-\\x7F]')`;

/**
 * The accounts that `text` may name, with all that `matchAccount` looks at: as good as all accounts for finding out which one it is, and
 * much fewer. All accounts where it names none of them, for telling what is near, and where it is not written in ASCII.
 */
export async function accountsCalled(book: Book, text: string): Promise<KnownAccount[]> {
  if (!/^[\x20-\x7e]*[a-z0-9][\x20-\x7e]*$/i.test(text)) return knownAccounts(book);
  const rows = await book.rows<{ account: string; name: string | null; keys: string | null }>(
    `WITH called AS (SELECT account FROM accounts WHERE ${MAY_BE("account")} OR ${MAY_BE("name")} UNION SELECT account FROM account_keys WHERE ${MAY_BE("value")})
SELECT a.account, any_value(a.name) AS name, string_agg(DISTINCT k.value, chr(10) ORDER BY k.value) FILTER (k.kind IN ('domain', 'name', 'alias', 'source_id')) AS keys
FROM accounts a SEMI JOIN called USING (account) LEFT JOIN account_keys k USING (account) GROUP BY a.account ORDER BY a.account`,
    { called: text },
  );
  const called = rows.map(({ account, name, keys }) => ({ account, name: name ?? account, keys: keys === null ? [] : keys.split("\n") }));
  return matchAccount(text, called).kind === "none" ? knownAccounts(book) : called;
}
