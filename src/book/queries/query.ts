import type { Cells } from "../../domain/facts/metric.ts";
import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import type { Book, Params, Row, Scope } from "../book.ts";
import type { TableName } from "../schema.ts";

/** What a query needs beside the book: the scope, and the editable knowledge (health models, word lists). */
export interface QueryContext {
  readonly book: Book;
  readonly scope: Scope;
  readonly knowledge: Knowledge;
}

/**
 * One question of the book. `rows` answers with at most one row an account (`account` set), or exactly one for the whole
 * book; `n` is the number of stored rows behind it. `evidence` lists those stored rows, with the file and line they came from.
 */
export interface Query {
  readonly name: string;
  readonly doc: string;
  readonly tables: readonly TableName[];
  rows(context: QueryContext): Promise<Cells[]>;
  evidence(context: QueryContext, days: number, limit: number): Promise<Row[]>;
}

/** A piece of SQL together with the parameters it names. */
export interface Sql {
  readonly sql: string;
  readonly params?: Params;
}

interface SqlQuery {
  readonly name: string;
  readonly doc: string;
  readonly tables: readonly TableName[];
  /** May use $as_of, and `accountIs`, a condition on the column `account`. */
  readonly rows: (accountIs: string, knowledge: Knowledge) => Sql;
  /** The stored rows; `days` is how far back the Fact looks (0: all of history). */
  readonly evidence: (accountIs: string, days: number, knowledge: Knowledge) => Sql;
}

/** A query that is one SQL statement. */
export function sqlQuery(declared: SqlQuery): Query {
  return {
    name: declared.name,
    doc: declared.doc,
    tables: declared.tables,
    rows: (context) => run<Cells>(context, declared.rows(accountIs(context.scope), context.knowledge)),
    evidence: (context, days, limit) => {
      const { sql, params } = declared.evidence(accountIs(context.scope), days, context.knowledge);
      return run<Row>(context, { sql: `SELECT * FROM (${sql}) LIMIT ${Math.trunc(limit)}`, ...(params === undefined ? {} : { params }) });
    },
  };
}

/** The condition that keeps the scope's account, or every joined row. */
function accountIs(scope: Scope): string {
  return scope.account === undefined ? "account IS NOT NULL" : "account = $account";
}

function run<T extends object>({ book, scope }: QueryContext, { sql, params }: Sql): Promise<T[]> {
  const given: Params = { as_of: scope.asOf, ...(scope.account === undefined ? {} : { account: scope.account }), ...params };
  const named = Object.fromEntries(Object.entries(given).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql)));
  return book.rows<T>(sql, named);
}

/** `day BETWEEN` condition for the last `days` days up to as-of (all of history up to as-of when 0). */
export function within(dayExpression: string, days: number): string {
  const upTo = `${dayExpression} <= CAST($as_of AS DATE)`;
  return days === 0 ? upTo : `${upTo} AND ${dayExpression} > CAST($as_of AS DATE) - ${Math.trunc(days)}`;
}

/** The file name and line of a row, for evidence. */
export const ORIGIN = "(SELECT f.file FROM files f WHERE f.file_id = t.file_id) AS file, t.line";

/** Minutes to the first reply of a ticket; null where the reply came after as-of. */
export const REPLY_MINUTES =
  "CASE WHEN day_of(created_at + to_minutes(first_reply_minutes)) <= CAST($as_of AS DATE) THEN first_reply_minutes END";
