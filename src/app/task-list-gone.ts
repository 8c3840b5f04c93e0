import { basename } from "node:path";
import { DataError } from "../core/errors.ts";
import { statIfAny } from "../core/files.ts";
import { shellWord } from "../core/shell-word.ts";
import { placeInTasks } from "../tasks/find-task.ts";
import { taskFiles } from "../tasks/task-files.ts";
import { readTracking } from "../tasks/write-tracking.ts";

/** That an open task has lost its checklist, and how to get it back; undefined where the file is there. Throws DataError where another of its files is broken. */
export async function listGone(tasksDir: string, task: string): Promise<DataError | undefined> {
  const { todos } = taskFiles(tasksDir, task);
  if ((await statIfAny(todos)) !== undefined) return undefined;
  const question = (await readTracking(tasksDir, task))?.context.question ?? "";
  const anew = question === "" ? "" : `, or have the steps written anew: \`echo-cs ask ${shellWord(question)}\``;
  return new DataError({
    code: "todos-gone",
    message: `${placeInTasks(tasksDir, basename(todos))} is gone: the task is open without its list.`,
    fix: `Put the file back (from git or a backup)${anew}. To end the task: \`echo-cs tasks close ${task}\`.`,
  });
}
