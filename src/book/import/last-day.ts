import { ACTIVITY_EVENTS } from "../activity-events.ts";
import type { Database } from "../snapshot/database.ts";

/**
 * The last day of which the exports tell that something happened, as text; null where they tell of nothing that has a day. What is planned,
 * due, expected or dated after the day of the import does not count: a year mistyped would move the end of all exports. The same events as
 * of the last activity, which is the day a book is looked at from. Needs the filled tables.
 */
export async function lastDay(db: Database): Promise<string | null> {
  const [row] = await db.rows<{ day: string | null }>(
    `SELECT CAST(max(day) AS VARCHAR) AS day FROM (${ACTIVITY_EVENTS.map(({ days }) => days).join(" UNION ALL ")}) AS events(day) WHERE by_today(day)`,
  );
  return row?.day ?? null;
}
