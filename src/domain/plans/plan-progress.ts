import type { Day } from "../../core/days.ts";

/** How a step of a plan stands on a day. */
export const STEP_STATES = ["done", "skipped", "overdue", "open"] as const;
export type StepState = (typeof STEP_STATES)[number];

/** What its checklist line says of a step. */
export interface StepMark {
  readonly status: "open" | "in-progress" | "done" | "skipped";
  readonly due: Day | null;
}

export interface PlanProgress {
  /** Steps that are not skipped. */
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  readonly overdue: number;
}

/** How a step stands: what is ticked is done, whatever its date; what is open past its date is overdue. */
export function stepState({ status, due }: StepMark, on: Day): StepState {
  if (status === "done" || status === "skipped") return status;
  return due !== null && due < on ? "overdue" : "open";
}

/** How far a plan is. Steps that were skipped count neither as done nor as to do. */
export function progressOf(states: readonly StepState[]): PlanProgress {
  const counted = (state: StepState): number => states.filter((one) => one === state).length;
  const skipped = counted("skipped");
  return { total: states.length - skipped, done: counted("done"), skipped, overdue: counted("overdue") };
}

/** The step to do next: of those not done or skipped, the one due first; the first of the list where several are, or none has a date. */
export function nextStepOf<T extends { readonly state: StepState; readonly due: Day | null }>(steps: readonly T[]): T | null {
  const open = steps.filter(({ state }) => state === "open" || state === "overdue");
  return open.reduce<T | null>((first, step) => (first === null || (step.due ?? "9999") < (first.due ?? "9999") ? step : first), null);
}
