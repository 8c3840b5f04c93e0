import { join } from "node:path";
import type { Book } from "../../../src/book/book.ts";
import { measure } from "../../../src/book/measure.ts";
import type { QueryContext } from "../../../src/book/queries/query.ts";
import type { Day } from "../../../src/core/days.ts";
import type { FactValue } from "../../../src/domain/facts/fact.ts";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import type { Knowledge } from "../../../src/domain/knowledge/knowledge.ts";
import { loadKnowledge } from "../../../src/team/knowledge/load-knowledge.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";

/** The shipped knowledge, or the example's, which layers its own over it. */
export function shippedKnowledge(...more: readonly string[]): Promise<Knowledge> {
  return loadKnowledge([join(ROOT, "references"), ...more]);
}

export async function contextOf(book: Book, asOf: Day, knowledge?: Knowledge): Promise<QueryContext> {
  return { book, scope: { asOf, health: "specialist" }, knowledge: knowledge ?? (await shippedKnowledge()) };
}

/** Values of an account's metrics (of the book's, without an account), by name. */
export async function valuesOf(
  context: QueryContext,
  account: string | undefined,
  ...names: readonly string[]
): Promise<Record<string, FactValue>> {
  const measured = await measure(context, account === undefined ? { book: "all" } : { account }, names);
  return Object.fromEntries(measured.map(({ metric, value }) => [metric, value]));
}

export function metricsAbout(about: "account" | "book"): string[] {
  return [...METRICS.values()].filter((metric) => metric.about === about).map(({ name }) => name);
}
