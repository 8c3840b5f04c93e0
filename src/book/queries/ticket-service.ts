import type { Day } from "../../core/days.ts";
import type { Book } from "../book.ts";
import { accountSet, IN_SET } from "./account-set.ts";
import { REPLY_MINUTES } from "./query.ts";

/** Tickets opened in a window and how fast they were answered by its end. */
export interface TicketService {
  /** Tickets of the accounts, and those of nobody known. */
  readonly joined: number;
  readonly unjoined: number;
  /** Tickets with a reply time, those within four hours, and the median. */
  readonly replied: number;
  readonly in_time: number;
  readonly median_minutes: number | null;
}

/** The tickets of these accounts (undefined: of everybody) opened from `from` to `to`; a reply after `to` is not seen. */
export async function ticketService(
  book: Book,
  accounts: readonly string[] | undefined,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<TicketService> {
  const [row] = await book.rows<TicketService>(
    `SELECT count(account) AS joined, count(*) FILTER (account IS NULL) AS unjoined, count(minutes) AS replied,
  count(*) FILTER (minutes <= 240) AS in_time, median(minutes) AS median_minutes
FROM (SELECT account, ${REPLY_MINUTES} AS minutes FROM tickets WHERE day_of(created_at) BETWEEN CAST($from AS DATE) AND CAST($as_of AS DATE) AND ${IN_SET})`,
    { from, as_of: to, ...accountSet(accounts) },
  );
  return row ?? { joined: 0, unjoined: 0, replied: 0, in_time: 0, median_minutes: null };
}
