import { join } from "node:path";
import { checkTaskId } from "./task-id.ts";

export const CONTEXT_SUFFIX = "-context.md";

export interface TaskFiles {
  readonly context: string;
  readonly todos: string;
  readonly insights: string;
  /** Held while any of the three is written. */
  readonly lock: string;
}

/** Where a task's files lie. Throws UserError for an id that is no safe file name. */
export function taskFiles(tasksDir: string, task: string): TaskFiles {
  const id = checkTaskId(task);
  return {
    context: join(tasksDir, `${id}${CONTEXT_SUFFIX}`),
    todos: join(tasksDir, `${id}-todos.md`),
    insights: join(tasksDir, `${id}-insights.md`),
    lock: join(tasksDir, `.${id}.lock`),
  };
}
