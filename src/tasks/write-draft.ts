import { join } from "node:path";
import { draftName, mergeDraft, printDraft, type Draft } from "./draft.ts";
import { withFileLock } from "./file-lock.ts";
import { mergeFile, type FileChange } from "./merge-file.ts";

/**
 * Writes a draft, or renews one that nobody has touched. A draft that a person edited, or marked as anything but `draft`, stays, and `kept`
 * is true. Throws DataError for a broken file, with nothing written.
 */
export async function writeDraft(draftsDir: string, draft: Draft): Promise<FileChange & { readonly kept: boolean }> {
  const name = draftName(draft);
  const path = join(draftsDir, name);
  return withFileLock(join(draftsDir, `.${name}.lock`), async () => {
    let kept = false;
    const change = await mergeFile(path, (existing) => {
      if (existing === undefined) return printDraft(draft);
      const merged = mergeDraft(existing, draft, path);
      kept = merged.kept.length > 0;
      return merged.text;
    });
    return { ...change, kept };
  });
}
