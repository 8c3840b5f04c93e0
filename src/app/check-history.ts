import { join } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import { type Day, daysBetween } from "../core/days.ts";
import { EchoError } from "../core/errors.ts";
import { namesIn, readTextIfAny } from "../core/files.ts";
import { healthAges, type HealthAge, parseHealthHistory } from "../domain/standards/health-history.ts";
import type { DaysByAccount } from "../domain/standards/signal-rows.ts";
import { listTasks } from "../tasks/find-task.ts";
import { readPacket } from "../tasks/write-packet.ts";

/** How old the recorded health of each account is; undefined where none was ever recorded. */
export async function healthHistory(workspace: Workspace, asOf: Day): Promise<Map<string, HealthAge> | undefined> {
  const file = join(workspace.root, "history", "health.ndjson");
  const text = await readTextIfAny(file);
  const ages = text === undefined ? undefined : healthAges(parseHealthHistory(text, file), asOf);
  return ages === undefined || ages.size === 0 ? undefined : ages;
}

/** The days up to as-of on which a churn task was opened for each account: somebody looked into it. */
export async function assessmentDays(workspace: Workspace, contacts: DaysByAccount, asOf: Day): Promise<DaysByAccount> {
  const days = new Map([...contacts].map(([account, own]) => [account, [...own]]));
  for (const { key, asOf: opened } of await listTasks(workspace.tasks)) {
    const [subject = "", account = ""] = key.split("/");
    if (subject === "churn" && account !== "" && opened <= asOf) days.set(account, [...(days.get(account) ?? []), opened].sort());
  }
  return days;
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
