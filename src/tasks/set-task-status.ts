import { UserError } from "../core/errors.ts";
import { withFileLock } from "./file-lock.ts";
import { requireFrontmatter, withFields } from "./frontmatter.ts";
import { mergeFile, type FileChange } from "./merge-file.ts";
import type { TaskStatus } from "./task-context.ts";
import { taskFiles } from "./task-files.ts";

/** Closes or reopens a task: a closed one is not found by its key, so the next run opens a new one. Throws UserError where there is no such task. */
export async function setTaskStatus(tasksDir: string, task: string, status: TaskStatus): Promise<FileChange> {
  const paths = taskFiles(tasksDir, task);
  return withFileLock(paths.lock, () =>
    mergeFile(paths.context, (existing) => {
      if (existing !== undefined) return withFields(requireFrontmatter(existing, paths.context), { status });
      throw new UserError({
        code: "task-unknown",
        message: "There is no such task.",
        found: task,
        fix: "List the tasks to see their ids.",
      });
    }),
  );
}
