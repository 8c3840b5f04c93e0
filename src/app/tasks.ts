import { compareText } from "../core/compare-text.ts";
import { type Day, isDay } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { list, nearest, nearestBeginning, slug } from "../core/text.ts";
import { SEVERITIES } from "../domain/brief/brief.ts";
import { type FoundTask, listTasks, tellBrokenTask } from "../tasks/find-task.ts";
import { readTracking, type TrackedTask } from "../tasks/write-tracking.ts";
import type { Deps } from "./deps.ts";
import { EVERYBODY } from "./resolve-owner.ts";
import { type TaskLine, taskLine } from "./task-line.ts";
import { figuresDay, workDay } from "./work-day.ts";

export interface TaskFilter {
  readonly open?: boolean | undefined;
  readonly overdue?: boolean | undefined;
  /** A part of an account's name or id. */
  readonly account?: string | undefined;
  readonly asOf?: string | undefined;
}

export interface TaskList {
  /** The day by which something counts as late. */
  readonly on: Day;
  /** The day that the figures in the tasks stand on: the last one that a task was brought up to; null where there is none. */
  readonly data_as_of: Day | null;
  readonly tasks: readonly TaskLine[];
}

/**
 * The tasks of the workspace: open ones first, the late and the grave on top. An owner narrows to tasks in which that person has the task or an
 * open item; one who has nothing, but is called nearly like somebody who has, is refused with the right name (UserError). A task whose files cannot be read is named in the log and passed over.
 */
export async function listTaskLines(deps: Deps, filter: TaskFilter): Promise<TaskList> {
  const on = await workDay(deps, filter.asOf);
  const { tasks: dir } = deps.workspace;
  const lines: Listed[] = [];
  const names = new Set<string>();
  let isKnown = false;
  const listed = await listTasks(dir, deps.log);
  for (const task of listed) {
    if (filter.open === true && task.status !== "open") continue;
    const tracked = await readableTracking(dir, task.id, deps.log);
    if (tracked === undefined) continue;
    for (const name of namesIn(task, tracked)) names.add(name);
    if (!isOwnedBy(task, tracked, deps.owner)) continue;
    isKnown = true;
    const line = taskLine(task, tracked, on);
    if ((filter.overdue !== true || line.overdue) && isAbout(line, filter.account)) lines.push({ line, renews: renewalIn(tracked) });
  }
  if (!isKnown) refuseMistyped(deps, [...names].sort());
  return { on, data_as_of: figuresDay(listed), tasks: lines.sort(mostUrgentFirst).map(({ line }) => line) };
}

/** The files of a task; undefined where they are gone, or cannot be read, which is told. */
async function readableTracking(dir: string, id: string, log: Log): Promise<TrackedTask | undefined> {
  try {
    return await readTracking(dir, id);
  } catch (error) {
    tellBrokenTask(error, dir, log);
    return undefined;
  }
}

/** A task with its files as they are now. Throws UserError that names the nearest ids. */
export async function findTask(deps: Deps, id: string): Promise<{ readonly task: FoundTask; readonly tracked: TrackedTask }> {
  const tasks = await listTasks(deps.workspace.tasks, deps.log);
  const task = taskCalled(id, tasks);
  const tracked = await readTracking(deps.workspace.tasks, task.id);
  if (tracked === undefined) throw unknownTask(id, tasks);
  return { task, tracked };
}

/** By the whole id, the name of one of its files, its key, or a part of the id that only one has; an open task goes before closed ones. */
function taskCalled(text: string, tasks: readonly FoundTask[]): FoundTask {
  const wanted = text
    .replace(/^.*[\\/](?=[^\\/]*\.md$)/, "")
    .replace(/-(?:context|todos|insights)\.md$/, "")
    .trim();
  const exact = tasks.find(({ id }) => id === wanted);
  if (exact !== undefined) return exact;
  const byKey = tasks.filter(({ key }) => key === wanted);
  const part = slug(wanted);
  const partly = byKey.length > 0 ? byKey : part.length < 3 ? [] : tasks.filter(({ id }) => id.includes(part));
  const open = partly.filter(({ status }) => status === "open");
  const [only, ...others] = open.length > 0 ? open : partly;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) throw unknownTask(text, tasks);
  throw new UserError({
    code: "ambiguous-task",
    message: `${others.length + 1} tasks go by "${text}".`,
    found: text,
    allowed: [only, ...others].map(({ id }) => id).slice(0, 12),
    fix: "Write the whole id.",
  });
}

function unknownTask(text: string, tasks: readonly FoundTask[]): UserError {
  const ids = tasks.map(({ id }) => id);
  const near = [...new Set([...nearest(text, ids), ...nearestBeginning(text, ids)])];
  return new UserError({
    code: "unknown-task",
    message: `There is no task "${text}".`,
    found: text,
    allowed: near.length > 0 ? near : ids.slice(0, 8),
    fix:
      ids.length === 0
        ? "There are no tasks here yet: `echo-cs sweep` or `echo-cs ask` opens them."
        : near.length > 0
          ? `Did you mean ${list(near.slice(0, 3), "or")}?`
          : "`echo-cs tasks list` shows them.",
  });
}

function isOwnedBy({ play, status }: FoundTask, { todos }: TrackedTask, owner: string | undefined): boolean {
  if (owner === undefined || owner === EVERYBODY) return true;
  const wanted = owner.trim().toLowerCase();
  const isThem = (name: string | null | undefined): boolean =>
    name !== null && name !== undefined && (name.toLowerCase() === wanted || name.toLowerCase().split(/\s+/).includes(wanted));
  const counted = status === "closed" ? todos : todos.filter((todo) => todo.status === "open" || todo.status === "in-progress");
  return isThem(play?.ownerName) || counted.some((todo) => isThem(todo.owner_name) || isThem(byHand(todo)));
}

/** Who has a line that a person wrote: they name people where ECHO names a role. */
function byHand({ id, owner }: TrackedTask["todos"][number]): string | null {
  return id === null ? owner : null;
}

function namesIn({ play }: FoundTask, { todos }: TrackedTask): string[] {
  return [play?.ownerName, ...todos.map((todo) => todo.owner_name ?? byHand(todo))].filter((name) => name !== null && name !== undefined);
}

/** Whoever is named in echo.yaml may have nothing to do; a name typed for this command is a slip where one like it has work. */
function refuseMistyped({ owner, workspace }: Deps, names: readonly string[]): void {
  if (owner === undefined || owner === EVERYBODY || owner === workspace.config.me) return;
  const alike = [...new Set([...nearest(owner, names), ...nearestBeginning(owner, names)])];
  const near = alike.length > 0 ? alike : names.filter((name) => nearest(owner, name.split(/\s+/)).length > 0).slice(0, 3);
  if (near.length === 0) return;
  throw new UserError({
    code: "unknown-owner",
    message: `Nobody called "${owner}" has a task here.`,
    found: owner,
    allowed: names.slice(0, 12),
    fix: `Did you mean ${list(near, "or")}?`,
  });
}

function isAbout({ account, title }: TaskLine, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  return (account ?? "").includes(slug(wanted) || wanted) || title.toLowerCase().includes(wanted.toLowerCase());
}

/** The first day on which a contract of the task's accounts ends, as its context file tells it: of two things due today the one that ends sooner comes first. */
function renewalIn({ context }: TrackedTask): string {
  return (
    context.segments
      .map(({ renewal }) => renewal.trim())
      .filter(isDay)
      .sort()[0] ?? "9999"
  );
}

interface Listed {
  readonly line: TaskLine;
  readonly renews: string;
}

function mostUrgentFirst({ line: a, renews: sooner }: Listed, { line: b, renews: later }: Listed): number {
  const rank = ({ priority }: TaskLine): number => (priority === null ? -1 : SEVERITIES.indexOf(priority));
  return (
    (a.status === b.status ? 0 : a.status === "open" ? -1 : 1) ||
    Number(b.overdue) - Number(a.overdue) ||
    rank(b) - rank(a) ||
    compareText(a.due ?? "9999", b.due ?? "9999") ||
    compareText(sooner, later) ||
    compareText(a.id, b.id)
  );
}
