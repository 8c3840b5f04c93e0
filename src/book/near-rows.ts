import type { Book } from "./book.ts";

/** Rows that belong to no account and may be of one, by what they say of their customer. */
export interface NearRows {
  /** Kind of key: domain or name. */
  readonly kind: string;
  readonly value: string;
  readonly rows: number;
}

/** What import suggests to be of an account and has not joined, most rows first. */
export function nearRows(book: Book, account: string): Promise<NearRows[]> {
  return book.rows<NearRows>(
    "SELECT kind, value, CAST(sum(rows) AS BIGINT) AS rows FROM matches WHERE how = 'suggestion' AND account = $account GROUP BY kind, value ORDER BY rows DESC, kind, value",
    { account },
  );
}
