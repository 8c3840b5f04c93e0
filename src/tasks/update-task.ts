import { DataError } from "../core/errors.ts";
import { readExactText } from "./exact-text.ts";
import { withFileLock } from "./file-lock.ts";
import { emptyInsights, type Insight, mergeInsights } from "./insights.ts";
import { type FileChange, mergeFile } from "./merge-file.ts";
import { mergeTodos } from "./merge-todos.ts";
import { mergePlay, type PlayUpdate } from "./merge-play.ts";
import { parseHead } from "./task-context.ts";
import { taskFiles } from "./task-files.ts";
import { tickTodos } from "./tick-todo.ts";
import type { Todo } from "./todo-line.ts";
import { emptyTodos, parseTodos, printTodos } from "./todos.ts";
import type { TrackingResult } from "./write-tracking.ts";

/** What a sweep changes in a task that is there. */
export interface TaskUpdate extends PlayUpdate {
  readonly task: string;
  /** Heads new files, where one of the task's is missing. */
  readonly title: string;
  /** Items to add where they are missing. */
  readonly todos: readonly Todo[];
  /** Ids of items that the book shows as done. */
  readonly done: readonly string[];
  /** Findings to append where they are missing. */
  readonly insights: readonly Insight[];
}

/**
 * Brings the head of a task, its checklist and its findings up to a sweep. What a person wrote stays; all three are merged before the first is
 * written, and the same update twice writes nothing the second time. Throws DataError with file and line for a broken file.
 */
export async function updateTask(tasksDir: string, update: TaskUpdate): Promise<TrackingResult> {
  const { task, title } = update;
  const paths = taskFiles(tasksDir, task);
  const kept = new Set<string>();
  const mergeContext = (existing: string | undefined): string => {
    if (existing === undefined) throw goneMeanwhile(task);
    const merged = mergePlay(existing, update, paths.context);
    merged.kept.forEach((part) => kept.add(part));
    return merged.text;
  };
  const mergeList = (existing: string | undefined): string => {
    const ticked = tickTodos(existing ?? emptyTodos(task, title), paths.todos, update.done, "done");
    if (update.todos.length === 0) return ticked;
    return printTodos(mergeTodos(parseTodos(ticked, paths.todos), update.todos).document);
  };
  const mergeFindings = (existing: string | undefined): string =>
    mergeInsights(existing ?? emptyInsights(task, title), update.insights, paths.insights);
  const merges: readonly [path: string, merge: (existing: string | undefined) => string][] = [
    [paths.todos, mergeList],
    [paths.insights, mergeFindings],
    [paths.context, mergeContext],
  ];
  return withFileLock(paths.lock, async () => {
    const files: FileChange[] = [];
    const present = await readExactText(paths.context);
    if (present === undefined || parseHead(present, paths.context).status === "closed") return { files, kept: [] };
    for (const [path, merge] of merges) merge(await readExactText(path));
    for (const [path, merge] of merges) files.push(await mergeFile(path, merge));
    return { files, kept: [...kept] };
  });
}

function goneMeanwhile(task: string): DataError {
  return new DataError({
    code: "task-gone",
    message: "The task's context file was taken away while it was being brought up to date.",
    found: task,
    fix: "Run it again.",
  });
}
