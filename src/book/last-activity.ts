import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/** The last day on which anything happened (use, a ticket, an answer, a meeting held), at most `today`; undefined in an empty book. */
export async function lastActivity(book: Book, today: Day): Promise<Day | undefined> {
  const [row] = await book.rows<{ day: Day | null }>(
    `SELECT CAST(max(day) AS DATE) AS day FROM (
  SELECT max(day) AS day FROM usage_days WHERE day <= CAST($today AS DATE)
  UNION ALL SELECT max(day_of(created_at)) FROM tickets WHERE day_of(created_at) <= CAST($today AS DATE)
  UNION ALL SELECT max(day_of(answered_at)) FROM surveys WHERE day_of(answered_at) <= CAST($today AS DATE)
  UNION ALL SELECT max(on_day) FROM interactions WHERE status = 'held' AND on_day <= CAST($today AS DATE)
  UNION ALL SELECT max(day_of(issued_at)) FROM invoices WHERE day_of(issued_at) <= CAST($today AS DATE)
)`,
    { today },
  );
  return row?.day ?? undefined;
}
