import { addDays, type Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/** What somebody of an account that left had said in a survey before it did. */
export interface ExitWord {
  readonly account: string;
  readonly on: Day;
  readonly kind: string;
  readonly comment: string;
}

/** How long before it left an answer counts as a reason. */
const BEFORE_DAYS = 180;

/** Unhappy survey comments of the 180 days before each of these days of leaving: NPS up to 6, CSAT up to 2, CES up to 3. Oldest first. */
export async function exitWords(book: Book, left: readonly { readonly account: string; readonly churned_on: Day }[]): Promise<ExitWord[]> {
  if (left.length === 0) return [];
  const last = new Map(left.toReversed().map(({ account, churned_on: on }) => [account, on]));
  const rows = await book.rows<ExitWord>(
    `SELECT account, day_of(answered_at) AS "on", kind, comment FROM surveys
WHERE account IS NOT NULL AND trim(coalesce(comment, '')) <> '' AND answered_at IS NOT NULL AND score <= CASE kind WHEN 'nps' THEN 6 WHEN 'csat' THEN 2 ELSE 3 END
  AND day_of(answered_at) <= CAST($latest AS DATE) ORDER BY account, answered_at, survey, comment`,
    { latest: [...last.values()].sort().at(-1) ?? "" },
  );
  return rows.filter(({ account, on }) => {
    const leftOn = last.get(account);
    return leftOn !== undefined && on <= leftOn && on > addDays(leftOn, -BEFORE_DAYS);
  });
}
