import { tablesWithRows } from "../tables-with-rows.ts";
import { ROLES_ARE_KNOWN } from "./contact-roles.ts";
import type { QueryContext } from "./query.ts";

/** What rules may need and the book has: tables with rows, and columns that some exports leave out. */
export async function checkAvailable({ book }: QueryContext): Promise<Set<string>> {
  const tables = await tablesWithRows(book);
  const [row] = await book.rows<Record<string, boolean>>(
    `SELECT EXISTS (SELECT 1 FROM tickets WHERE first_reply_minutes IS NOT NULL) AS "reply-times", EXISTS (SELECT 1 FROM interactions WHERE kind = 'email') AS emails,
  EXISTS (SELECT 1 FROM tickets WHERE contains(lower(coalesce(tags, '') || ' ' || coalesce(type, '')), 'escalat')) AS "escalation-tags", EXISTS (SELECT 1 FROM accounts WHERE arr_minor IS NOT NULL) AS "stated-arr", ${ROLES_ARE_KNOWN} AND EXISTS (SELECT 1 FROM contacts) AS "contact-roles"`,
  );
  return new Set([...tables, ...Object.entries(row ?? {}).flatMap(([name, present]) => (present ? [name] : []))]);
}
