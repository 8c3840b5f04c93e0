import { addDays, type Day } from "../../core/days.ts";
import { addWorkingDays, type WorkCalendar, workingDayBy, workingDayFrom } from "./working-days.ts";

/** The word for the day on which the plan was opened. */
export const TODAY = "today";

/** When a step of a plan is due: so many days (or working days) after a date, before it when negative; else another rule. */
export interface PlanDue {
  /** `today`, or a metric that is a date. */
  readonly anchor: string;
  readonly days: number;
  /** True where only working days count. */
  readonly working: boolean;
  /** Holds where the date is not known. */
  readonly otherwise: PlanDue | undefined;
}

/** A step's date. */
export interface DueDay {
  /** A working day, never before the plan was opened. */
  readonly due: Day;
  /** What the rule gives, where that lay before the plan was opened: the step is late from the start. */
  readonly late: Day | null;
}

const RULE = /^([a-z][a-z_0-9]*)(?:\s*([+-])\s*(\d{1,4})\s*(wd|d|w))?$/;

/** Reads `kickoff_on + 7 d`, `renewal_on - 90 d, else today + 2 wd`, `today`; undefined for anything else. */
export function parsePlanDue(text: string): PlanDue | undefined {
  const [first = "", ...rest] = text.split(/,?\s+else\s+/).map((part) => part.trim());
  const [whole, anchor = "", sign = "+", amount = "0", unit = "d"] = RULE.exec(first) ?? [];
  if (whole === undefined) return undefined;
  const otherwise = rest.length === 0 ? undefined : parsePlanDue(rest.join(" else "));
  if (rest.length > 0 && otherwise === undefined) return undefined;
  const days = Number(amount) * (unit === "w" ? 7 : 1);
  return { anchor, days: sign === "-" ? -days : days, working: unit === "wd", otherwise };
}

/** Every date that a rule may count from, `today` left out. */
export function anchorsOf(due: PlanDue): string[] {
  return [...(due.anchor === TODAY ? [] : [due.anchor]), ...(due.otherwise === undefined ? [] : anchorsOf(due.otherwise))];
}

/**
 * The day a step is due. A deadline that falls on a day off is moved to the working day before it, so that none is missed by moving it; one
 * that lies before the plan was opened is due on the first working day of the plan, and `late` keeps the day it should have been. Null where
 * no date of the rule is known.
 */
export function dueOf(due: PlanDue, opened: Day, dayOf: (anchor: string) => Day | null, calendar: WorkCalendar): DueDay | null {
  const scheduled = scheduledOn(due, opened, dayOf, calendar);
  if (scheduled === null) return null;
  const first = workingDayFrom(opened, calendar);
  if (scheduled >= first) return { due: scheduled, late: null };
  return { due: first, late: scheduled < workingDayBy(opened, calendar) ? scheduled : null };
}

function scheduledOn(due: PlanDue, opened: Day, dayOf: (anchor: string) => Day | null, calendar: WorkCalendar): Day | null {
  const anchor = due.anchor === TODAY ? opened : dayOf(due.anchor);
  if (anchor === null) return due.otherwise === undefined ? null : scheduledOn(due.otherwise, opened, dayOf, calendar);
  return due.working ? addWorkingDays(anchor, due.days, calendar) : workingDayBy(addDays(anchor, due.days), calendar);
}
