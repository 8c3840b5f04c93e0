import { compareText } from "../core/compare-text.ts";
import { type Day, daysBetween } from "../core/days.ts";
import type { Severity } from "../domain/brief/brief.ts";
import type { FoundTask } from "../tasks/find-task.ts";
import type { TrackedTask } from "../tasks/write-tracking.ts";
import type { TodoLine, TodoStatus } from "../tasks/todo-line.ts";

/** An item of a task's checklist. */
export interface TaskItem {
  /** What `tasks done` calls it. */
  readonly item: string;
  readonly what: string;
  readonly section: string;
  readonly status: TodoStatus;
  readonly owner: string | null;
  readonly owner_name: string | null;
  readonly due: Day | null;
  readonly overdue: boolean;
}

/** One task in a list. */
export interface TaskLine {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly status: "open" | "closed";
  /** Null for a task of the whole book. */
  readonly account: string | null;
  readonly type: string | null;
  readonly reason: string | null;
  readonly priority: Severity | null;
  readonly stage: string;
  /** Null where no sweep looks after the task: then nobody recorded when the stage began. */
  readonly days_in_stage: number | null;
  readonly agent: string;
  readonly owner: string | null;
  readonly owner_name: string | null;
  /** The task's own date, or that of its next open item where it is earlier or the only one. */
  readonly due: Day | null;
  readonly overdue: boolean;
  readonly playbook: string | null;
  readonly opened: Day;
  readonly updated_as_of: Day;
  readonly items: number;
  readonly open_items: number;
  readonly overdue_items: number;
  readonly next: TaskItem | null;
  readonly closed_on: Day | null;
  readonly outcome: string | null;
  readonly outcome_reason: string | null;
}

/** A task as its files tell it, seen on a day. */
export function taskLine(task: FoundTask, tracked: TrackedTask, on: Day): TaskLine {
  const items = taskItems(tracked, on);
  const open = items.filter(isOpen);
  const [next] = [...open].sort(soonestFirst);
  const { play, ending } = task;
  const isClosed = task.status === "closed";
  const due = isClosed ? (play?.due ?? next?.due ?? null) : earliest(play?.due, next?.due ?? undefined);
  const account = task.key.slice(task.key.indexOf("/") + 1);
  return {
    id: task.id,
    key: task.key,
    title: tracked.context.title,
    status: task.status,
    account: /^book(?:-of-|$)/.test(account) ? null : account,
    type: play?.type ?? null,
    reason: play?.reason ?? null,
    priority: play?.priority ?? null,
    stage: task.stage,
    days_in_stage: play === undefined || isClosed ? null : daysBetween(play.stageSince, on),
    agent: task.agent,
    owner: play?.owner ?? next?.owner ?? null,
    owner_name: play?.ownerName ?? next?.owner_name ?? null,
    due,
    overdue: !isClosed && ((next !== undefined && due !== null && due < on) || open.some(({ overdue }) => overdue)),
    playbook: play?.playbook ?? null,
    opened: task.opened,
    updated_as_of: task.updatedAsOf,
    items: items.length,
    open_items: open.length,
    overdue_items: isClosed ? 0 : open.filter(({ overdue }) => overdue).length,
    next: next ?? null,
    closed_on: ending?.on ?? null,
    outcome: ending?.outcome ?? null,
    outcome_reason: ending?.reason ?? null,
  };
}

/** A step that is due before the whole task is what has to be done first. */
function earliest(...days: readonly (Day | undefined)[]): Day | null {
  return days.filter((day) => day !== undefined).sort(compareText)[0] ?? null;
}

/** The items of a task in the order of its file. */
export function taskItems({ todos }: Pick<TrackedTask, "todos">, on: Day): TaskItem[] {
  return todos.map((todo, index) => ({
    item: todo.id ?? `line-${index + 1}`,
    what: todo.what,
    section: todo.section,
    status: todo.status,
    owner: todo.owner,
    owner_name: todo.owner_name ?? null,
    due: todo.due ?? null,
    overdue: isOpen(todo) && todo.due !== undefined && todo.due < on,
  }));
}

/** Neither done nor skipped. */
export function isOpen({ status }: Pick<TodoLine, "status">): boolean {
  return status === "open" || status === "in-progress";
}

/** Items by due day, those without one last; equal ones stay in the order of the file. */
export function soonestFirst(a: TaskItem, b: TaskItem): number {
  const [left, right] = [a.due ?? "9999", b.due ?? "9999"];
  return compareText(left, right);
}
