import { type Day, isDay } from "../core/days.ts";
import { holds } from "../domain/expression/evaluate.ts";
import { dueOf } from "../domain/plans/plan-due.ts";
import { addWorkingDays, type WorkCalendar } from "../domain/plans/working-days.ts";
import { keyed } from "../run/analyst/compose.ts";
import type { KeyedTemplate } from "../run/analyst/draft.ts";
import type { Values } from "../run/analyst/values.ts";
import type { PlanTemplate, StepRule } from "./plan-template.ts";

/** A step as the book calls for it, before its checklist is looked at. */
export interface WantedStep {
  /** What the checklist calls it. */
  readonly item: string;
  readonly phase: string;
  readonly template: KeyedTemplate;
  readonly owner: string;
  /** The person in that role; null where the book does not say. */
  readonly ownerName: string | null;
  readonly due: Day | null;
  /** The day it should have been done by, where that lay before the plan was opened. */
  readonly late: Day | null;
  /** True where the book shows it as done. */
  readonly done: boolean;
}

export interface StepGrounds {
  readonly values: Values;
  /** The day the plan was opened: `today` of its rules. */
  readonly opened: Day;
  readonly calendar: WorkCalendar;
}

/** Steps that were late before the plan was opened are caught up so many a working day, in the plan's order: nobody does twenty in one. */
const CATCH_UP = 3;

/** The steps that belong to the plan of this account, with owners and dates. Pure: the same values give the same steps. */
export function wantedSteps({ kind, phases }: PlanTemplate, grounds: StepGrounds): WantedStep[] {
  const steps = phases.flatMap(({ title, steps: rules }) =>
    rules.filter(({ when }) => when === undefined || holds(when, grounds.values.of)).map((rule) => stepOf(rule, kind, title, grounds)),
  );
  let late = 0;
  return steps.map((step) => {
    if (step.late === null || step.due === null) return step;
    late += 1;
    const days = Math.floor((late - 1) / CATCH_UP);
    return { ...step, due: days === 0 ? step.due : addWorkingDays(step.due, days, grounds.calendar) };
  });
}

/** What a plan's step is called on its checklist. */
export function planItem(kind: string, step: string): string {
  return `plan-${kind}/${step}`;
}

function stepOf(rule: StepRule, kind: string, phase: string, { values, opened, calendar }: StepGrounds): WantedStep {
  const dayOf = (metric: string): Day | null => {
    const value = values.of(metric);
    return typeof value === "string" && isDay(value) ? value : null;
  };
  const due = dueOf(rule.due, opened, dayOf, calendar);
  return {
    item: planItem(kind, rule.id),
    phase,
    template: keyed(rule.what, values),
    owner: rule.owner,
    ownerName: holderOf(rule.owner, values),
    due: due?.due ?? null,
    late: due?.late ?? null,
    done: rule.done !== undefined && holds(rule.done, values.of),
  };
}

/** Who holds a role for the account: the CRM knows its success manager and its seller. */
function holderOf(role: string, values: Values): string | null {
  const metric = role === "account-executive" ? "seller_name" : /^customer-success(?:-manager)?$/.test(role) ? "csm_name" : null;
  const name = metric === null ? null : values.of(metric);
  return typeof name === "string" ? name : null;
}
