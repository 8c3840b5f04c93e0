import type { FreshnessTable } from "../../domain/health/freshness-tables.ts";
import type { QueryContext } from "./query.ts";
import { rowEnd } from "./row-end.ts";
import { back } from "./usage-windows.ts";

const DAY_OF: Readonly<Record<FreshnessTable, string>> = {
  usage: "day",
  tickets: "day_of(created_at)",
  surveys: "day_of(answered_at)",
  interactions: "on_day",
  invoices: "day_of(issued_at)",
};

/**
 * For each table and each of some days, counted back from as-of: how many days before it the newest row of the whole book lies, whoever's it
 * is. NaN where there is none up to that day.
 */
export async function newestRowAges(
  { book, scope }: QueryContext,
  tables: readonly FreshnessTable[],
  daysAgo: readonly number[],
): Promise<ReadonlyMap<FreshnessTable, readonly number[]>> {
  if (tables.length === 0) return new Map();
  const cells = daysAgo.flatMap((ago, index) =>
    tables.map(
      (table) =>
        `${back(ago)} - (SELECT ${newestOf(table, ago)} FROM ${rowsOf(table)} WHERE ${DAY_OF[table]} <= ${back(ago)}) AS ${table}_${index}`,
    ),
  );
  const [row] = await book.rows<Record<string, number | null>>(`SELECT ${cells.join(", ")}`, { as_of: scope.asOf });
  return new Map(tables.map((table) => [table, daysAgo.map((_, index) => row?.[`${table}_${index}`] ?? Number.NaN)]));
}

function newestOf(table: FreshnessTable, ago: number): string {
  const newest = `max(${DAY_OF[table]})`;
  return table === "usage" ? `least(${back(ago)}, ${rowEnd(newest, `day <= ${back(ago)}`)})` : newest;
}

/** The days of use are told apart from its many rows. */
function rowsOf(table: FreshnessTable): string {
  return table === "usage" ? "usage_days" : table;
}
