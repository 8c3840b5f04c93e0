import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

export interface TicketSearch {
  readonly account: string;
  /** All must occur in subject or description, in any case. */
  readonly words: readonly string[];
  readonly days: number;
  readonly limit: number;
  readonly offset: number;
  readonly asOf: Day;
}

export interface FoundTicket {
  readonly id: string;
  readonly created: Day;
  readonly status: string;
  readonly subject: string;
  readonly body: string;
}

const WHERE = `account = $account AND day_of(created_at) <= CAST($as_of AS DATE) AND day_of(created_at) > CAST($as_of AS DATE) - CAST($days AS INTEGER)
AND len(list_filter(CAST($words AS JSON)::VARCHAR[], w -> NOT contains(lower(concat_ws(' ', subject, description)), w))) = 0`;

/** Tickets of an account, newest first, with how many there are in all. Their status is derived from dates: the export's is current state. */
export async function findTickets(
  book: Book,
  { account, words, days, limit, offset, asOf }: TicketSearch,
): Promise<{ total: number; tickets: FoundTicket[] }> {
  const params = { account, as_of: asOf, days: Math.trunc(days), words: JSON.stringify(words.map((word) => word.toLowerCase())) };
  const [counted] = await book.rows<{ n: number }>(`SELECT count(*) AS n FROM tickets WHERE ${WHERE}`, params);
  const tickets = await book.rows<FoundTicket>(
    `SELECT ticket AS id, day_of(created_at) AS created, CASE WHEN day_of(over_at) <= CAST($as_of AS DATE) THEN 'solved' ELSE 'open' END AS status, coalesce(subject, '') AS subject, coalesce(description, '') AS body
FROM tickets WHERE ${WHERE} ORDER BY created_at DESC, ticket LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
    params,
  );
  return { total: counted?.n ?? 0, tickets };
}
