import { writeTextAtomic } from "../core/files.ts";
import { readExactText } from "../tasks/exact-text.ts";
import { mergeWorkspaceFile, type MergedFile } from "../tasks/merge/merge-workspace-file.ts";

/** The files that git hands to a merge driver. */
export interface DriverFiles {
  /** The common version; empty where both sides made the file. */
  readonly base: string;
  /** This side's version, to be replaced by the merged one. */
  readonly ours: string;
  readonly theirs: string;
  /** What the file is called in the repository. */
  readonly name: string;
}

/** Merges a file for git and writes the outcome over `ours`. Throws DataError, with nothing written, where a version is no UTF-8 text. */
export async function runMergeDriver({ base, ours, theirs, name }: DriverFiles): Promise<MergedFile> {
  const [baseText, ourText, theirText] = await Promise.all([base, ours, theirs].map((path) => readExactText(path)));
  const merged = mergeWorkspaceFile({ base: baseText ?? "", ours: ourText ?? "", theirs: theirText ?? "" }, name);
  await writeTextAtomic(ours, merged.text);
  return merged;
}
