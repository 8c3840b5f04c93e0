import type { Day } from "../core/days.ts";
import { ACTIVITY_EVENTS } from "./activity-events.ts";
import type { Book } from "./book.ts";

/** The last day on which anything happened, and what it was. */
export interface Activity {
  readonly day: Day;
  readonly what: (typeof ACTIVITY_EVENTS)[number]["what"];
}

/** The last day on which anything happened (use, a ticket, an answer, a meeting held), at most `today`; undefined in an empty book. */
export async function lastActivity(book: Book, today: Day): Promise<Day | undefined> {
  return (await latestActivity(book, today))?.day;
}

/** The same with what happened on that day, the first of several as ACTIVITY_EVENTS lists them. */
export async function latestActivity(book: Book, today: Day): Promise<Activity | undefined> {
  const last = ACTIVITY_EVENTS.map(
    ({ what, days }, nth) =>
      `SELECT ${nth} AS nth, '${what}' AS what, max(day) AS day FROM (${days}) AS events(day) WHERE day <= CAST($today AS DATE)`,
  );
  const [row] = await book.rows<Activity>(
    `SELECT CAST(day AS DATE) AS day, what FROM (${last.join(" UNION ALL ")}) WHERE day IS NOT NULL ORDER BY day DESC, nth LIMIT 1`,
    { today },
  );
  return row;
}
