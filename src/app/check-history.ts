import { join } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import { type Day, daysBetween } from "../core/days.ts";
import { EchoError } from "../core/errors.ts";
import { namesIn, readTextIfAny } from "../core/files.ts";
import { healthAges, type HealthAge, parseHealthHistory } from "../domain/standards/health-history.ts";
import type { DaysByAccount } from "../domain/standards/signal-rows.ts";
import { listTasks } from "../tasks/find-task.ts";
import { taskFiles } from "../tasks/task-files.ts";
import { parseTodos, todoLines } from "../tasks/todos.ts";
import { readPacket } from "../tasks/write-packet.ts";

/** How old the recorded health of each account is; undefined where none was ever recorded. */
export async function healthHistory(workspace: Workspace, asOf: Day): Promise<Map<string, HealthAge> | undefined> {
  const file = join(workspace.root, "history", "health.ndjson");
  const text = await readTextIfAny(file);
  const ages = text === undefined ? undefined : healthAges(parseHealthHistory(text, file), asOf);
  return ages === undefined || ages.size === 0 ? undefined : ages;
}

/**
 * The days up to as-of on which each account was looked into: contacts, and churn tasks that a person has worked on. That ECHO opened a task
 * is no work; a ticked item, or one that a person added, is, and counts for the day on which the task was opened, since ticks have no date.
 */
export async function assessmentDays(workspace: Workspace, contacts: DaysByAccount, asOf: Day): Promise<DaysByAccount> {
  const days = new Map([...contacts].map(([account, own]) => [account, [...own]]));
  for (const { id, key, asOf: opened } of await listTasks(workspace.tasks)) {
    const [subject = "", account = ""] = key.split("/");
    if (subject === "churn" && account !== "" && opened <= asOf && (await isWorkedOn(workspace.tasks, id)))
      days.set(account, [...(days.get(account) ?? []), opened].sort());
  }
  return days;
}

async function isWorkedOn(tasksDir: string, task: string): Promise<boolean> {
  const { todos: file } = taskFiles(tasksDir, task);
  const text = await readTextIfAny(file);
  if (text === undefined) return false;
  try {
    return todoLines(parseTodos(text, file)).some(({ id, status }) => id === null || status !== "open");
  } catch (error) {
    if (error instanceof EchoError) return false;
    throw error;
  }
}

/** Days since a packet on each pattern last went to product-engineer, by the packet's subject (`pattern/…`). */
export async function routedDays(workspace: Workspace, asOf: Day): Promise<Map<string, number>> {
  const routed = new Map<string, number>();
  for (const name of await namesIn(workspace.handoffs)) {
    const packet = name.endsWith(".md") ? await readable(join(workspace.handoffs, name)) : undefined;
    if (packet === undefined || packet.to !== "product-engineer" || packet.updated > asOf) continue;
    const days = daysBetween(packet.updated, asOf);
    routed.set(packet.subject, Math.min(days, routed.get(packet.subject) ?? days));
  }
  return routed;
}

/** A packet that cannot be read was routed to nobody; the command that works on packets says what is wrong with it. */
async function readable(path: string): ReturnType<typeof readPacket> {
  try {
    return await readPacket(path);
  } catch (error) {
    if (error instanceof EchoError) return undefined;
    throw error;
  }
}
