import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/** The last day on which anything happened, and what it was. */
export interface Activity {
  readonly day: Day;
  readonly what: "use of the product" | "a ticket" | "a survey answer" | "a meeting held" | "an invoice";
}

/** The last day on which anything happened (use, a ticket, an answer, a meeting held), at most `today`; undefined in an empty book. */
export async function lastActivity(book: Book, today: Day): Promise<Day | undefined> {
  return (await latestActivity(book, today))?.day;
}

/** The same with what happened on that day, the first of several as listed in Activity. */
export async function latestActivity(book: Book, today: Day): Promise<Activity | undefined> {
  const [row] = await book.rows<Activity>(
    `SELECT CAST(day AS DATE) AS day, what FROM (
  SELECT 1 AS nth, 'use of the product' AS what, max(day) AS day FROM usage_days WHERE day <= CAST($today AS DATE)
  UNION ALL SELECT 2, 'a ticket', max(day_of(created_at)) FROM tickets WHERE day_of(created_at) <= CAST($today AS DATE)
  UNION ALL SELECT 3, 'a survey answer', max(day_of(answered_at)) FROM surveys WHERE day_of(answered_at) <= CAST($today AS DATE)
  UNION ALL SELECT 4, 'a meeting held', max(on_day) FROM interactions WHERE status = 'held' AND on_day <= CAST($today AS DATE)
  UNION ALL SELECT 5, 'an invoice', max(day_of(issued_at)) FROM invoices WHERE day_of(issued_at) <= CAST($today AS DATE)
) WHERE day IS NOT NULL ORDER BY day DESC, nth LIMIT 1`,
    { today },
  );
  return row;
}
