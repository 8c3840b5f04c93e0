import { type KnownAccount, matchAccount } from "../domain/accounts/match-account.ts";
import type { Book } from "./book.ts";
import { knownAccounts } from "./known-accounts.ts";

/** What `matchAccount` passes over between the letters and digits of a name. */
const PASSED_OVER = "(?:[^a-z0-9]|\\band\\b)*";

/** Letters of a name that choose the accounts to look at: more choose no better, and the engine takes no pattern of thousands. */
const LETTERS = 100;

/** SQL that is true for names that begin with the letters and digits of `called`: one pattern, because every other way reads a large book slower. */
function mayBe(called: string): (name: string) => string {
  const letters = called
    .toLowerCase()
    .replaceAll(/\band\b/g, "")
    .replaceAll(/[^a-z0-9]/g, "")
    .slice(0, LETTERS);
  const pattern = `^${PASSED_OVER}${[...letters].join(PASSED_OVER)}`;
  return (name) => `regexp_matches(lower(${name}), '${pattern}') OR strlen(${name}) <> length(${name})`;
}

/**
 * The accounts that `text` may name, with all that `matchAccount` looks at: as good as all accounts for finding out which one it is, and
 * much fewer. All accounts where it names none of them, for telling what is near, and where it is not written in ASCII.
 */
export async function accountsCalled(book: Book, text: string): Promise<KnownAccount[]> {
  if (!/^[\x20-\x7e]*[a-z0-9][\x20-\x7e]*$/i.test(text)) return knownAccounts(book);
  const is = mayBe(text);
  const rows = await book.rows<{ account: string; name: string | null; keys: string | null }>(
    `WITH called AS (SELECT account FROM accounts WHERE ${is("account")} OR ${is("name")} UNION SELECT account FROM account_keys WHERE ${is("value")})
SELECT a.account, any_value(a.name) AS name, string_agg(DISTINCT k.value, chr(10) ORDER BY k.value) FILTER (k.kind IN ('domain', 'name', 'alias', 'source_id')) AS keys
FROM accounts a SEMI JOIN called USING (account) LEFT JOIN account_keys k USING (account) GROUP BY a.account ORDER BY a.account`,
  );
  const called = rows.map(({ account, name, keys }) => ({ account, name: name ?? account, keys: keys === null ? [] : keys.split("\n") }));
  return matchAccount(text, called).kind === "none" ? knownAccounts(book) : called;
}
