import { type Day, dayOf } from "../core/days.ts";
import { type FoundTask, listTasks } from "../tasks/find-task.ts";
import type { Deps } from "./deps.ts";
import { givenDay } from "./given-day.ts";

/**
 * The day by which what people do (tasks, packets) is late, and on which it ends: the one given, else `as_of` of echo.yaml, else today. A due day
 * is a day of somebody's calendar: by the day of the data, work would never be late until new exports come. The example's data stand still while
 * time goes on, so there it is the last day that a task was brought up to. Throws UserError for no day.
 */
export async function workDay(deps: Deps, asOf: string | undefined): Promise<Day> {
  const { config, demo, tasks } = deps.workspace;
  const given = asOf ?? config.as_of;
  if (given !== undefined || !demo) return dayFor(deps, given);
  return dayFor(deps, figuresDay(await listTasks(tasks, { ...deps.log, warn: () => {} })) ?? undefined);
}

/** The last day that one of the tasks was brought up to: their figures stand as of it. Null where there is no task. */
export function figuresDay(tasks: readonly Pick<FoundTask, "updatedAsOf">[]): Day | null {
  return (
    tasks
      .map(({ updatedAsOf }) => updatedAsOf)
      .sort()
      .at(-1) ?? null
  );
}

/** The day given, else today in the company's zone. Throws UserError for no day. */
export function dayFor({ clock, workspace }: Deps, asOf: string | undefined): Day {
  return givenDay(asOf ?? dayOf(clock.now(), workspace.config.timezone ?? "UTC"), "--as-of");
}
