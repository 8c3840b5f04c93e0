import type { Day } from "../core/days.ts";
import type { ServiceTicket } from "../domain/service/service-figures.ts";
import type { Book } from "./book.ts";
import { REPLY_MINUTES } from "./queries/query.ts";
import { sqlText } from "./queries/sql-literals.ts";

/** A ticket with the day on which it was opened. */
export interface DatedTicket extends ServiceTicket {
  readonly on: Day;
}

/** Tickets opened from `from` to as-of, and those opened before that were open on as-of; of nobody known too. Oldest first. */
export function serviceTickets(book: Book, from: Day, asOf: Day): Promise<DatedTicket[]> {
  const local = (instant: string): string =>
    `strftime(${book.timeZone === "UTC" ? instant : `timezone(${sqlText(book.timeZone)}, timezone('UTC', ${instant}))`}, '%Y-%m-%dT%H:%M:%S')`;
  const solved = "CASE WHEN day_of(solved_at) <= CAST($as_of AS DATE) THEN solved_at END";
  const over = "coalesce(day_of(over_at) <= CAST($as_of AS DATE), false)";
  return book.rows<DatedTicket>(
    `SELECT coalesce(ticket, '') AS ticket, account, agent, day_of(created_at) AS "on", ${local("created_at")} AS opened, ${local("created_at + to_minutes(minutes)")} AS replied, ${local("solved")} AS solved, undated,
  reopens, CASE WHEN satisfaction IN ('good', 'bad') THEN satisfaction END AS rating, contains(lower(coalesce(tags, '') || ' ' || coalesce(type, '')), 'escalat') AS escalated, above_support, sentiment
FROM (SELECT *, ${REPLY_MINUTES} AS minutes, ${solved} AS solved, ${over} AND solved_at IS NULL AS undated FROM tickets)
WHERE created_at IS NOT NULL AND day_of(created_at) <= CAST($as_of AS DATE) AND (day_of(created_at) >= CAST($from AS DATE) OR NOT ${over})
ORDER BY created_at, ticket, account, agent, subject`,
    { from, as_of: asOf },
  );
}
