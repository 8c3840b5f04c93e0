import { stableJson } from "../../core/json.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import type { Book } from "../book.ts";
import type { Query, QueryContext } from "./query.ts";

/** An open book never changes, so a question asked of it with the same knowledge and scope has one answer. */
const ANSWERS = new WeakMap<Book, WeakMap<Knowledge, Map<string, Promise<Cells[]>>>>();

/** The rows of a query, asked at most once for each scope. */
export function askOnce(query: Query, context: QueryContext): Promise<Cells[]> {
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
