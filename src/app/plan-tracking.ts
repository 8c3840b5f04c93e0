import { relative, sep } from "node:path";
import type { QueryContext } from "../book/queries/query.ts";
import type { Day } from "../core/days.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import { findOpenTask, resolveTaskId } from "../tasks/find-task.ts";
import { tickTask } from "../tasks/tick-task.ts";
import { taskKey, type TaskSubject } from "../tasks/task-id.ts";
import type { TodoLine } from "../tasks/todo-line.ts";
import { readTracking, writeTracking } from "../tasks/write-tracking.ts";
import type { WantedStep } from "./plan-steps.ts";
import type { PlanTemplate } from "./plan-template.ts";
import type { Session } from "./open-session.ts";
import { healthCriteria, segmentRows } from "./task-figures.ts";

/** The task a plan is worked off in. */
export interface PlanTask {
  readonly subject: TaskSubject;
  readonly id: string;
  /** The day from which the plan's dates count. */
  readonly opened: Day;
  /** The day that the figures stood at when it was opened. */
  readonly asOf: Day;
  /** True where the plan was opened before. */
  readonly resumed: boolean;
  /** True where the plan has seen a later day than as-of: nothing is written then. */
  readonly ahead: boolean;
}

/** The open task of a plan, or the id of a new one. */
export async function planTask(session: Session, subject: TaskSubject): Promise<PlanTask> {
  const { deps, asOf, workOn } = session;
  const { tasks } = deps.workspace;
  const found = await findOpenTask(tasks, taskKey(subject), deps.log);
  if (found === undefined)
    return { subject, id: await resolveTaskId(tasks, { ...subject, asOf }, deps.log), opened: workOn, asOf, resumed: false, ahead: false };
  return { subject, id: found.id, opened: found.opened, asOf: found.asOf, resumed: true, ahead: found.updatedAsOf > asOf };
}

export interface PlanFiling {
  readonly template: PlanTemplate;
  readonly task: PlanTask;
  readonly title: string;
  /** The command that makes the plan. */
  readonly question: string;
  readonly steps: readonly WantedStep[];
  /** The sentence of a step as printed. */
  readonly say: (step: WantedStep) => string;
  readonly context: QueryContext;
  /** Account → what the context file says of it. */
  readonly figures: ReadonlyMap<string, readonly Measurement[]>;
}

export interface FiledPlan {
  /** The checklist as it stands now, a person's own lines among them. */
  readonly lines: readonly TodoLine[];
  /** Inside the workspace. */
  readonly files: readonly string[];
}

/** Brings the plan's tracking files up to its steps, ticks what the book shows as done, and reads the checklist back. A person's words and ticks stay. */
export async function filePlan(session: Session, filing: PlanFiling): Promise<FiledPlan> {
  const { workspace, log } = session.deps;
  const { task, steps } = filing;
  const paths: string[] = [];
  if (task.ahead) log.info(`The plan has seen a later day than ${session.asOf}: its files stay as they are.`);
  else {
    const written = await writeTracking(workspace.tasks, { context: contextOf(session, filing), todos: todosOf(filing), insights: [] });
    for (const kept of written.kept) log.info(`Kept as you wrote it: ${kept}`);
    for (const { aside } of written.files)
      if (aside !== undefined) log.warn(`The file was being changed; ECHO's version lies in ${aside}.`);
    paths.push(...written.files.map(({ file }) => relative(workspace.root, file).split(sep).join("/")));
  }
  const before = await readTracking(workspace.tasks, task.id);
  const open = new Set((before?.todos ?? []).filter(({ status }) => status === "open" || status === "in-progress").map(({ id }) => id));
  const shown = steps.filter(({ item, done }) => done && open.has(item)).map(({ item }) => item);
  if (task.ahead || shown.length === 0) return { lines: before?.todos ?? [], files: paths };
  await tickTask(workspace.tasks, task.id, shown);
  return { lines: (await readTracking(workspace.tasks, task.id))?.todos ?? [], files: paths };
}

function contextOf(
  { asOf, book }: Session,
  { template, task, title, question, context, figures }: PlanFiling,
): Parameters<typeof writeTracking>[1]["context"] {
  const [known] = figures.values();
  return {
    task: task.id,
    key: taskKey(task.subject),
    status: "open",
    opened: task.opened,
    asOf: task.asOf,
    updatedAsOf: asOf,
    agent: template.agent,
    lane: template.lane,
    snapshot: book.snapshot,
    stage: "plan in place",
    title,
    goal: template.goal,
    segments: segmentRows(figures),
    health: known === undefined ? null : healthCriteria(context, known),
    question,
  };
}

function todosOf({ steps, say }: PlanFiling): Parameters<typeof writeTracking>[1]["todos"] {
  return steps.map((step) => ({
    id: step.item,
    section: "Steps",
    what: say(step),
    owner: step.owner,
    ...(step.ownerName === null ? {} : { owner_name: step.ownerName }),
    ...(step.due === null ? {} : { due: step.due }),
  }));
}
