import { stableJson } from "../core/json.ts";
import { Recent } from "../core/recent.ts";
import type { Book, Params } from "./book.ts";

/** Answers kept at most. */
const MOST_ANSWERS = 4_000;
/** A longer answer, or one of longer texts, is asked for again: it would take the place of many. */
const MOST_ROWS = 20_000;

/**
 * The same book for many commands, `forMany`: each statement is asked once, for an open snapshot never changes. The caller may sort the rows
 * it gets, not change one.
 */
export function rememberingBook<B extends Book>(book: B): B {
  const answers = new Recent<Promise<readonly object[]>>(MOST_ANSWERS);
  const rows = async <T extends object>(sql: string, params: Params = {}): Promise<T[]> => {
    const key = `${sql}\n${stableJson(params)}`;
    try {
      const found = (await answers.get(key, () => book.rows<T>(sql, params))) as readonly T[];
      if (found.length > MOST_ROWS) answers.delete(key);
      return [...found];
    } catch (error) {
      answers.delete(key);
      throw error;
    }
  };
  return { ...book, rows, forMany: true };
}
