import { replaceTextAtomic, writeTextIfAbsent } from "../core/files.ts";
import { hash } from "../core/ids.ts";
import { readExactText } from "./exact-text.ts";

/** What became of one file. */
export interface FileChange {
  readonly file: string;
  readonly change: "created" | "updated" | "unchanged" | "conflict";
  /** Where ECHO's version lies when the file would not hold still; the file itself is as a person left it. */
  readonly aside?: string;
}

const ATTEMPTS = 5;

/**
 * Replaces a file by what `merge` makes of its present text (undefined where there is none), in one step, and only while that is still its
 * text: an edit made in between is merged in its turn. What `merge` throws passes through with nothing written.
 */
export async function mergeFile(path: string, merge: (existing: string | undefined) => string, mode?: number): Promise<FileChange> {
  let after = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await readExactText(path);
    after = merge(before);
    if (after === before) return { file: path, change: "unchanged" };
    if (await replaceTextAtomic(path, before, after, mode)) return { file: path, change: before === undefined ? "created" : "updated" };
  }
  const aside = `${path}.conflict-${hash(after, 8)}`;
  await writeTextIfAbsent(aside, after);
  return { file: path, change: "conflict", aside };
}
