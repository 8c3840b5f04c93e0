import type { Log } from "../../core/log.ts";
import { clean, list } from "../../core/text.ts";
import type { Book } from "../book.ts";
import { openBook } from "./open-book.ts";

/** A file as a snapshot knows it: what its bytes are, whether anything read it, and why not. */
export interface FileState {
  readonly file: string;
  readonly hash: string | null;
  readonly read: boolean;
  readonly note: string | null;
}

/** The files of a snapshot; undefined where there is none that this version of the program can open. */
export async function fileStates(snapshotPath: string): Promise<readonly FileState[] | undefined> {
  let book: (Book & { close(): void }) | undefined;
  try {
    book = await openBook(snapshotPath);
    return await book.rows<FileState>("SELECT file, hash, taken_for IS NOT NULL AS read, note FROM files ORDER BY file");
  } catch {
    // Without the snapshot before there is nothing to compare with, and the import that follows makes a new one.
    return undefined;
  } finally {
    book?.close();
  }
}

/** Says which files are new, changed or gone since the import before, and warns of those that were read then and are not now. */
export function tellChanges(log: Log, before: readonly FileState[], after: readonly FileState[]): void {
  const earlier = new Map(before.map((state) => [state.file, state]));
  const now = new Set(after.map(({ file }) => file));
  const parts = [
    named(
      "changed",
      after.filter(({ file, hash }) => earlier.has(file) && earlier.get(file)?.hash !== hash),
    ),
    named(
      "new",
      after.filter(({ file }) => !earlier.has(file)),
    ),
    named(
      "gone",
      before.filter(({ file }) => !now.has(file)),
    ),
  ].flat();
  if (parts.length > 0) log.info(`Since the last import: ${parts.join("; ")}.`);
  for (const { file, note } of after.filter((state) => !state.read && earlier.get(state.file)?.read === true))
    log.warn(
      `${clean(file)} was read last time and is NOT READ now: ${clean(note ?? "nothing knows what it holds")}. Every figure is without it.`,
    );
}

const NAMED = 5;

function named(what: string, files: readonly FileState[]): string[] {
  if (files.length === 0) return [];
  const names = files.slice(0, NAMED).map(({ file }) => clean(file));
  return [`${what} ${list(files.length > NAMED ? [...names, `${files.length - NAMED} more`] : names)}`];
}
