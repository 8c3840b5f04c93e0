import type { Book } from "../book.ts";
import { type Finding, importFindings } from "./findings.ts";

export interface FileReport {
  readonly file: string;
  /** Adapter that read it; null when nothing did, with the reason in `note`. */
  readonly taken_for: string | null;
  readonly confidence: number | null;
  readonly rows_in: number;
  readonly rows_out: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly unjoined: number;
  readonly note: string | null;
}

export interface RejectReport {
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

/** What an import took in, refused and noticed. `rows_in` = `rows_out` + `rejected` + `duplicates` for every file. */
export interface ImportReport {
  readonly snapshot: string;
  readonly files: readonly FileReport[];
  readonly accounts: number;
  readonly rejects: readonly RejectReport[];
  readonly findings: readonly Finding[];
}

/** The report of the import that made a snapshot. */
export async function readReport(book: Book): Promise<ImportReport> {
  const files = await book.rows<FileReport>(
    "SELECT file, taken_for, confidence, rows_in, rows_out, rejected, duplicates, unjoined, note FROM files ORDER BY file_id",
  );
  const rejects = await book.rows<RejectReport>(
    'SELECT file, line, column_name AS "column", value, reason FROM rejects ORDER BY file, line, column_name, reason, value',
  );
  const [counted] = await book.rows<{ n: number }>("SELECT count(*) AS n FROM accounts");
  return { snapshot: book.snapshot, files, accounts: counted?.n ?? 0, rejects, findings: await importFindings(book) };
}
