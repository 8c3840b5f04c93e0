import type { Day } from "../core/days.ts";
import { listTasks } from "../tasks/find-task.ts";
import type { Deps } from "./deps.ts";
import { dayFor } from "./handoffs.ts";

/**
 * The day on which a task ends: the one given, else `as_of` of echo.yaml, else today. The example's data stand still while time goes on, so its
 * tasks end on the last day that one of them was brought up to. Throws UserError for no day.
 */
export async function endDay(deps: Deps, asOf: string | undefined): Promise<Day> {
  return deps.workspace.demo ? judgedDay(deps, asOf) : dayFor(deps, asOf ?? deps.workspace.config.as_of);
}

/**
 * The day by which a task is late: the one given, else `as_of` of echo.yaml, else the last day that a task was brought up to (today where there
 * is no task). Due days count from the day that the work was planned from, which is the data's: by today's, work that is seconds old would be
 * late wherever the exports are a few days old. Throws UserError for no day.
 */
export async function judgedDay(deps: Deps, asOf: string | undefined): Promise<Day> {
  const { config, tasks } = deps.workspace;
  const given = asOf ?? config.as_of;
  if (given !== undefined) return dayFor(deps, given);
  const days = (await listTasks(tasks, { ...deps.log, warn: () => {} })).map(({ updatedAsOf }) => updatedAsOf).sort();
  return dayFor(deps, days.at(-1));
}
