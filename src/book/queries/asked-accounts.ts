import type { Params } from "../book.ts";

/** The accounts of a question in a fixed order, so that an answer may name each by its place, a number: ids as text cost ten times as much to fetch. */
export interface AskedAccounts {
  /** Without repetition, sorted. */
  readonly ids: readonly string[];
  /** Parameters that `fromAsked` names. */
  readonly params: Params;
}

/** The accounts in order, each once, with the parameters of the conditions below. */
export function askedAccounts(accounts: readonly { readonly account: string }[]): AskedAccounts {
  const ids = [...new Set(accounts.map(({ account }) => account))].sort();
  return { ids, params: { asked: ids.join("\n"), first: ids[0] ?? "", last: ids.at(-1) ?? "" } };
}

/** The rows of a table that belong to the accounts asked for, each with `nth`, the account's place in their order from 0. */
export function fromAsked(table: string): string {
  const numbered =
    "SELECT unnest(ids) AS account, generate_subscripts(ids, 1) - 1 AS nth FROM (SELECT string_split($asked, chr(10)) AS ids)";
  // The tables are sorted by account: between the first and the last, only a part of each is read.
  return `(SELECT * FROM ${table} WHERE account BETWEEN $first AND $last) JOIN (${numbered}) USING (account)`;
}
