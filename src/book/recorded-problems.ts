import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/** What an account wants solved, in its own words: the newest open request, else the objective of its success plan. account → words. */
export async function recordedProblems(book: Book, asOf: Day): Promise<ReadonlyMap<string, string>> {
  const rows = await book.rows<{ account: string; words: string }>(
    `WITH told AS (
  SELECT account, title AS words, 1 AS rank, CAST(day_of(created_at) AS VARCHAR) AS said_on, request AS id FROM requests
  WHERE account IS NOT NULL AND title IS NOT NULL AND day_of(created_at) <= CAST($as_of AS DATE) AND (shipped_on IS NULL OR shipped_on > CAST($as_of AS DATE))
  UNION ALL
  SELECT account, objective, 2, CAST(created_on AS VARCHAR), plan FROM success_plans
  WHERE account IS NOT NULL AND objective IS NOT NULL AND (created_on IS NULL OR created_on <= CAST($as_of AS DATE))
)
SELECT account, first(words ORDER BY rank, said_on DESC NULLS LAST, id) AS words FROM told GROUP BY account ORDER BY account`,
    { as_of: asOf },
  );
  return new Map(rows.map(({ account, words }) => [account, words]));
}
