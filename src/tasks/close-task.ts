import { UserError } from "../core/errors.ts";
import type { Ending } from "../domain/plays/play.ts";
import { withFileLock } from "./file-lock.ts";
import { type FileChange, mergeFile } from "./merge-file.ts";
import { mergeEnding } from "./merge-play.ts";
import { taskFiles } from "./task-files.ts";

/** Closes a task with its outcome; one that is closed stays as it is. Throws UserError where there is no such task. */
export async function closeTask(tasksDir: string, task: string, ending: Ending): Promise<FileChange> {
  const paths = taskFiles(tasksDir, task);
  return withFileLock(paths.lock, () =>
    mergeFile(paths.context, (existing) => {
      if (existing !== undefined) return mergeEnding(existing, ending, paths.context);
      throw new UserError({
        code: "task-unknown",
        message: "There is no such task.",
        found: task,
        fix: "List the tasks to see their ids.",
      });
    }),
  );
}
