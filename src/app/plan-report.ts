import type { Day } from "../core/days.ts";
import type { FindingKind, Severity } from "../domain/brief/brief.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { nextStepOf, type PlanProgress, progressOf, stepState, type StepState } from "../domain/plans/plan-progress.ts";
import { plain, type Words } from "../reports/words.ts";
import type { TodoLine } from "../tasks/todo-line.ts";
import type { WantedStep } from "./plan-steps.ts";
import type { PlanTemplate } from "./plan-template.ts";
import type { FiledPlan, PlanTask } from "./plan-tracking.ts";

/** One step of a plan as it stands. */
export interface PlanStep {
  /** What `tasks done` calls it; null for a line that a person wrote without an id. */
  readonly item: string | null;
  readonly what: string;
  readonly owner: string | null;
  readonly owner_name: string | null;
  readonly due: Day | null;
  /** The day it should have been done by, where that lay before the plan was opened. */
  readonly late: Day | null;
  readonly state: StepState;
  /** True where the book shows it as done, whoever ticked it. */
  readonly shown: boolean;
}

export interface PlanPhase {
  readonly title: string;
  readonly steps: readonly PlanStep[];
}

export interface PlanFinding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly statement: string;
  /** Ids of its Facts. */
  readonly facts: readonly string[];
}

/** A plan with how far it is. */
export interface PlanReport {
  readonly kind: string;
  readonly title: string;
  readonly goal: string;
  /** Null for a brief about a competitor. */
  readonly account: string | null;
  readonly name: string;
  readonly as_of: Day;
  readonly opened: Day;
  readonly task: string;
  readonly resumed: boolean;
  readonly progress: PlanProgress;
  readonly next: PlanStep | null;
  readonly phases: readonly PlanPhase[];
  readonly findings: readonly PlanFinding[];
  readonly facts: readonly Fact[];
  /** Figures that are not on record, with why. */
  readonly missing: readonly string[];
  /** Inside the workspace. */
  readonly files: readonly string[];
}

/** What a plan is made of beside its own figures. */
interface PlanFrame {
  readonly template: Pick<PlanTemplate, "kind" | "title" | "goal">;
  readonly task: PlanTask;
  readonly asOf: Day;
  readonly phases: readonly PlanPhase[];
  readonly filed: FiledPlan;
}

/** The plan as it is told, with how far its phases are together and what comes next. */
export function planReport(
  { template, task, asOf, phases, filed }: PlanFrame,
  { account, name, findings, facts, missing }: Pick<PlanReport, "account" | "name" | "findings" | "facts" | "missing">,
): PlanReport {
  const { kind, title, goal } = template;
  const { opened, resumed } = task;
  const standing = standingOf(phases);
  const { files } = filed;
  return {
    kind,
    title,
    goal,
    account,
    name,
    as_of: asOf,
    opened,
    task: task.id,
    resumed,
    ...standing,
    phases,
    findings,
    facts,
    missing,
    files,
  };
}

const BY_HAND = "Added by hand";

/** The phases with each step as its checklist line says it now; lines that a person added stand at the end. */
export function phasesOf(steps: readonly WantedStep[], lines: readonly TodoLine[], say: (step: WantedStep) => Words, on: Day): PlanPhase[] {
  const byItem = new Map(lines.flatMap((line) => (line.id === null ? [] : [[line.id, line] as const])));
  const wanted = new Set(steps.map(({ item }) => item));
  const phases = new Map<string, PlanStep[]>();
  for (const step of steps) {
    const line = byItem.get(step.item);
    const due = line?.due ?? step.due;
    const own: PlanStep = {
      item: step.item,
      what: line?.what ?? plain(say(step)),
      owner: line?.owner ?? step.owner,
      owner_name: line?.owner_name ?? step.ownerName,
      due,
      late: step.late,
      state: stepState({ status: line?.status ?? "open", due }, on),
      shown: step.done,
    };
    phases.set(step.phase, [...(phases.get(step.phase) ?? []), own]);
  }
  const added = lines.filter(({ id }) => id === null || !wanted.has(id)).map((line) => handStep(line, on));
  return [
    ...[...phases].map(([title, list]) => ({ title, steps: list })),
    ...(added.length === 0 ? [] : [{ title: BY_HAND, steps: added }]),
  ];
}

function standingOf(phases: readonly PlanPhase[]): Pick<PlanReport, "progress" | "next"> {
  const steps = phases.flatMap((phase) => phase.steps);
  return { progress: progressOf(steps.map(({ state }) => state)), next: nextStepOf(steps) };
}

function handStep({ id, what, owner, owner_name: name, due, status }: TodoLine, on: Day): PlanStep {
  const day = due ?? null;
  return {
    item: id,
    what,
    owner,
    owner_name: name ?? null,
    due: day,
    late: null,
    state: stepState({ status, due: day }, on),
    shown: false,
  };
}
