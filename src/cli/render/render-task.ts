import type { TaskItem } from "../../app/task-line.ts";
import type { TaskState } from "../../app/task-resume.ts";
import { count } from "../../core/text.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import { by, type TasksView } from "./render-tasks.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

/** Findings shown when going on; all of them stand in the file. */
const RECENT = 8;

/** Everything about a task. */
export function renderTaskState(state: TaskState, view: TasksView): string {
  const { task, segments, health, done, findings } = state;
  const { paint, width } = view;
  const blocks = [
    head(state, view),
    section("Goal", [wrap(state.goal.replaceAll(/\s+/g, " "), width)], view),
    section(
      "Accounts",
      segments.length === 0
        ? []
        : [
            table(
              ["Account", "Segment", "Touch", "ARR", "Renewal"],
              segments.map((row) => [row.account, row.segment, row.touch, row.arr, row.renewal]),
            ),
          ],
      view,
    ),
    section("Health", health === null ? [] : [`${health.score}, model ${health.model}, ${health.coverage} of its weights have data`], view),
    openItems(state, view),
    section(
      "Done",
      done.map((item) => itemLine(item, width)),
      view,
    ),
    section(
      "Findings",
      findings.map(({ date, text }) => bullet(`${date}: ${text}`, width)),
      view,
    ),
    packets(state, view),
    paint.dim(wrap(`Files: ${state.files.join(", ")}`, width, 7)),
    paint.dim(`Opened ${task.opened} · last brought up to date as of ${task.updated_as_of}`),
  ];
  return `${cleanScreen(paint, blocks.filter((block) => block !== "").join("\n\n"))}\n`;
}

/** What it takes to go on: question, stand, what is open, what was found last, what others were asked, the next command. */
export function renderTaskSummary(state: TaskState, view: TasksView): string {
  const { findings, done, next } = state;
  const { paint, width } = view;
  const recent = findings.slice(-RECENT);
  const found = findings.length > recent.length ? `Found so far (the last ${recent.length} of ${findings.length})` : "Found so far";
  const blocks = [
    head(state, view),
    section("The question", [wrap(state.question.replaceAll(/\s+/g, " "), width)], view),
    section("The last answer", state.headline === null ? [] : [wrap(state.headline, width)], view),
    openItems(state, view),
    section(
      `Done (${done.length})`,
      done.map((item) => itemLine(item, width)),
      view,
    ),
    section(
      found,
      recent.map(({ date, text }) => bullet(`${date}: ${text}`, width)),
      view,
    ),
    packets(state, view),
    section("Go on with", [paint.bold(next)], view),
  ];
  return `${cleanScreen(paint, blocks.filter((block) => block !== "").join("\n\n"))}\n`;
}

function head({ task, on }: TaskState, { paint, width }: TasksView): string {
  const days = task.days_in_stage === null ? "" : task.days_in_stage === 0 ? ` since ${on}` : ` for ${count(task.days_in_stage, "day")}`;
  const who = task.owner_name === null ? (task.owner ?? task.agent) : `${task.owner_name} (${task.owner ?? task.agent})`;
  const ended = `closed${task.outcome === null ? "" : `: ${task.outcome}`}${task.closed_on === null ? "" : ` on ${task.closed_on}`}`;
  const late = task.overdue ? paint.red(`, late as of ${on}`) : "";
  return [
    paint.bold(wrap(task.title, width)),
    paint.dim([task.id, task.type, task.priority].filter((part) => part !== null).join(" · ")),
    ...(task.reason === null ? [] : [wrap(`Why: ${task.reason}`, width, 5)]),
    wrap(
      `${task.status === "closed" ? ended : `Stands at: ${task.stage}${days}`} · ${who}${task.due === null ? "" : ` · due ${task.due}`}${late}`,
      width,
      2,
    ),
  ].join("\n");
}

function openItems({ open, task }: TaskState, view: TasksView): string {
  if (task.items === 0) return "";
  const lines = open.length === 0 ? ["Nothing: all items are done."] : open.map((item) => itemLine(item, view.width, view));
  return section(`Open (${open.length} of ${task.items})`, lines, view);
}

function packets({ packets: listed }: TaskState, view: TasksView): string {
  const lines = listed.map(({ to, title, status, deadline, answer }) =>
    bullet(
      `${to}, ${status}${status === "open" ? by(deadline) : ""}: ${title}${answer === null || answer.startsWith(title) ? "" : ` → ${answer.split("\n")[0] ?? ""}`}`,
      view.width,
    ),
  );
  return section("Handed on", lines, view);
}

function itemLine(item: TaskItem, width: number, view?: TasksView): string {
  const box = item.status === "done" ? "[x]" : item.status === "skipped" ? "[-]" : item.status === "in-progress" ? "[/]" : "[ ]";
  const who = item.owner_name ?? item.owner;
  const late = item.overdue ? (view?.paint.red(" late") ?? " late") : "";
  const words = `${box} ${item.what}${who === null ? "" : ` (${who}${by(item.due)})`}`;
  return `  ${wrap(words, width - 8, 6)}${late}`;
}

function section(title: string, lines: readonly string[], { paint }: TasksView): string {
  return lines.length === 0 ? "" : [paint.underline(title), ...lines].join("\n");
}
