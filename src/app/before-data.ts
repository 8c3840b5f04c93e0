import type { Day } from "../core/days.ts";
import type { Session } from "./open-session.ts";

/**
 * The first day of which the exports tell, where the session's day lies before it: nothing can be said of such a day, and most likely its year is
 * a slip. Undefined otherwise, and where no export holds a day at all.
 */
export async function firstDayAfter({ book, asOf }: Pick<Session, "book" | "asOf">): Promise<Day | undefined> {
  const [row] = await book.rows<{ day: Day | null }>(`SELECT min(day) AS day FROM (
  SELECT min(day) AS day FROM usage_days
  UNION ALL SELECT min(day_of(created_at)) FROM tickets
  UNION ALL SELECT min(day_of(answered_at)) FROM surveys
  UNION ALL SELECT min(on_day) FROM interactions
  UNION ALL SELECT min(day_of(issued_at)) FROM invoices
  UNION ALL SELECT min(day_of(started_at)) FROM subscriptions
  UNION ALL SELECT min(day_of(created_at)) FROM opportunities
  UNION ALL SELECT min(created_on) FROM accounts
)`);
  const first = row?.day ?? null;
  return first === null || first <= asOf ? undefined : first;
}
