import { shellWord } from "../core/shell-word.ts";
import { placeInTasks } from "../tasks/find-task.ts";
import { readTracking } from "../tasks/write-tracking.ts";

/** That an open task has lost its checklist, and how to get it back. Throws DataError where the context file is broken. */
export async function listGone(tasksDir: string, task: string): Promise<string> {
  return `${placeInTasks(tasksDir, `${task}-todos.md`)} is gone: the task is open without its list. ${await wayBack(tasksDir, task)}`;
}

/** How a task whose checklist was deleted gets one again. */
export async function wayBack(tasksDir: string, task: string): Promise<string> {
  const question = (await readTracking(tasksDir, task))?.context.question ?? "";
  const anew = question === "" ? "" : `, or have the steps written anew: \`echo-cs ask ${shellWord(question)}\``;
  return `Put the file back (from git or a backup)${anew}. To end the task: \`echo-cs tasks close ${task}\`.`;
}
