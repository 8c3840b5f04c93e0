import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import type { Book } from "../book.ts";
import type { QueryContext } from "./query.ts";

/**
 * A memory for what is worked out of a book: an open book never changes, so with the same knowledge and for the same `key` (which must tell the
 * scope) there is one answer. It is made once, and forgotten with the book.
 */
export function remembered<T>(): (context: Pick<QueryContext, "book" | "knowledge">, key: string, make: () => T) => T {
  const answers = new WeakMap<Book, WeakMap<Knowledge, Map<string, T>>>();
  return ({ book, knowledge }, key, make) => {
    const ofBook = answers.get(book) ?? new WeakMap<Knowledge, Map<string, T>>();
    answers.set(book, ofBook);
    const known = ofBook.get(knowledge) ?? new Map<string, T>();
    ofBook.set(knowledge, known);
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    const made = make();
    known.set(key, made);
    return made;
  };
}
