import { compareText } from "../../core/compare-text.ts";
import type { Day } from "../../core/days.ts";
import type { Book } from "../book.ts";
import { PAID } from "../queries/subscription-terms.ts";
import type { DataTable } from "../schema.ts";
import { TABLE_COVERAGE } from "./row-times.ts";

export interface TableCoverage {
  readonly table: DataTable;
  readonly rows: number;
  /** Accounts with a row; null for tables whose rows belong to no customer. */
  readonly accounts: number | null;
  /** `accounts` as a share of all, 0–1; null where there are none. */
  readonly coverage: number | null;
  readonly from: Day | null;
  readonly to: Day | null;
}

/** What the book holds, on one day. */
export interface BookSummary {
  readonly as_of: Day;
  readonly accounts: number;
  /** Recurring revenue a year of the subscriptions in force, by currency; the reporting currency first. Empty without subscriptions. */
  readonly arr: readonly { readonly currency: string; readonly minor: number; readonly accounts: number }[];
  /** Tables with rows, in the schema's order. */
  readonly tables: readonly TableCoverage[];
}

/** Sums the book up: accounts, recurring revenue, and how much of the base each table covers. */
export async function bookSummary(book: Book, asOf: Day): Promise<BookSummary> {
  const tables = await book.rows<{ name: DataTable; n: number; accounts: number | null; first: Day | null; last: Day | null }>(
    `SELECT * FROM (${TABLE_COVERAGE}) WHERE n > 0 ORDER BY place`,
  );
  const accounts = tables.find(({ name }) => name === "accounts")?.n ?? 0;
  const arr = await book.rows<{ currency: string; minor: number; accounts: number }>(
    `SELECT currency, CAST(sum(arr_minor) AS BIGINT) AS minor, count(DISTINCT account) AS accounts FROM (SELECT * REPLACE (coalesce(currency, $reporting) AS currency) FROM subscriptions)
WHERE account IS NOT NULL AND arr_minor IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID}
GROUP BY ALL`,
    { as_of: asOf, reporting: book.currency },
  );
  const ordered = arr.toSorted(
    (a, b) => Number(b.currency === book.currency) - Number(a.currency === book.currency) || compareText(a.currency, b.currency),
  );
  const coverage = (own: number | null): number | null =>
    own === null || accounts === 0 ? null : Math.round((own / accounts) * 1000) / 1000;
  return {
    as_of: asOf,
    accounts,
    arr: ordered,
    tables: tables.map((row) => ({
      table: row.name,
      rows: row.n,
      accounts: row.accounts,
      coverage: coverage(row.accounts),
      from: row.first,
      to: row.last,
    })),
  };
}
