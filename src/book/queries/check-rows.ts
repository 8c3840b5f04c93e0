import type { SubjectRow } from "../../domain/standards/subject-row.ts";
import type { SubjectName } from "../../domain/standards/subjects.ts";
import type { Row } from "../book.ts";
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

/** The subjects of one kind as of the scope's day, by account and subject; none for a kind that no statement reads. */
export async function checkRows({ book, scope, knowledge }: QueryContext, each: SubjectName): Promise<SubjectRow[]> {
  const statement = STATEMENTS[each];
  if (statement === undefined) return [];
  const rows = await book.rows<Row>(statement(knowledge), { as_of: scope.asOf });
  return rows
    .map(subjectRow)
    .sort((a, b) => order(a.account ?? "", b.account ?? "") || order(a.subject, b.subject) || (a.line ?? 0) - (b.line ?? 0));
}

function subjectRow({ account, subject, file, line, currency, ...values }: Row): SubjectRow {
  return {
    account: textOrNull(account),
    subject: String(subject ?? ""),
    file: textOrNull(file),
    line: typeof line === "number" ? line : null,
    currency: textOrNull(currency),
    values: Object.fromEntries(
      Object.entries({ currency: currency ?? null, ...values }).map(([name, value]) => [
        name,
        typeof value === "boolean" ? Number(value) : value,
      ]),
    ),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
