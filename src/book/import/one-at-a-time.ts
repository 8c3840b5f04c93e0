import type { Database } from "../snapshot/database.ts";

/**
 * The same database, whose connection does one thing after the other: what is asked while a statement runs waits for its end. Without this
 * an append would break off the statement.
 */
export function oneAtATime(db: Database): Database {
  let last: Promise<unknown> = Promise.resolve();
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    ...db,
    beside: async () => oneAtATime(await db.beside()),
    run: (sql) => next(() => db.run(sql)),
    rows: (sql, params) => next(() => db.rows(sql, params)),
    columns: (sql, params) => next(() => db.columns(sql, params)),
    check: (sql) => next(() => db.check(sql)),
    select: (sql, limit) => next(() => db.select(sql, limit)),
    append: (table, rows) => next(() => db.append(table, rows)),
  };
}
