import { relative, sep } from "node:path";
import { measureAll } from "../book/measure.ts";
import { capitalised } from "../core/text.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import type { SweepPlan } from "../domain/plays/plan-sweep.ts";
import type { PlannedFinding, PlannedItem, SweepStep } from "../domain/plays/sweep-step.ts";
import { tellBrokenTask, listTaskFiles, resolveTaskId, type TaskListing } from "../tasks/find-task.ts";
import type { Insight } from "../tasks/insights.ts";
import { taskKey, type TaskSubject } from "../tasks/task-id.ts";
import { accountTodoId, type Todo } from "../tasks/todo-line.ts";
import { updateTask } from "../tasks/update-task.ts";
import { type TrackingResult, writeTracking } from "../tasks/write-tracking.ts";
import type { Session } from "./open-session.ts";
import { FIGURES, healthCriteria, segmentRows } from "./task-figures.ts";

/** What became of one step. */
export interface AppliedStep {
  readonly step: SweepStep;
  /** The task's id; the one that was opened, where it was. */
  readonly task: string;
  /** Inside the workspace; only files that changed. */
  readonly files: readonly string[];
  /** Parts that a person has changed and that stay theirs. */
  readonly kept: readonly string[];
  /** Where ECHO's version lies of a file that would not hold still. */
  readonly conflicts: readonly string[];
}

/** Tasks that are written at the same time; each has its own files and its own lock. */
const AT_ONCE = 8;

interface RefusedStep {
  readonly step: SweepStep;
  readonly told: string;
}

export interface Applied {
  readonly applied: readonly AppliedStep[];
  /** Steps whose task could not be read, each with what was told of it: it is left as it is, and the others go on. */
  readonly refused: readonly RefusedStep[];
}

/** Carries out a plan. Each step stands on its own: doing the same plan again writes nothing. */
export async function applyPlan(session: Session, { steps }: SweepPlan): Promise<Applied> {
  const opened = steps.flatMap(({ op, account }) => (op === "open" && account !== null ? [account] : []));
  const figures =
    opened.length === 0 ? new Map<string, Measurement[]>() : await measureAll(session.context(), [...new Set(opened)], FIGURES);
  // Once for all: the folder holds thousands of files, and each look at it lists them all.
  const listing = await listTaskFiles(session.deps.workspace.tasks);
  const applied: AppliedStep[] = [];
  const refused: RefusedStep[] = [];
  const orTold = async (step: SweepStep): Promise<readonly AppliedStep[]> => {
    try {
      return [await applyStep(session, step, figures, listing)];
    } catch (error) {
      refused.push({ step, told: tellBrokenTask(error, session.deps.workspace.tasks, session.deps.log) });
      return [];
    }
  };
  for (let start = 0; start < steps.length; start += AT_ONCE)
    applied.push(...(await Promise.all(steps.slice(start, start + AT_ONCE).map(orTold))).flat());
  return { applied, refused };
}

/**
 * Whether a step changed anything: the one that comes second of two sweeps in the same moment finds its work done, and one whose whole change a
 * person has overruled is found again every morning.
 */
export function hasWritten({ files, conflicts }: Pick<AppliedStep, "files" | "conflicts">): boolean {
  return files.length > 0 || conflicts.length > 0;
}

/** What the task of a step is about, as task ids and keys are made from it. */
export function subjectOf({ intent, account, accountsOf }: Pick<SweepStep, "intent" | "account" | "accountsOf">): TaskSubject {
  return { intent, subject: account, ...(accountsOf === null ? {} : { owner: accountsOf }) };
}

async function applyStep(
  session: Session,
  step: SweepStep,
  figures: ReadonlyMap<string, readonly Measurement[]>,
  listing: TaskListing,
): Promise<AppliedStep> {
  const { workspace, log } = session.deps;
  const task = step.task ?? (await resolveTaskId(workspace.tasks, { ...subjectOf(step), asOf: session.asOf }, log, listing));
  const result = step.op === "open" ? await openTask(session, step, task, figures) : await bringUp(session, step, task);
  const shown = (path: string): string => relative(workspace.root, path).split(sep).join("/");
  return {
    step,
    task,
    files: result.files.flatMap(({ file, change }) => (change === "created" || change === "updated" ? [shown(file)] : [])),
    kept: result.kept,
    conflicts: result.files.flatMap(({ aside }) => (aside === undefined ? [] : [shown(aside)])),
  };
}

function openTask(
  session: Session,
  step: SweepStep,
  task: string,
  figures: ReadonlyMap<string, readonly Measurement[]>,
): Promise<TrackingResult> {
  const { asOf, book, deps } = session;
  const { account, title, question, agent, lane, stage, play } = step;
  const own = account === null ? undefined : figures.get(account);
  const review: Todo[] =
    account === null ? [] : [{ id: accountTodoId(account), section: "Accounts to review", what: `Review ${step.name}`, owner: play.owner }];
  return writeTracking(deps.workspace.tasks, {
    context: {
      task,
      key: taskKey(subjectOf(step)),
      status: "open",
      opened: asOf,
      asOf,
      updatedAsOf: asOf,
      agent,
      lane,
      snapshot: book.snapshot,
      stage,
      play,
      title,
      question,
      goal: `${title}.\n\n${capitalised(play.reason)}.`,
      segments: account === null || own === undefined ? [] : segmentRows(new Map([[account, own]])),
      health: own === undefined ? null : healthCriteria(session.context(), own),
    },
    todos: [...review, ...step.items.map(todoOf)],
    insights: step.findings.map((finding) => insightOf(finding, step, asOf)),
  });
}

function bringUp({ asOf, deps }: Session, step: SweepStep, task: string): Promise<TrackingResult> {
  const { title, play, stage, ending, items, done, findings } = step;
  return updateTask(deps.workspace.tasks, {
    task,
    title,
    play,
    stage,
    updatedAsOf: asOf,
    done,
    ...(ending === null ? {} : { ending }),
    todos: items.map(todoOf),
    insights: findings.map((finding) => insightOf(finding, step, asOf)),
  });
}

function todoOf({ id, what, owner, ownerName, due }: PlannedItem): Todo {
  return { id, section: "Steps", what, owner, due, ...(ownerName === null ? {} : { owner_name: ownerName }) };
}

function insightOf({ key, text }: PlannedFinding, { intent }: SweepStep, date: string): Insight {
  const section = intent === "expansion" ? "Expansion opportunities" : "At-risk customers and reasons";
  return { section, key, date, text, facts: [] };
}
