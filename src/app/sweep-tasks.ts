import type { Log } from "../core/log.ts";
import type { SweptTask } from "../domain/plays/swept.ts";
import { tellBrokenTask, type FoundTask, listTasks } from "../tasks/find-task.ts";
import type { TodoLine } from "../tasks/todo-line.ts";
import { readWork } from "../tasks/write-tracking.ts";
import { isOpen } from "./task-line.ts";
import { listGone } from "./task-list-gone.ts";

/** Tasks whose files are read at the same time. */
const AT_ONCE = 16;
/** The kinds of task that sweeps look after, by the first part of their keys. */
const INTENTS = ["churn", "renewal", "onboarding", "expansion", "standards"];

interface SweptTasks {
  readonly tasks: readonly SweptTask[];
  /** All open tasks of the workspace, of whatever kind. */
  readonly open: number;
  /** What was told of each task that cannot be read, with file and line. */
  readonly leftAlone: readonly string[];
  /** Open tasks with nothing on their lists, by id: their checklists may be gone. */
  readonly listless: readonly string[];
}

/**
 * The tasks that a sweep may have to do with. Checklist and findings are read of open ones only: the rest is history. A task that cannot be read
 * is named in the log and left alone, and so is every other of its key: a second one beside it would split the work.
 */
export async function sweptTasks(tasksDir: string, given: Log): Promise<SweptTasks> {
  const leftAlone: string[] = [];
  const log: Log = {
    ...given,
    warn: (line) => {
      leftAlone.push(line);
      given.warn(line);
    },
  };
  const all = await listTasks(tasksDir, log);
  const listed = all.filter(({ key }) => INTENTS.includes(key.split("/")[0] ?? ""));
  const tasks: SweptTask[] = [];
  for (let start = 0; start < listed.length; start += AT_ONCE)
    tasks.push(...(await Promise.all(listed.slice(start, start + AT_ONCE).map((task) => sweptTask(tasksDir, task, log)))));
  const listless = tasks
    .filter((task) => task.isOpen && task.play !== null && task.items.length === 0 && task.updatedAsOf !== NEVER)
    .map(({ id }) => id);
  return { tasks, open: all.filter(({ status }) => status === "open").length, leftAlone: leftAlone.sort(), listless };
}

/** Warns of the checklists that are gone. Asked after a sweep: one that it wrote anew is there again. */
export async function tellGone(tasksDir: string, tasks: readonly string[], log: Log): Promise<void> {
  for (const id of tasks) {
    const gone = await listGone(tasksDir, id);
    if (gone !== undefined) log.warn(`${gone.message} ${gone.detail.fix ?? ""}`);
  }
}

async function sweptTask(tasksDir: string, task: FoundTask, log: Log): Promise<SweptTask> {
  const head = headOf(task);
  if (task.status !== "open") return { ...head, ...NO_WORK };
  try {
    const { todos, findings } = await readWork(tasksDir, task.id);
    const ids = (wanted: (todo: TodoLine) => boolean): string[] =>
      todos.flatMap((todo) => (todo.id !== null && wanted(todo) ? [todo.id] : []));
    return {
      ...head,
      items: ids(() => true),
      done: ids((todo) => !isOpen(todo)),
      started: ids(({ status }) => status === "in-progress"),
      findings,
    };
  } catch (error) {
    tellBrokenTask(error, tasksDir, log);
    return { ...head, updatedAsOf: NEVER, ...NO_WORK };
  }
}

/** Later than any day: a sweep passes over what has seen more than it. */
const NEVER = "9999-12-31";
const NO_WORK = { items: [], done: [], started: [], findings: [] };

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
