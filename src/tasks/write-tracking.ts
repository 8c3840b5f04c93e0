import { withFileLock } from "./file-lock.ts";
import { readExactText } from "./exact-text.ts";
import { emptyInsights, mergeInsights, parseInsights, type Insight } from "./insights.ts";
import { mergeFile, type FileChange } from "./merge-file.ts";
import { mergeTodos } from "./merge-todos.ts";
import { mergeContext, parseContext, printContext, type TaskContext } from "./task-context.ts";
import { taskFiles } from "./task-files.ts";
import type { Todo, TodoLine } from "./todo-line.ts";
import { emptyTodos, parseTodos, printTodos, todoLines } from "./todos.ts";

/** What a run wants its three tracking files to hold. */
export interface Tracking {
  readonly context: TaskContext;
  readonly todos: readonly Todo[];
  readonly insights: readonly Insight[];
}

export interface TrackingResult {
  readonly files: readonly FileChange[];
  /** Parts left as a person changed them although this run would word them otherwise: `goal`, `@stage`, a todo's id. */
  readonly kept: readonly string[];
}

/**
 * Creates or updates `<task>-context.md`, `-todos.md` and `-insights.md`. A person's words stay; the same input twice writes nothing the
 * second time. All three are read and merged before the first is written, so a broken file (DataError with file and line) leaves all as they were.
 */
export async function writeTracking(tasksDir: string, tracking: Tracking): Promise<TrackingResult> {
  const { task, title } = tracking.context;
  const paths = taskFiles(tasksDir, task);
  const kept = new Set<string>();
  const keep = (parts: readonly string[]) => parts.forEach((part) => kept.add(part));
  const merges: readonly [path: string, merge: (existing: string | undefined) => string][] = [
    [
      paths.context,
      (existing) => {
        if (existing === undefined) return printContext(tracking.context);
        const merged = mergeContext(existing, tracking.context, paths.context);
        keep(merged.kept);
        return merged.text;
      },
    ],
    [
      paths.todos,
      (existing) => {
        const merged = mergeTodos(parseTodos(existing ?? emptyTodos(task, title), paths.todos), tracking.todos);
        keep(merged.kept);
        return printTodos(merged.document);
      },
    ],
    [paths.insights, (existing) => mergeInsights(existing ?? emptyInsights(task, title), tracking.insights, paths.insights)],
  ];

  return withFileLock(paths.lock, async () => {
    for (const [path, merge] of merges) merge(await readExactText(path));
    const files: FileChange[] = [];
    for (const [path, merge] of merges) files.push(await mergeFile(path, merge));
    return { files, kept: [...kept] };
  });
}

/** A task as its files tell it now: what a run reads to go on where the last one stopped. */
export interface TrackedTask {
  readonly context: TaskContext;
  readonly todos: readonly (TodoLine & { readonly section: string })[];
  readonly insights: readonly Insight[];
}

/** The task's three files, or undefined where it has no context file. Throws DataError for a broken one. */
export async function readTracking(tasksDir: string, task: string): Promise<TrackedTask | undefined> {
  const paths = taskFiles(tasksDir, task);
  const context = await readExactText(paths.context);
  if (context === undefined) return undefined;
  return {
    context: parseContext(context, paths.context),
    todos: todoLines(parseTodos((await readExactText(paths.todos)) ?? "", paths.todos)),
    insights: parseInsights((await readExactText(paths.insights)) ?? "", paths.insights),
  };
}

/** What a task's checklist and findings say, without its context: a sweep looks at thousands. Throws DataError for a broken file. */
export async function readWork(
  tasksDir: string,
  task: string,
): Promise<{ readonly todos: readonly TodoLine[]; readonly findings: readonly string[] }> {
  const paths = taskFiles(tasksDir, task);
  const [todos, insights] = await Promise.all([readExactText(paths.todos), readExactText(paths.insights)]);
  return {
    todos: todoLines(parseTodos(todos ?? "", paths.todos)),
    findings: parseInsights(insights ?? "", paths.insights).map(({ key }) => key),
  };
}
