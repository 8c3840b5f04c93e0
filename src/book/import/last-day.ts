import type { Database } from "../snapshot/database.ts";

/**
 * The last day of which the exports tell that something happened, as text; null where they tell of nothing that has a day. What is planned,
 * due or expected does not count. The same events as of the last activity, which is the day a book is looked at from. Needs the filled
 * tables.
 */
export async function lastDay(db: Database): Promise<string | null> {
  const [row] = await db.rows<{ day: string | null }>(`SELECT CAST(max(day) AS VARCHAR) AS day FROM (${EVENTS.join(" UNION ALL ")})`);
  return row?.day ?? null;
}

const EVENTS = [
  "SELECT max(day) AS day FROM usage_days",
  "SELECT day_of(max(created_at)) FROM tickets",
  "SELECT day_of(max(answered_at)) FROM surveys",
  "SELECT max(on_day) FROM interactions WHERE status = 'held'",
  "SELECT day_of(max(issued_at)) FROM invoices",
];
