import type { Day } from "../core/days.ts";
import { listTasks } from "../tasks/find-task.ts";
import type { Deps } from "./deps.ts";
import { dayFor } from "./handoffs.ts";

/**
 * The day by which a task is late and on which it ends: the one given, else `as_of` of echo.yaml, else today. The example's data stand still while
 * time goes on, so its tasks are seen on the last day that one of them was brought up to. Throws UserError for no day.
 */
export async function taskDay(deps: Deps, asOf: string | undefined): Promise<Day> {
  const { config, demo, tasks } = deps.workspace;
  const given = asOf ?? config.as_of;
  if (given !== undefined || !demo) return dayFor(deps, given);
  const days = (await listTasks(tasks, { ...deps.log, warn: () => {} })).map(({ updatedAsOf }) => updatedAsOf).sort();
  return dayFor(deps, days.at(-1));
}
