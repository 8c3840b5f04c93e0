import { join } from "node:path";
import type { Day } from "../core/days.ts";
import { EchoError } from "../core/errors.ts";
import { namesIn } from "../core/files.ts";
import { silentLog, type Log } from "../core/log.ts";
import { readExactText } from "./exact-text.ts";
import { parseHead, type TaskHead } from "./task-context.ts";
import { CONTEXT_SUFFIX } from "./task-files.ts";
import { taskId, taskKey, type TaskSubject } from "./task-id.ts";

/** A task as its context file's head tells it; `id` is what its files are called, whatever the head says. */
export interface FoundTask extends TaskHead {
  readonly id: string;
}

// The end of a context file's name as `taskId` makes it, a number behind it where the id was taken.
const WEEK = /^\d{4}w\d{2}(?:-\d+)?-context\.md$/;

/**
 * The id to work under: that of the open task with the same key, whichever week opened it, else a fresh one. A fresh id is never one whose
 * files are there already (a task closed this week): it gets `-2`, `-3`.
 * Throws DataError where a context file that may be this task's cannot be read: opening a second task beside it would split the work.
 */
export async function resolveTaskId(tasksDir: string, task: TaskSubject & { readonly asOf: Day }, log: Log = silentLog): Promise<string> {
  const open = await findOpenTask(tasksDir, taskKey(task), log);
  if (open !== undefined) return open.id;
  const names = new Set(await namesIn(tasksDir));
  const first = taskId(task);
  let id = first;
  for (let number = 2; names.has(`${id}${CONTEXT_SUFFIX}`); number += 1) id = `${first}-${number}`;
  return id;
}

/** The open task of a key, the one opened last where there are several; undefined where there is none. Throws like resolveTaskId. */
export async function findOpenTask(tasksDir: string, key: string, log: Log = silentLog): Promise<FoundTask | undefined> {
  const prefix = `${key.replace("/", "-")}-`;
  const names = await contextNames(tasksDir);
  const likely = names.filter((name) => name.startsWith(prefix) && WEEK.test(name.slice(prefix.length)));
  // A person may have renamed a task's files. Names that are another task's by their form need no look: a base may hold thousands.
  const renamed = names.filter((name) => !WEEK.test(name.replace(/^.*-(?=\d{4}w)/, "")));
  return openTask(await readHeads(tasksDir, likely), key) ?? openTask(await readReadableHeads(tasksDir, renamed, log), key);
}

/** The open task of a key among tasks read before: a sweep over many accounts reads the folder once. */
export function openTask(tasks: readonly FoundTask[], key: string): FoundTask | undefined {
  return tasks
    .filter((task) => task.key === key && task.status === "open")
    .sort((a, b) => (a.opened === b.opened ? (a.id < b.id ? 1 : -1) : a.opened < b.opened ? 1 : -1))[0];
}

/** All tasks of a folder by id; a context file that cannot be read is named in the log and passed over. */
export async function listTasks(tasksDir: string, log: Log = silentLog): Promise<FoundTask[]> {
  return readReadableHeads(tasksDir, await contextNames(tasksDir), log);
}

async function contextNames(tasksDir: string): Promise<string[]> {
  return (await namesIn(tasksDir)).filter((name) => name.endsWith(CONTEXT_SUFFIX));
}

async function readHeads(tasksDir: string, names: readonly string[]): Promise<FoundTask[]> {
  const tasks: FoundTask[] = [];
  for (const name of names) {
    const path = join(tasksDir, name);
    const text = await readExactText(path);
    if (text !== undefined) tasks.push({ ...parseHead(text, path), id: name.slice(0, -CONTEXT_SUFFIX.length) });
  }
  return tasks;
}

async function readReadableHeads(tasksDir: string, names: readonly string[], log: Log): Promise<FoundTask[]> {
  const tasks: FoundTask[] = [];
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const some = names.slice(start, start + AT_ONCE).map((name) => readableHead(tasksDir, name));
    for (const { found, warning } of await Promise.all(some)) {
      tasks.push(...found);
      if (warning !== undefined) log.warn(warning);
    }
  }
  return tasks;
}

/** Files that are read at the same time: a base may have thousands of tasks. */
const AT_ONCE = 16;

async function readableHead(tasksDir: string, name: string): Promise<{ readonly found: readonly FoundTask[]; readonly warning?: string }> {
  try {
    return { found: await readHeads(tasksDir, [name]) };
  } catch (error) {
    if (!(error instanceof EchoError)) throw error;
    return { found: [], warning: `${name}: passed over. ${error.message}` };
  }
}
