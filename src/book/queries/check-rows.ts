import { compareText } from "../../core/compare-text.ts";
import type { RowValue, SubjectRow } from "../../domain/standards/subject-row.ts";
import type { SubjectName } from "../../domain/standards/subjects.ts";
import type { Row, SqlValue } from "../book.ts";
import { checkAccounts } from "./check-accounts.ts";
import { checkBook } from "./check-book.ts";
import { checkCurrencies } from "./check-currencies.ts";
import { checkFiles } from "./check-files.ts";
import { checkInvoices } from "./check-invoices.ts";
import { checkOpportunities } from "./check-opportunities.ts";
import { checkPatterns } from "./check-patterns.ts";
import { checkReviews } from "./check-reviews.ts";
import { checkSources } from "./check-sources.ts";
import { checkSubscriptions } from "./check-subscriptions.ts";
import { checkTickets } from "./check-tickets.ts";
import { checkTwins } from "./check-twins.ts";
import type { CheckSql } from "./check-sql.ts";
import type { QueryContext } from "./query.ts";
import { sqlText } from "./sql-literals.ts";

/** The kinds of subjects that are read by one statement; the others are made of what these and the metrics say. */
const STATEMENTS: Readonly<Partial<Record<SubjectName, CheckSql>>> = {
  account: checkAccounts,
  ticket: checkTickets,
  review: checkReviews,
  invoice: checkInvoices,
  subscription: checkSubscriptions,
  opportunity: checkOpportunities,
  pattern: checkPatterns,
  book: checkBook,
  source: checkSources,
  currency: checkCurrencies,
  twins: checkTwins,
  file: checkFiles,
};

/**
 * The subjects of one kind as of the scope's day, by account and subject; none for a kind that no statement reads. Of those that have dozens of
 * values and thousands of rows, only the values `wanted` are read; null for all.
 */
export async function checkRows(
  { book, scope, knowledge }: QueryContext,
  each: SubjectName,
  wanted: ReadonlySet<string> | null = null,
): Promise<SubjectRow[]> {
  const statement = STATEMENTS[each];
  if (statement === undefined) return [];
  const sql = statement(knowledge);
  const rows = await book.rows<Row>(wanted === null ? sql : `SELECT ${columnsOf(wanted)} FROM (${sql}) ORDER BY account, subject`, {
    as_of: scope.asOf,
  });
  return rows
    .map(subjectRow)
    .sort((a, b) => compareText(a.account ?? "", b.account ?? "") || compareText(a.subject, b.subject) || (a.line ?? 0) - (b.line ?? 0));
}

/** A COLUMNS expression, since a statement need not give all that somebody wants. */
function columnsOf(wanted: ReadonlySet<string>): string {
  const names = [...ALWAYS, ...wanted].map(sqlText).join(", ");
  return `COLUMNS(name -> name IN (${names}))`;
}

const ALWAYS = ["account", "subject", "file", "line", "currency"];

function subjectRow({ account, subject, file, line, currency, ...own }: Row): SubjectRow {
  const values: Record<string, RowValue> = { currency: plain(currency ?? null) };
  for (const name in own) values[name] = plain(own[name] ?? null);
  return {
    account: textOrNull(account),
    subject: String(subject ?? ""),
    file: textOrNull(file),
    line: typeof line === "number" ? line : null,
    currency: textOrNull(currency),
    values,
  };
}

function plain(value: SqlValue): RowValue {
  return typeof value === "boolean" ? Number(value) : value;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
