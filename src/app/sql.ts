import type { SqlValue } from "../book/book.ts";
import { TABLES } from "../book/schema.ts";
import { ensureSnapshot } from "../book/snapshot/ensure-snapshot.ts";
import { openBook } from "../book/snapshot/open-book.ts";
import { UserError } from "../core/errors.ts";
import { nearest } from "../core/text.ts";
import type { Deps } from "./deps.ts";
import { importInput } from "./open-session.ts";
import { warnOfHalfRead } from "./warn-of-half-read.ts";

export interface SqlResult {
  /** Names of the columns, each once: repeated ones are numbered. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
  /** True where the limit cut rows off. */
  readonly more: boolean;
}

/**
 * Answers one statement over the snapshot's tables, which are brought up to date first. It can read these tables and nothing else: no file,
 * no network, no change. Throws UserError with DuckDB's message and the nearest table or column. `signal` stops it.
 */
export async function runSql(deps: Deps, sql: string, limit: number, signal: AbortSignal): Promise<SqlResult> {
  const statement = sql.trim().replace(/;\s*$/, "");
  if (statement === "")
    throw new UserError({ code: "no-sql", message: "There is no SQL to run.", fix: 'echo-cs sql "select name from accounts"' });
  await ensureSnapshot(importInput(deps));
  const book = await openBook(deps.workspace.snapshot);
  await warnOfHalfRead(book, deps.log);
  signal.addEventListener("abort", book.interrupt, { once: true });
  try {
    const { columns, rows, more } = await book.select(statement, limit);
    return { columns: unique(columns), rows, more };
  } catch (error) {
    throw sqlError(error, statement);
  } finally {
    signal.removeEventListener("abort", book.interrupt);
    book.close();
  }
}

function unique(columns: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return columns.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
}

const NAMES = Object.keys(TABLES);

/** Columns of the tables that a statement names; of all where it names none. */
function columnsFor(statement: string): string[] {
  const named = Object.entries(TABLES).filter(([table]) => new RegExp(`\\b${table}\\b`, "i").test(statement));
  return [...new Set((named.length > 0 ? named : Object.entries(TABLES)).flatMap(([, columns]) => Object.keys(columns)))];
}

/** DuckDB's message, which ends with the place in the statement, and what was probably meant. */
function sqlError(error: unknown, statement: string): UserError {
  const message = (error instanceof Error ? error.message : String(error)).trim();
  const table = /Table with name "?([^\s"!]+)"? does not exist/.exec(message)?.[1];
  const column = /(?:Referenced column|does not have a column named|column named) "([^"]+)"/.exec(message)?.[1];
  const [found, names] = table !== undefined ? [table, NAMES] : [column, columnsFor(statement)];
  const near = found === undefined ? [] : nearest(found, names);
  const isText = column !== undefined && statement.includes(`"${column}"`);
  const isReach = /file system operations are disabled|disabled by configuration|configuration has been locked|read-only/i.test(message);
  return new UserError({
    code: "bad-sql",
    message: `The SQL cannot be run: ${message.replace(/\n\s*Did you mean[^\n]*/, "")}`,
    found,
    allowed: near.length > 0 ? near.map((name) => `did you mean ${name}?`) : table !== undefined ? NAMES : [],
    fix: isReach
      ? "It can read the tables of the book and nothing else."
      : isText
        ? `Double quotes name a column; text goes in single quotes: '${column.replaceAll("'", "''")}'.`
        : "docs/tables.md lists tables and columns; `describe accounts` lists one table's.",
    cause: error,
  });
}
