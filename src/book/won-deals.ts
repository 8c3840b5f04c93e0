import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/** A new-business deal that was won. Amount, stage and owner are the export's current state. */
export interface WonDeal {
  readonly opportunity: string;
  readonly account: string;
  readonly name: string;
  readonly wonOn: Day;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly seller: string | null;
}

/** Something written down about an account before a day: a meeting's or call's notes. */
export interface DealNote {
  readonly on: Day;
  readonly kind: string;
  readonly host: string | null;
  readonly notes: string;
}

/** The newest new-business deal of each account that was won by as-of and not before `since`, newest first. */
export async function wonDeals(book: Book, { since, asOf }: { readonly since: Day; readonly asOf: Day }): Promise<WonDeal[]> {
  return book.rows<WonDeal>(
    `SELECT opportunity, account, coalesce(name, opportunity) AS name, close_on AS "wonOn", amount_minor AS "amountMinor", currency, owner AS seller
FROM opportunities WHERE account IS NOT NULL AND won AND kind = 'new' AND close_on BETWEEN CAST($since AS DATE) AND CAST($as_of AS DATE)
QUALIFY row_number() OVER (PARTITION BY account ORDER BY close_on DESC, opportunity) = 1 ORDER BY close_on DESC, account`,
    { since, as_of: asOf },
  );
}

/** What was noted about an account up to a day, newest first. */
export async function notesUntil(book: Book, account: string, until: Day): Promise<DealNote[]> {
  return book.rows<DealNote>(
    `SELECT on_day AS "on", coalesce(kind, 'note') AS kind, host, notes FROM interactions
WHERE account = $account AND notes IS NOT NULL AND trim(notes) <> '' AND on_day <= CAST($until AS DATE) ORDER BY on_day DESC, interaction LIMIT 20`,
    { account, until },
  );
}

/** Who is known at an account at the end of a day: name, title and buying role. */
export async function peopleAt(
  book: Book,
  account: string,
  asOf: Day,
): Promise<{ name: string; title: string | null; role: string | null }[]> {
  return book.rows(
    `SELECT name, title, role FROM contacts WHERE account = $account AND name IS NOT NULL AND (left_on IS NULL OR left_on > CAST($as_of AS DATE))
ORDER BY role IS NULL, name LIMIT 20`,
    { account, as_of: asOf },
  );
}
