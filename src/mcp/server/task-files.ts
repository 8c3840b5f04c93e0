import { join } from "node:path";
import type { Deps } from "../../app/deps.ts";
import { EchoError, UserError } from "../../core/errors.ts";
import { readTextIfAny } from "../../core/files.ts";
import { nearest } from "../../core/text.ts";
import { listTasks } from "../../tasks/find-task.ts";
import { taskFiles } from "../../tasks/task-files.ts";
import { parseTodos, todoLines } from "../../tasks/todos.ts";

export interface TaskLine {
  readonly id: string;
  /** `churn/acme` */
  readonly key: string;
  readonly status: string;
  readonly stage: string;
  readonly agent: string;
  readonly opened: string;
  readonly updated_as_of: string;
  readonly steps_done: number;
  readonly steps: number;
}

/** The tasks of the workspace, open ones first, then by id. */
export async function openTasks({ workspace, log }: Deps): Promise<TaskLine[]> {
  const heads = await listTasks(workspace.tasks, log);
  const lines = await Promise.all(
    heads.map(async ({ id, key, status, stage, agent, opened, updatedAsOf }): Promise<TaskLine> => {
      const { steps, done } = await progress(workspace.tasks, id);
      return { id, key, status, stage, agent, opened, updated_as_of: updatedAsOf, steps_done: done, steps };
    }),
  );
  return lines.sort((a, b) => (a.status === b.status ? (a.id < b.id ? -1 : 1) : a.status === "open" ? -1 : 1));
}

/** The three tracking files of a task, one after the other. Throws UserError that names the nearest for an unknown task. */
export async function taskText({ workspace, log }: Deps, task: string): Promise<string> {
  const { context, todos, insights } = taskFiles(workspace.tasks, task);
  const texts = (await Promise.all([context, todos, insights].map(readTextIfAny))).filter((text) => text !== undefined);
  if (texts.length > 0) return texts.join("\n\n");
  const ids = (await listTasks(workspace.tasks, log)).map(({ id }) => id).sort();
  const near = nearest(task, ids);
  throw new UserError({
    code: "unknown-task",
    message: `There is no task "${task}".`,
    found: task,
    allowed: near.length > 0 ? near : ids.slice(0, 10),
    fix: "Name one that there is.",
  });
}

/** A list that a person has broken counts as none: the task itself is still told. */
async function progress(folder: string, task: string): Promise<{ readonly steps: number; readonly done: number }> {
  const path = join(folder, `${task}-todos.md`);
  try {
    const lines = todoLines(parseTodos((await readTextIfAny(path)) ?? "", path));
    return { steps: lines.length, done: lines.filter(({ status }) => status === "done").length };
  } catch (error) {
    if (error instanceof EchoError) return { steps: 0, done: 0 };
    throw error;
  }
}
