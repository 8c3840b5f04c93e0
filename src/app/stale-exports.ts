import { LAST_TOLD_DAY } from "../book/queries/last-told-day.ts";
import { newestRowAges } from "../book/queries/newest-rows.ts";
import type { QueryContext } from "../book/queries/query.ts";
import { addDays, type Day, daysBetween } from "../core/days.ts";
import type { Session } from "./open-session.ts";

/** An export whose newest row lies so long before as-of that nothing since is known. */
export interface StaleExport {
  readonly what: string;
  readonly last_on: Day;
  /** Days from the newest row to as-of. */
  readonly days: number;
}

/** How many days may pass without a row of anybody's. */
const QUIET_DAYS = { usage: 14, tickets: 30, interactions: 30 } as const;
const CALLED = { usage: "usage", tickets: "tickets", interactions: "meetings" } as const;

/** The exports that end long before as-of, of those that have rows at all. */
export async function staleExports(context: QueryContext): Promise<StaleExport[]> {
  const tables = ["usage", "tickets", "interactions"] as const;
  const ages = await newestRowAges(context, tables, [0]);
  return tables.flatMap((table) => {
    const days = ages.get(table)?.[0] ?? Number.NaN;
    return days > QUIET_DAYS[table] ? [{ what: CALLED[table], last_on: addDays(context.scope.asOf, -days), days }] : [];
  });
}

/** The same in a sentence; undefined where there are none. */
export function staleText(stale: readonly StaleExport[], asOf: Day): string | undefined {
  if (stale.length === 0) return undefined;
  const each = stale.map(({ what, last_on: on, days }) => `${what} on ${on}, ${days} days before`);
  return `The exports end before ${asOf}: ${each.join("; ")}. Silence after these days is missing data, not news.`;
}

/** So many days after the last one told of, figures of a period are more of silence than of news. */
const PAST_DAYS = 14;

/** Warns where the day looked from lies well after the last day of which any export tells: sums then hold days of which nothing is known. */
export async function warnPastExports({ book, asOf, deps }: Pick<Session, "book" | "asOf" | "deps">): Promise<void> {
  const [row] = await book.rows<{ day: Day | null }>(`SELECT ${LAST_TOLD_DAY} AS day`);
  const last = row?.day ?? null;
  if (last === null || daysBetween(last, asOf) <= PAST_DAYS) return;
  deps.log.warn(
    `The exports end on ${last}, ${daysBetween(last, asOf)} days before ${asOf}: nothing is known of the days between, and what figures say of them is missing data, not news.`,
  );
}
