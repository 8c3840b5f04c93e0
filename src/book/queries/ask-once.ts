import { stableJson } from "../../core/json.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import type { Book } from "../book.ts";
import type { Query, QueryContext } from "./query.ts";

/** An open book never changes, so a question asked of it with the same knowledge and scope has one answer. */
const ANSWERS = new WeakMap<Book, WeakMap<Knowledge, Map<string, Promise<Cells[]>>>>();

/** After so many single accounts the answer for all of them is cheaper. */
const SINGLE_ACCOUNTS = 8;

/** The rows of a query, asked at most once for each scope; of a book that many share, after a few accounts, once for all accounts. */
export function askOnce(query: Query, context: QueryContext): Promise<Cells[]> {
  const { account, ...whole } = context.scope;
  if (context.book.forMany === true && account !== undefined && isAskedOften(query, context, account))
    return byAccount(query, { ...context, scope: whole }).then((rows) => rows.get(account) ?? []);
  return answer(query, context);
}

function answer(query: Query, context: QueryContext): Promise<Cells[]> {
  const answers = answersOf(context);
  const key = stableJson([query.name, context.scope]);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const asked = query.rows(context);
  answers.set(key, asked);
  return asked;
}

function answersOf({ book, knowledge }: QueryContext): Map<string, Promise<Cells[]>> {
  const ofBook = ANSWERS.get(book) ?? new WeakMap<Knowledge, Map<string, Promise<Cells[]>>>();
  ANSWERS.set(book, ofBook);
  const answers = ofBook.get(knowledge) ?? new Map<string, Promise<Cells[]>>();
  ofBook.set(knowledge, answers);
  return answers;
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
