import { stableJson } from "../../core/json.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import type { Book } from "../book.ts";
import type { Query, QueryContext } from "./query.ts";
import { remembered } from "./remembered.ts";

/** After so many single accounts the answer for all of them is cheaper. */
const SINGLE_ACCOUNTS = 8;

/** The rows of a query, asked at most once for each scope; of a book that many share, after a few accounts, once for all accounts. */
export function askOnce(query: Query, context: QueryContext): Promise<Cells[]> {
  const { account, ...whole } = context.scope;
  if (context.book.forMany === true && account !== undefined && isAskedOften(query, context, account))
    return byAccount(query, { ...context, scope: whole }).then((rows) => rows.get(account) ?? []);
  return answer(query, context);
}

const ANSWERS = remembered<Promise<Cells[]>>();

function answer(query: Query, context: QueryContext): Promise<Cells[]> {
  return ANSWERS(context, stableJson([query.name, context.scope]), () => query.rows(context));
}

/** Accounts that a query was asked of one by one. */
const SINGLES = new WeakMap<Book, Map<string, Set<string>>>();

function isAskedOften(query: Query, { book, scope }: QueryContext, account: string): boolean {
  const ofBook = SINGLES.get(book) ?? new Map<string, Set<string>>();
  SINGLES.set(book, ofBook);
  const key = stableJson([query.name, { ...scope, account: null }]);
  const accounts = ofBook.get(key) ?? new Set<string>();
  ofBook.set(key, accounts);
  if (accounts.size < SINGLE_ACCOUNTS) accounts.add(account);
  return accounts.size >= SINGLE_ACCOUNTS && !accounts.has(account);
}

/** Answers for all accounts, sorted out once. */
const SORTED = new WeakMap<readonly Cells[], ReadonlyMap<unknown, Cells[]>>();

async function byAccount(query: Query, whole: QueryContext): Promise<ReadonlyMap<unknown, Cells[]>> {
  const rows = await answer(query, whole);
  const known = SORTED.get(rows);
  if (known !== undefined) return known;
  const sorted = new Map<unknown, Cells[]>();
  for (const row of rows) sorted.set(row["account"], [...(sorted.get(row["account"]) ?? []), row]);
  SORTED.set(rows, sorted);
  return sorted;
}
