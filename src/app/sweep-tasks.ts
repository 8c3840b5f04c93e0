import type { Log } from "../core/log.ts";
import { EchoError } from "../core/errors.ts";
import type { SweptTask } from "../domain/plays/swept.ts";
import { type FoundTask, listTasks } from "../tasks/find-task.ts";
import { readTracking } from "../tasks/write-tracking.ts";
import { isOpen } from "./task-line.ts";

/** The kinds of task that sweeps look after, by the first part of their keys. */
const INTENTS = ["churn", "renewal", "onboarding", "expansion", "standards"];

/**
 * The tasks that a sweep may have to do with. Checklist and findings are read of open ones only: the rest is history. A task that cannot be read
 * is named in the log and left alone, and so is every other of its key: a second one beside it would split the work.
 */
export async function sweptTasks(tasksDir: string, log: Log): Promise<SweptTask[]> {
  const tasks: SweptTask[] = [];
  for (const task of await listTasks(tasksDir, log)) {
    if (!INTENTS.includes(task.key.split("/")[0] ?? "")) continue;
    try {
      tasks.push(await sweptTask(tasksDir, task));
    } catch (error) {
      if (!(error instanceof EchoError)) throw error;
      log.warn(`${task.id}: left alone. ${error.message}`);
      tasks.push({ ...headOf(task), updatedAsOf: "9999-12-31", items: [], done: [], started: [], findings: [] });
    }
  }
  return tasks;
}

async function sweptTask(tasksDir: string, task: FoundTask): Promise<SweptTask> {
  const head = headOf(task);
  const tracked = task.status === "open" ? await readTracking(tasksDir, task.id) : undefined;
  if (tracked === undefined) return { ...head, items: [], done: [], started: [], findings: [] };
  const { todos, insights, context } = tracked;
  const ids = (wanted: (todo: (typeof todos)[number]) => boolean): string[] =>
    todos.flatMap((todo) => (todo.id !== null && wanted(todo) ? [todo.id] : []));
  return {
    ...head,
    title: context.title,
    items: ids(() => true),
    done: ids((todo) => !isOpen(todo)),
    started: ids(({ status }) => status === "in-progress"),
    findings: insights.map(({ key }) => key),
  };
}

function headOf({
  id,
  key,
  status,
  updatedAsOf,
  stage,
  play,
  ending,
}: FoundTask): Omit<SweptTask, "items" | "done" | "started" | "findings"> {
  return { id, key, title: id, isOpen: status === "open", updatedAsOf, stage, play: play ?? null, ending: ending ?? null };
}
