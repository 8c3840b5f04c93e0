import { importExports } from "../book/import/import-exports.ts";
import { ensureSnapshot } from "../book/snapshot/ensure-snapshot.ts";
import { openBook } from "../book/snapshot/open-book.ts";
import { type ImportReport, readReport } from "../book/snapshot/report.ts";
import { writeTextAtomic } from "../core/files.ts";
import { csvLine } from "./csv-line.ts";
import type { Deps } from "./deps.ts";
import { type MissingExport, missingExports } from "./missing-exports.ts";
import { importInput } from "./open-session.ts";

export interface ImportOptions {
  /** Read the files although nothing changed. */
  readonly force: boolean;
  /** Absolute path of a CSV that gets every refused cell. */
  readonly rejectsFile?: string | undefined;
}

export interface ImportResult extends ImportReport {
  /** False where the snapshot was already that of these exports. */
  readonly changed: boolean;
  /** Exports nobody gave, and what that costs. */
  readonly missing: readonly MissingExport[];
}

/** Brings the snapshot up to date and reports what became of every file. Throws DataError where there is nothing to read. */
export async function importBook(deps: Deps, options: ImportOptions): Promise<ImportResult> {
  const input = importInput(deps);
  const { report } = options.force ? { report: await importExports(input) } : await ensureSnapshot(input);
  const book = await openBook(deps.workspace.snapshot);
  try {
    const missing = await missingExports(book, deps.workspace, deps.log);
    const result = { ...(report ?? (await readReport(book))), changed: report !== null, missing };
    if (options.rejectsFile !== undefined) await writeTextAtomic(options.rejectsFile, rejectsCsv(result));
    return result;
  } finally {
    book.close();
  }
}

function rejectsCsv({ rejects }: ImportReport): string {
  return [
    csvLine(["file", "line", "column", "value", "reason"]),
    ...rejects.map(({ file, line, column, value, reason }) => csvLine([file, line, column, value, reason])),
  ].join("");
}
