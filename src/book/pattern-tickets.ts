import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/** A ticket as patterns read it from the book. */
export interface PatternRow {
  readonly ticket: string;
  /** Null where the book cannot tell whose it is. */
  readonly account: string | null;
  readonly on: Day;
  readonly subject: string;
  readonly description: string;
  /** The source's priority, lower case. */
  readonly priority: string;
  /** Solved by the end of as-of. */
  readonly solved: boolean;
}

/** The tickets opened from `from` to `asOf`, oldest first. */
export async function patternTickets(book: Book, from: Day, asOf: Day): Promise<PatternRow[]> {
  return book.rows<PatternRow>(
    `SELECT ticket, account, day_of(created_at) AS "on", coalesce(subject, '') AS subject, coalesce(description, '') AS description,
  lower(coalesce(priority, '')) AS priority, coalesce(day_of(over_at) <= CAST($as_of AS DATE), false) AS solved
FROM tickets WHERE day_of(created_at) BETWEEN CAST($from AS DATE) AND CAST($as_of AS DATE) ORDER BY day_of(created_at), ticket, account, subject, description`,
    { from, as_of: asOf },
  );
}
