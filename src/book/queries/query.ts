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
  /** How it joins with other queries into one statement; absent where it is no SQL. */
  part?(context: QueryContext, wanted: WantedCells): Promise<QueryPart>;
}

/** Which cells of a query are wanted, on which days. */
export interface WantedCells {
  /** The days, counted back from $as_of; the first is 0. */
  readonly daysAgo: readonly number[];
  /** The cells that somebody reads. */
  readonly cells: ReadonlySet<string>;
  /** Column name of a cell on the day `daysAgo[index]`. */
  as(cell: string, index: number): string;
}

/**
 * A query as part of a larger statement: its selects give at most one row an account, with the columns that WantedCells names, among them
 * `present` for each day: whether the query has a row for the account then.
 */
export interface QueryPart {
  /** Common tables that the selects read, by name; parts that share one give it the same name and text. */
  readonly shared?: Readonly<Record<string, string>>;
  readonly selects: readonly string[];
  readonly params?: Params;
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
  /** May use $as_of, and `accountIs`, a condition on the column `account`. May leave out what costs much and is not wanted. */
  readonly rows: (accountIs: string, knowledge: Knowledge, cells?: ReadonlySet<string>) => Sql;
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
    evidence: evidenceOf(declared),
    part: async ({ scope, knowledge }, wanted) => {
      const { sql, params } = declared.rows(accountIs(scope), knowledge, wanted.cells);
      return {
        selects: wanted.daysAgo.map((ago, index) => selectOn(sql, ago, index, wanted)),
        ...(params === undefined ? {} : { params }),
      };
    },
  };
}

/** A query that answers for several days in one pass over its table. */
interface DaysQuery<Known> extends Omit<SqlQuery, "rows"> {
  /** Every cell it can give. */
  readonly cells: readonly string[];
  /** Common tables that `rows` reads. */
  readonly shared: (accountIs: string, wanted: WantedCells, known: Known) => Readonly<Record<string, string>>;
  /** What must be known of the book, beside the editable knowledge, before the SQL can be written. */
  readonly known: (context: QueryContext) => Promise<Known>;
  /** One select with the columns that WantedCells names. */
  readonly rows: (accountIs: string, wanted: WantedCells, known: Known) => string;
}

/** A query over a table so large that it is read once for all days wanted. */
export function daysQuery<Known>(declared: DaysQuery<Known>): Query {
  return {
    name: declared.name,
    doc: declared.doc,
    tables: declared.tables,
    rows: async (context) => {
      const today: WantedCells = { daysAgo: [0], cells: new Set(declared.cells), as: (cell) => cell };
      const is = accountIs(context.scope);
      const known = await declared.known(context);
      const shared = commonTables(declared.shared(is, today, known));
      const sql = `${shared === "" ? "" : `WITH ${shared} `}SELECT * EXCLUDE (present) FROM (${declared.rows(is, today, known)}) WHERE present ORDER BY account`;
      return run<Cells>(context, { sql });
    },
    evidence: evidenceOf(declared),
    part: async (context, wanted) => {
      const [is, known] = [accountIs(context.scope), await declared.known(context)];
      return { shared: declared.shared(is, wanted, known), selects: [declared.rows(is, wanted, known)] };
    },
  };
}

/** The list behind WITH; DuckDB computes each table once. */
export function commonTables(tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables)
    .map(([name, sql]) => `${name} AS MATERIALIZED (${sql})`)
    .join(", ");
}

function evidenceOf(declared: Pick<SqlQuery, "evidence">): Query["evidence"] {
  return (context, days, limit) => {
    const { sql, params } = declared.evidence(accountIs(context.scope), days, context.knowledge);
    return run<Row>(context, { sql: `SELECT * FROM (${sql}) LIMIT ${Math.trunc(limit)}`, ...(params === undefined ? {} : { params }) });
  };
}

/** The wanted cells of a statement as it answers `ago` days before $as_of. The order of its rows plays no part in a join. */
function selectOn(sql: string, ago: number, index: number, { cells, as }: WantedCells): string {
  const moved = sql.replaceAll(/\$as_of\b/g, ago === 0 ? "$as_of" : `(CAST($as_of AS DATE) - ${Math.trunc(ago)})`);
  const columns = [...cells].sort().map((cell) => `, ${cell} AS ${as(cell, index)}`);
  return `SELECT account, true AS ${as("present", index)}${columns.join("")} FROM (${moved.replace(/\s+ORDER BY account\s*$/, "")})`;
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
