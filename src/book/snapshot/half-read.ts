import type { Book } from "../book.ts";
import { READ_NO_FURTHER } from "../import/raw-table.ts";

/** A file of which nothing was read below a line. */
export interface HalfRead {
  readonly file: string;
  readonly line: number;
}

/** The files that could be read only in part, in order of their names: every figure is made of what stands above. */
export function halfReadFiles(book: Book): Promise<readonly HalfRead[]> {
  return book.rows<HalfRead>(
    "SELECT file, CAST(min(line) AS INTEGER) AS line FROM rejects WHERE reason = $reason GROUP BY file ORDER BY file",
    {
      reason: READ_NO_FURTHER,
    },
  );
}

/** The same of refusals that were read already. */
export function halfReadAmong(
  rejects: readonly { readonly file: string; readonly line: number | null; readonly reason: string }[],
): readonly HalfRead[] {
  return rejects.filter(({ reason }) => reason === READ_NO_FURTHER).map(({ file, line }) => ({ file, line: line ?? 0 }));
}

/** "nps.csv was read only up to line 41." for each; empty where there are none. */
export function halfReadText(files: readonly HalfRead[]): string {
  return files.map(({ file, line }) => `${file} was read only up to line ${line}.`).join(" ");
}
