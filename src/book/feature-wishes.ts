import type { Day } from "../core/days.ts";
import type { ReleaseRow, WishRow } from "../domain/releases/shipped-features.ts";
import type { AskingTicket } from "../domain/releases/who-asked.ts";
import type { Book } from "./book.ts";

/** Requests asked by as-of, of known accounts and of nobody known. A shipping day after as-of reads null. */
export function featureWishes(book: Book, asOf: Day): Promise<WishRow[]> {
  return book.rows<WishRow>(
    `SELECT request, account, title, coalesce(description, '') AS description, status, day_of(created_at) AS asked_on, CASE WHEN shipped_on <= CAST($as_of AS DATE) THEN shipped_on END AS shipped_on
FROM requests WHERE title IS NOT NULL AND (created_at IS NULL OR day_of(created_at) <= CAST($as_of AS DATE)) ORDER BY request, account, title, asked_on`,
    { as_of: asOf },
  );
}

/** Releases out by as-of. */
export async function releasesOut(book: Book, asOf: Day): Promise<ReleaseRow[]> {
  const rows = await book.rows<Omit<ReleaseRow, "requests"> & { readonly ids: string | null }>(
    `SELECT coalesce(release, number, name) AS release, name, number, coalesce(description, '') AS description, released_on, requests AS ids FROM releases
WHERE released_on <= CAST($as_of AS DATE) AND coalesce(release, number, name) IS NOT NULL ORDER BY released_on, release, name, ids`,
    { as_of: asOf },
  );
  return rows.map(({ ids, ...row }) => ({
    ...row,
    requests: (ids ?? "")
      .split(";")
      .map((id) => id.trim())
      .filter((id) => id !== ""),
  }));
}

/** Tickets up to as-of in which an account may ask for something: wishes, questions how, complaints. */
export function askingTickets(book: Book, asOf: Day): Promise<AskingTicket[]> {
  return book.rows<AskingTicket>(
    `SELECT ticket, account, day_of(created_at) AS "on", coalesce(subject, '') AS subject, coalesce(description, '') AS description, about AS capability FROM tickets
WHERE account IS NOT NULL AND ticket IS NOT NULL AND intent IN ('request', 'how-to', 'complaint') AND day_of(created_at) <= CAST($as_of AS DATE) ORDER BY created_at, ticket, account`,
    { as_of: asOf },
  );
}
