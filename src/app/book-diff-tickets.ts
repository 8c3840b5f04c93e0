import type { Book } from "../book/book.ts";
import type { Day } from "../core/days.ts";

/** How many tickets came and went between the ends of two days. */
export interface TicketChange {
  readonly opened: number;
  readonly solved: number;
  /** Not solved at the end of each day, whenever they were opened. */
  readonly open_from: number;
  readonly open_to: number;
}

/** Tickets of known accounts, counted by their days alone: `open_to` = `open_from` + `opened` − `solved`. */
export async function ticketChange(book: Book, { from, to }: { readonly from: Day; readonly to: Day }): Promise<TicketChange> {
  const [row] = await book.rows<TicketChange>(
    `WITH dated AS (SELECT day_of(created_at) AS opened_on, day_of(over_at) AS solved_on FROM tickets WHERE account IS NOT NULL AND created_at IS NOT NULL)
SELECT count(*) FILTER (opened_on > CAST($from AS DATE) AND opened_on <= CAST($to AS DATE)) AS opened,
  count(*) FILTER (solved_on > CAST($from AS DATE) AND solved_on <= CAST($to AS DATE) AND opened_on <= CAST($to AS DATE)) AS solved,
  count(*) FILTER (opened_on <= CAST($from AS DATE) AND (solved_on IS NULL OR solved_on > CAST($from AS DATE))) AS open_from,
  count(*) FILTER (opened_on <= CAST($to AS DATE) AND (solved_on IS NULL OR solved_on > CAST($to AS DATE))) AS open_to FROM dated`,
    { from, to },
  );
  return row ?? { opened: 0, solved: 0, open_from: 0, open_to: 0 };
}
