import type { ChalkInstance } from "chalk";
import type { TaskLine } from "../../app/task-line.ts";
import type { TaskStep } from "../../app/task-steps.ts";
import type { TaskList } from "../../app/tasks.ts";
import { daysBetween, type Day } from "../../core/days.ts";
import { count } from "../../core/text.ts";
import { cleanScreen } from "./clean-screen.ts";
import { pad, wrap } from "./wrap.ts";

export interface TasksView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

const INDENT = 12;

/** The tasks, a few lines each: date and title, where it stands and whose it is, the next item, the id. */
export function renderTasks({ tasks, on, data_as_of: data }: TaskList, view: TasksView): string {
  if (tasks.length === 0) return "No such tasks. `echo-cs sweep` opens what the book calls for; `echo-cs ask` opens one a question.\n";
  const open = tasks.filter(({ status }) => status === "open");
  const late = open.filter(({ overdue }) => overdue);
  const tail = `${count(tasks.length, "task")}, ${open.length} open, ${late.length} late as of ${on} (another day: --as-of).`;
  return `${cleanScreen(view.paint, [...twoDays(on, data, view), ...tasks.flatMap((task) => taskBlock(task, on, view)), tail].join("\n"))}\n`;
}

/** Says both days where work is judged by another than the figures stand on, by more than one day between them. */
export function twoDays(on: Day, data: Day | null, { paint, width }: TasksView): string[] {
  if (data === null || Math.abs(daysBetween(data, on)) <= 1) return [];
  return [
    paint.dim(wrap(`What is late is told by ${on}; the figures stand as of ${data}, the last day looked at in the exports.`, width)),
    "",
  ];
}

/** What `tasks done` or `tasks close` did, and what is left. */
export function renderTaskStep({ task, item, change, file }: TaskStep, { paint, width }: TasksView): string {
  const what =
    item === null
      ? `${task.id} is closed: ${task.outcome ?? "done"}${task.outcome_reason === null ? "" : ` (${task.outcome_reason})`}.`
      : `${item.status === "skipped" ? "Skipped" : "Done"}: ${item.what}`;
  const rest =
    change === "conflict"
      ? paint.yellow(`The file was being changed all the time; ECHO's version lies in ${file}. Bring it in by hand.`)
      : change === "unchanged"
        ? "It was so before; nothing was written."
        : `Written: ${file}`;
  const next = task.status === "closed" || task.next === null ? [] : [`Next: ${task.next.what}${by(task.next.due)}`];
  const unfinished = `${count(task.open_items, "item")} of ${task.items} ${task.open_items === 1 ? "was" : "were"} still open, and ${task.open_items === 1 ? "stays" : "stay"} on the list as ${task.open_items === 1 ? "it is" : "they are"}.`;
  const left =
    task.status !== "closed" ? [`${count(task.open_items, "item")} of ${task.items} still open.`] : task.open_items > 0 ? [unfinished] : [];
  return `${cleanScreen(paint, [what, ...left, ...next, rest].map((line) => wrap(line, width, 2)).join("\n"))}\n`;
}

function taskBlock(task: TaskLine, on: string, { paint, width }: TasksView): string[] {
  const indent = (text: string): string => `${" ".repeat(INDENT)}${wrap(text, width - INDENT).replaceAll("\n", `\n${" ".repeat(INDENT)}`)}`;
  const late = task.overdue ? paint.red("late") : "    ";
  const date = task.status === "closed" ? (task.closed_on ?? "closed") : (task.due ?? "no date");
  const title = wrap(task.title, width - INDENT - 5).replaceAll("\n", `\n${" ".repeat(INDENT + 5)}`);
  return [
    `${pad(date, INDENT - 2)}  ${late} ${paint.bold(title)}`,
    indent(stand(task, on)),
    ...(task.status === "closed" || task.next === null ? [] : [indent(`next: ${task.next.what}${by(task.next.due)}`)]),
    paint.dim(indent(task.id)),
    "",
  ];
}

/** "high risk · plan in place for 4 days · Hannah Lindqvist · 3 of 5 items open". */
function stand(task: TaskLine, on: string): string {
  const kind = [task.priority, task.type].filter((part) => part !== null).join(" ");
  const since = task.days_in_stage === null ? "" : task.days_in_stage === 0 ? ` since ${on}` : ` for ${count(task.days_in_stage, "day")}`;
  const ended = `closed${task.outcome === null ? "" : `: ${task.outcome}`}${task.outcome_reason === null ? "" : ` (${task.outcome_reason})`}`;
  const who = task.owner_name ?? task.owner ?? task.agent;
  return [
    ...(kind === "" ? [] : [kind]),
    task.status === "closed" ? ended : `${task.stage}${since}`,
    who,
    `${task.open_items} of ${count(task.items, "item")} open`,
  ].join(" · ");
}

/** ", by 2026-11-24", or nothing where there is no date. */
export function by(due: string | null): string {
  return due === null ? "" : `, by ${due}`;
}
