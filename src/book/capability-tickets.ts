import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";
import { sqlText } from "./queries/sql-literals.ts";

/** A ticket with the capability it is about. */
export interface TaggedTicket {
  readonly ticket: string;
  readonly account: string;
  /** What it is about, as triage reads it; null where that is nothing known. */
  readonly capability: string | null;
  readonly on: Day;
  readonly subject: string;
  readonly description: string;
  /** The source's priority, lower case. */
  readonly priority: string;
  /** Solved by the end of as-of. */
  readonly solved: boolean;
  /** Who wrote it, where the contacts name them. */
  readonly person: string | null;
}

export interface TicketSpan {
  readonly asOf: Day;
  readonly days: number;
  /** Only these accounts; every account where left out. */
  readonly accounts?: readonly string[] | undefined;
}

/** The tickets of the last `days` that belong to an account, newest first, with what triage read in them. */
export async function capabilityTickets(book: Book, { asOf, days, accounts }: TicketSpan): Promise<TaggedTicket[]> {
  const only = accounts === undefined ? "" : `AND account IN (${accounts.map(sqlText).join(", ") || "NULL"})`;
  return book.rows<TaggedTicket>(
    `WITH read AS MATERIALIZED (
  SELECT *, day_of(created_at) AS on_day FROM tickets
  WHERE account IS NOT NULL AND day_of(created_at) <= CAST($as_of AS DATE) AND day_of(created_at) > CAST($as_of AS DATE) - CAST($days AS INTEGER) ${only}
), people AS (SELECT email, min(name) AS name FROM contacts WHERE email IS NOT NULL AND name IS NOT NULL GROUP BY email)
SELECT ticket, account, about AS capability, on_day AS "on", coalesce(subject, '') AS subject, coalesce(description, '') AS description,
  lower(coalesce(priority, '')) AS priority, coalesce(day_of(over_at) <= CAST($as_of AS DATE), false) AS solved, people.name AS person
FROM read LEFT JOIN people ON people.email = read.requester_email ORDER BY on_day DESC, account, ticket`,
    { as_of: asOf, days },
  );
}
