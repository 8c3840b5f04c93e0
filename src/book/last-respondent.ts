import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/**
 * Who gave the account's latest NPS answer up to `asOf`, by name: as the survey says it, else as the contact of that address is called.
 * Undefined where neither is known, or the person has left.
 */
export async function lastRespondent(book: Book, account: string, asOf: Day): Promise<string | undefined> {
  const [found] = await book.rows<{ name: string | null }>(
    `WITH last AS (
  SELECT nullif(trim(person), '') AS person, lower(email) AS email FROM surveys
  WHERE account = $account AND kind = 'nps' AND day_of(answered_at) <= CAST($as_of AS DATE)
  ORDER BY answered_at DESC, coalesce(survey, '') DESC LIMIT 1
), known AS (
  SELECT min(name) AS name, bool_or(left_on IS NOT NULL AND left_on <= CAST($as_of AS DATE)) AS is_gone FROM contacts, last
  WHERE account = $account AND (lower(contacts.email) = last.email OR name = last.person)
)
SELECT CASE WHEN coalesce(is_gone, false) THEN NULL ELSE coalesce(person, name) END AS name FROM last, known`,
    { account, as_of: asOf },
  );
  return found?.name ?? undefined;
}
