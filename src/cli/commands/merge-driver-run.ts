import { resolve } from "node:path";
import { type DriverFiles, runMergeDriver } from "../../app/merge-driver.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { clean, count } from "../../core/text.ts";
import type { Io } from "../io.ts";

/** Merges a file for git, and says on stderr what is left to a person. Exit 1 tells git that the file is not merged yet. */
export async function runMergeDriverCommand({ base, ours, theirs, name }: DriverFiles, io: Io): Promise<ExitCode> {
  const path = (file: string): string => resolve(io.cwd, file);
  const { conflicts, refused } = await runMergeDriver({ base: path(base), ours: path(ours), theirs: path(theirs), name });
  if (refused !== undefined)
    io.stderr(clean(`${name}: ${refused.detail.message} Merged as plain text: look at it, then git add it. ${refused.detail.fix ?? ""}\n`));
  if (conflicts > 0)
    io.stderr(
      clean(`${name}: ${count(conflicts, "place")} that both sides changed, between <<<<<<< and >>>>>>>. Decide, then git add it.\n`),
    );
  return refused === undefined && conflicts === 0 ? EXIT.ok : EXIT.usage;
}
