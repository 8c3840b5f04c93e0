import type { Params } from "../book.ts";

/** Condition that keeps the rows of the accounts in `$accounts`, or every row where that is null. */
export const IN_SET = "($accounts IS NULL OR account IN (SELECT unnest(string_split($accounts, chr(10)))))";

/** The parameter for IN_SET; undefined for every row, joined to an account or not. */
export function accountSet(accounts: readonly string[] | undefined): Params {
  return { accounts: accounts === undefined ? null : accounts.join("\n") };
}
