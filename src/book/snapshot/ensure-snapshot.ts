import { exportsOf, importExports, type ImportInput, requireExports } from "../import/import-exports.ts";
import { fileStates, tellChanges } from "./file-changes.ts";
import { isUpToDate } from "./manifest.ts";
import { withImportLock } from "./import-lock.ts";
import type { ImportReport } from "./report.ts";

/**
 * Makes sure that the snapshot is that of the exports as they are now: imports when a file, a setting or the program's schema
 * changed or the snapshot was touched, else does nothing but look at sizes and times. `report` is null when nothing was done.
 * Throws what importExports throws.
 */
export async function ensureSnapshot(input: ImportInput): Promise<{ readonly report: ImportReport | null }> {
  if (await upToDate(input)) return { report: null };
  return withImportLock(input.snapshotPath, input.log, async () => {
    // Another process may have done it while this one waited.
    if (await upToDate(input)) return { report: null };
    const before = await fileStates(input.snapshotPath);
    const report = await importExports(input, { locked: true });
    const after = before === undefined ? undefined : await fileStates(input.snapshotPath);
    if (before !== undefined && after !== undefined) tellChanges(input.log, before, after);
    return { report };
  });
}

async function upToDate(input: ImportInput): Promise<boolean> {
  const files = requireExports(input.exportsDir, await exportsOf(input), input.sources !== undefined);
  return isUpToDate(input.snapshotPath, files, input);
}
