import type { KnownSchedule } from "../../batch/ops/schedules.ts";
import { capitalised, clean } from "../../core/text.ts";
import { table } from "./table.ts";

/** What runs when, and whether its last run was put on the queue. */
export function renderSchedules(schedules: readonly KnownSchedule[]): string {
  if (schedules.length === 0)
    return "Nothing is scheduled. Every night: echo-cs workers schedule sweep. Every Monday: echo-cs workers schedule digest.\n";
  const rows = schedules.map(({ name, weekday, at, timezone, queue, due, enqueued, root }) => [
    name,
    `${weekday === null ? "every day" : capitalised(weekday)} ${at} ${timezone}`,
    queue,
    due === null ? "not due yet" : `${due}${enqueued ? "" : ": waits for a worker"}`,
    root,
  ]);
  return clean(`${table(["Name", "When", "Queue", "Last due", "Workspace"], rows)}\n`);
}
