import { UserError } from "../core/errors.ts";
import { withFileLock } from "./file-lock.ts";
import { type FileChange, mergeFile } from "./merge-file.ts";
import { taskFiles } from "./task-files.ts";
import { tickTodos } from "./tick-todo.ts";

/** Ticks items of a task by their names. An edit made meanwhile is kept. Throws UserError where the task has no checklist. */
export async function tickTask(
  tasksDir: string,
  task: string,
  names: readonly string[],
  status: "done" | "skipped" = "done",
): Promise<FileChange> {
  const paths = taskFiles(tasksDir, task);
  return withFileLock(paths.lock, () =>
    mergeFile(paths.todos, (existing) => {
      if (existing !== undefined) return tickTodos(existing, paths.todos, names, status);
      throw new UserError({
        code: "task-without-todos",
        message: "The task has no checklist.",
        found: task,
        fix: `Write ${task}-todos.md, or let the next sweep do it.`,
      });
    }),
  );
}
