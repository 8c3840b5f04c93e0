import type { Book } from "../book.ts";
import type { Day } from "../../core/days.ts";
import { type Finding, importFindings } from "./findings.ts";
import { type NameMatch, type OverridesReport, readMatches, type Suggestion } from "./read-matches.ts";
import { FILE_SPANS } from "./row-times.ts";

export interface FileReport {
  readonly file: string;
  /** Adapter that read it; null when nothing did, with the reason in `note`. */
  readonly taken_for: string | null;
  readonly confidence: number | null;
  readonly rows_in: number;
  readonly rows_out: number;
  readonly rejected: number;
  /** Cells that kept rows go without, since they are not what their column holds. */
  readonly cells_dropped: number;
  readonly duplicates: number;
  readonly unjoined: number;
  readonly note: string | null;
  /** First and last day that its kept rows are about; null where they have none. */
  readonly from: Day | null;
  readonly to: Day | null;
}

export interface RejectReport {
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
  /** Whether the row was refused with it, or kept without it. */
  readonly refused: "row" | "cell";
}

/** What an import took in, refused and noticed. `rows_in` = `rows_out` + `rejected` + `duplicates` for every file. */
export interface ImportReport {
  readonly snapshot: string;
  readonly files: readonly FileReport[];
  readonly accounts: number;
  readonly rejects: readonly RejectReport[];
  readonly findings: readonly Finding[];
  /** Names that were joined though they are spelled otherwise. */
  readonly matched_by_name: readonly NameMatch[];
  /** Keys without an account that nearly fit one: lines for overrides.csv, should they be right. */
  readonly suggestions: readonly Suggestion[];
  readonly overrides: OverridesReport;
}

/** The report of the import that made a snapshot. */
export async function readReport(book: Book): Promise<ImportReport> {
  const files = await book.rows<FileReport>(
    `SELECT file, taken_for, confidence, rows_in, rows_out, rejected, cells_dropped, duplicates, unjoined, note, first AS "from", last AS "to" FROM files LEFT JOIN (${FILE_SPANS}) USING (file_id) ORDER BY file_id`,
  );
  const rejects = await book.rows<RejectReport>(
    'SELECT file, line, column_name AS "column", value, reason, refused FROM rejects ORDER BY file, line, column_name, reason, value',
  );
  const [counted] = await book.rows<{ n: number }>("SELECT count(*) AS n FROM accounts");
  return {
    snapshot: book.snapshot,
    files,
    accounts: counted?.n ?? 0,
    rejects,
    findings: await importFindings(book),
    ...(await readMatches(book)),
  };
}
