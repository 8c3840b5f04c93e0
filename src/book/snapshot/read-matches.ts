import type { Book } from "../book.ts";

/** A name that rows were joined by though the account's own is spelled otherwise. */
export interface NameMatch {
  readonly source: string;
  readonly name: string;
  readonly account: string;
  readonly account_name: string;
  readonly rows: number;
}

/** A key that led to no account, and accounts that it may mean. */
export interface Suggestion {
  /** The vendor whose rows say so; empty for all of them. */
  readonly source: string;
  readonly kind: string;
  readonly value: string;
  readonly rows: number;
  /** The nearest first. */
  readonly accounts: readonly string[];
  /** The one that is nearer than the others; null where several are equally near. */
  readonly nearest: string | null;
}

export interface OverridesReport {
  /** Lines of overrides.csv. */
  readonly lines: number;
  /** Rows that found their account by one. */
  readonly rows: number;
  /** Lines that no row needed. */
  readonly unused: readonly number[];
}

export interface Matches {
  readonly matched_by_name: readonly NameMatch[];
  readonly suggestions: readonly Suggestion[];
  readonly overrides: OverridesReport;
}

/** How rows found their accounts where that was not by a plain key. */
export async function readMatches(book: Book): Promise<Matches> {
  const byName = await book.rows<NameMatch>(
    "SELECT m.source, m.value AS name, m.account, a.name AS account_name, m.rows FROM matches m LEFT JOIN accounts a USING (account) WHERE how = 'name' ORDER BY m.account, m.source, m.value",
  );
  const near = await book.rows<Omit<Suggestion, "accounts" | "nearest"> & { accounts: string; ties: number }>(
    "SELECT coalesce(source, '') AS source, kind, value, max(rows) AS rows, string_agg(account, chr(10) ORDER BY distance, account) AS accounts, count(*) FILTER (first) AS ties FROM (SELECT *, distance = min(distance) OVER (PARTITION BY source, kind, value) AS first FROM matches) WHERE how = 'suggestion' GROUP BY 1, kind, value ORDER BY rows DESC, 1, value",
  );
  const overrides = await book.rows<{ line: number; rows: number }>("SELECT line, rows FROM matches WHERE how = 'override' ORDER BY line");
  return {
    matched_by_name: byName,
    suggestions: near.map(({ accounts, ties, ...row }) => {
      const each = accounts.split("\n");
      return { ...row, accounts: each, nearest: ties === 1 ? (each[0] ?? null) : null };
    }),
    overrides: {
      lines: overrides.length,
      rows: overrides.reduce((sum, { rows }) => sum + rows, 0),
      unused: overrides.filter(({ rows }) => rows === 0).map(({ line }) => line),
    },
  };
}
