import { relative, sep } from "node:path";
import type { Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { list, nearest } from "../core/text.ts";
import { type Outcome, OUTCOMES } from "../domain/plays/play.ts";
import { closeTask } from "../tasks/close-task.ts";
import type { FileChange } from "../tasks/merge-file.ts";
import { tickTask } from "../tasks/tick-task.ts";
import type { Deps } from "./deps.ts";
import { isOpen, type TaskItem, taskItems, type TaskLine, taskLine } from "./task-line.ts";
import { listGone } from "./task-list-gone.ts";
import { findTask } from "./tasks.ts";
import { workDay } from "./work-day.ts";

/** What a step did. */
export interface TaskStep {
  readonly on: Day;
  readonly task: TaskLine;
  /** The item ticked; null where the task was closed. */
  readonly item: TaskItem | null;
  readonly change: FileChange["change"];
  /** Inside the workspace; where a file would not hold still, ECHO's version beside it. */
  readonly file: string;
}

export interface CloseInput {
  readonly id: string;
  /** Must be said of a risk; "done" of others where left out. */
  readonly outcome?: Outcome | undefined;
  readonly reason?: string | undefined;
  readonly asOf?: string | undefined;
}

/** Closes a task with how it ended. Throws UserError for an unknown id, for a risk without an outcome, and for another outcome than the one it was closed with. */
export async function endTask(deps: Deps, { id, outcome: said, reason, asOf }: CloseInput): Promise<TaskStep> {
  const { task } = await findTask(deps, id);
  const outcome = said ?? (task.play?.type === "risk" || task.key.startsWith("churn/") ? undefined : "done");
  if (outcome === undefined)
    throw new UserError({
      code: "needs-outcome",
      message: "How did it end? The task is about a risk, and what became of the account is counted by `echo-cs plays`.",
      found: task.id,
      allowed: OUTCOMES,
      fix: "Add --outcome recovered or lost; done where it was neither.",
    });
  if (task.status === "closed" && task.ending?.outcome !== outcome)
    throw new UserError({
      code: "task-closed",
      message: `The task was closed${task.ending === undefined ? " by hand" : ` as ${task.ending.outcome} on ${task.ending.on}`}.`,
      found: task.id,
      fix: "Correct `outcome` in the head of its context file, or set `status: open` there to go on with it.",
    });
  const on = await workDay(deps, asOf);
  const change = await closeTask(deps.workspace.tasks, task.id, { on, outcome, reason: reason ?? null });
  return stepOf(deps, task.id, change, on, null);
}

export interface DoneInput {
  readonly id: string;
  /** An item's id, its number in the list, or a part of its words that only one has. */
  readonly item: string;
  readonly skip?: boolean | undefined;
  readonly asOf?: string | undefined;
}

/** Ticks one item of a task in place. Throws UserError for an unknown task or item, with the nearest. */
export async function doneItem(deps: Deps, { id, item, skip, asOf }: DoneInput): Promise<TaskStep> {
  const on = await workDay(deps, asOf);
  const { task, tracked } = await findTask(deps, id);
  const items = taskItems(tracked, on);
  // A list that was deleted is no empty one: there may be work that nobody sees any more.
  const gone = items.length === 0 ? await listGone(deps.workspace.tasks, task.id) : undefined;
  if (gone !== undefined) throw gone;
  const found = itemCalled(item, items);
  const change = await tickTask(deps.workspace.tasks, task.id, [found.item], skip === true ? "skipped" : "done");
  return stepOf(deps, task.id, change, on, found.item);
}

async function stepOf(deps: Deps, id: string, change: FileChange, on: Day, item: string | null): Promise<TaskStep> {
  const { task, tracked } = await findTask(deps, id);
  const file = relative(deps.workspace.root, change.aside ?? change.file)
    .split(sep)
    .join("/");
  return {
    on,
    task: taskLine(task, tracked, on),
    item: item === null ? null : (taskItems(tracked, on).find((one) => one.item === item) ?? null),
    change: change.change,
    file,
  };
}

function itemCalled(text: string, items: readonly TaskItem[]): TaskItem {
  const wanted = text.trim().toLowerCase();
  const exact = items.find(({ item }) => item.toLowerCase() === wanted) ?? (/^\d+$/.test(wanted) ? items[Number(wanted) - 1] : undefined);
  if (exact !== undefined) return exact;
  const byEnd = items.filter(({ item }) => item.toLowerCase().endsWith(`/${wanted}`));
  const partly =
    byEnd.length > 0
      ? byEnd
      : wanted.length < 3
        ? []
        : items.filter(({ item, what }) => item.toLowerCase().includes(wanted) || what.toLowerCase().includes(wanted));
  const open = partly.filter(isOpen);
  const [only, ...others] = open.length > 0 ? open : partly;
  if (only !== undefined && others.length === 0) return only;
  const near =
    only === undefined
      ? nearest(
          wanted,
          items.map(({ item }) => item),
        )
      : [only, ...others].map((one) => one.item);
  throw new UserError({
    code: only === undefined ? "unknown-item" : "ambiguous-item",
    message: only === undefined ? `There is no item "${text}" in the task.` : `${others.length + 1} items go by "${text}".`,
    found: text,
    allowed: (near.length > 0 ? near : items.map(({ item }) => item)).slice(0, 12),
    fix:
      items.length === 0
        ? "The task has no items."
        : near.length > 0
          ? `Did you mean ${list(near.slice(0, 3), "or")}?`
          : "Name an item by its id, its number, or some of its words.",
  });
}
