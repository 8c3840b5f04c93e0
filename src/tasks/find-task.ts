import { basename, join } from "node:path";
import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import { EchoError } from "../core/errors.ts";
import { faultLine } from "../core/fault-line.ts";
import { namesIn, statIfAny } from "../core/files.ts";
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
const WEEK = /\d{4}w\d{2}(?:-\d+)?-context\.md$/;

/**
 * The id to work under: that of the open task with the same key, whichever week opened it, else a fresh one. A fresh id is never one whose
 * files are there already (a task closed this week): it gets `-2`, `-3`. Who asks for many ids lists the folder once and gives the listing.
 * Throws DataError where a context file that may be this task's cannot be read: opening a second task beside it would split the work.
 */
export async function resolveTaskId(
  tasksDir: string,
  task: TaskSubject & { readonly asOf: Day },
  log: Log = silentLog,
  listing?: TaskListing,
): Promise<string> {
  const listed = listing ?? (await listTaskFiles(tasksDir));
  const open = await findOpenTask(tasksDir, taskKey(task), log, listed);
  if (open !== undefined) return open.id;
  const first = taskId(task);
  let id = first;
  for (let number = 2; listed.has(id); number += 1) id = `${first}-${number}`;
  // Somebody may have opened it since the folder was listed.
  const isTaken = listing !== undefined && (await statIfAny(join(tasksDir, `${id}${CONTEXT_SUFFIX}`))) !== undefined;
  return isTaken ? resolveTaskId(tasksDir, task, log) : id;
}

/** The open task of a key, the one opened last where there are several; undefined where there is none. Throws like resolveTaskId. */
export async function findOpenTask(
  tasksDir: string,
  key: string,
  log: Log = silentLog,
  listing?: TaskListing,
): Promise<FoundTask | undefined> {
  const listed = listing ?? (await listTaskFiles(tasksDir));
  const likely = listed.opened(`${key.replace("/", "-")}-`);
  return openTask(await readHeads(tasksDir, likely), key) ?? openTask(await listed.renamed(log), key);
}

/** The context files of a folder, by their names, as they were at one time. */
export interface TaskListing {
  /** Whether a task of this id is there. */
  has(id: string): boolean;
  /** The files whose names are this prefix and a week. */
  opened(prefix: string): readonly string[];
  /** Tasks whose files a person has renamed. They are read once; one that cannot be read is named in the log. */
  renamed(log: Log): Promise<readonly FoundTask[]>;
}

/** The context files of a folder, by their names alone: none is opened. */
export async function listTaskFiles(tasksDir: string): Promise<TaskListing> {
  const names = await contextNames(tasksDir);
  const known = new Set(names);
  const byPrefix = new Map<string, string[]>();
  const others: string[] = [];
  // Names that are another task's by their form need no look: a base may hold thousands.
  for (const name of names) {
    const week = name.search(WEEK);
    const prefix = name.slice(0, Math.max(0, week));
    if (week < 0 || (week > 0 && !prefix.endsWith("-"))) others.push(name);
    else byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), name]);
  }
  let renamed: Promise<readonly FoundTask[]> | undefined;
  return {
    has: (id) => known.has(`${id}${CONTEXT_SUFFIX}`),
    opened: (prefix) => byPrefix.get(prefix) ?? [],
    renamed: (log) => (renamed ??= readReadableHeads(tasksDir, others, log)),
  };
}

/** The open task of a key among tasks read before: a sweep over many accounts reads the folder once. */
export function openTask(tasks: readonly FoundTask[], key: string): FoundTask | undefined {
  return tasks
    .filter((task) => task.key === key && task.status === "open")
    .sort((a, b) => compareText(b.opened, a.opened) || compareText(b.id, a.id))[0];
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

/** What is told of a task that goes on being as it is because a file of it cannot be read: once, however many look at it. */
function brokenTask(error: EchoError, tasksDir: string): string {
  const file = error.detail.place?.file;
  return `${faultLine(error, file === undefined ? undefined : placeInTasks(tasksDir, basename(file)))}; the task is left alone until that is mended.`;
}

/** Tells that a task cannot be read, and hands back what was told. Throws again what is no fault of its files. */
export function tellBrokenTask(error: unknown, tasksDir: string, log: Log): string {
  if (!(error instanceof EchoError)) throw error;
  const told = brokenTask(error, tasksDir);
  log.warn(told);
  return told;
}

/** A file of a task as a person in the workspace calls it. */
export function placeInTasks(tasksDir: string, name: string): string {
  return `${basename(tasksDir)}/${name}`;
}

/** Files that are read at the same time: a base may have thousands of tasks. */
const AT_ONCE = 16;

async function readableHead(tasksDir: string, name: string): Promise<{ readonly found: readonly FoundTask[]; readonly warning?: string }> {
  try {
    return { found: await readHeads(tasksDir, [name]) };
  } catch (error) {
    if (!(error instanceof EchoError)) throw error;
    return { found: [], warning: brokenTask(error, tasksDir) };
  }
}
