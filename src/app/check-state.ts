import { join } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import type { Day } from "../core/days.ts";
import { EchoError } from "../core/errors.ts";
import { namesIn, readTextIfAny } from "../core/files.ts";
import { listTasks } from "../tasks/find-task.ts";
import { taskFiles } from "../tasks/task-files.ts";
import { parseTodos, todoLines } from "../tasks/todos.ts";
import { readPacket } from "../tasks/write-packet.ts";
import type { Deps } from "./deps.ts";
import { LEDGER_NAME } from "./patterns-ledger.ts";

/** What people and agents have filed in a workspace, as far as standards look at it. */
export interface FiledState {
  readonly packets: readonly FiledPacket[];
  /** Churn tasks that a person has worked on, with the day on which they were opened. */
  readonly worked: readonly { readonly account: string; readonly opened: Day }[];
  /** Text of history/health.ndjson and of the ledger of patterns; undefined where there is none. */
  readonly health: string | undefined;
  readonly ledger: string | undefined;
}

interface FiledPacket {
  /** The file's name without `.md`. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly updated: Day;
}

export const HEALTH_NAME = "history/health.ndjson";

/**
 * What is filed now; for the jobs of a batch what was filed when the first of them opened the book, since a check must not depend on how far
 * the others have got.
 */
export function filedState({ workspace, within }: Pick<Deps, "workspace" | "within">): Promise<FiledState> {
  if (within?.still !== true) return readState(workspace);
  const { root, tasks, handoffs } = workspace;
  return within.shared.once(`filed ${root} ${tasks} ${handoffs}`, () => readState(workspace));
}

async function readState(workspace: Workspace): Promise<FiledState> {
  const [packets, worked, health, ledger] = await Promise.all([
    readPackets(workspace.handoffs),
    workedTasks(workspace.tasks),
    readTextIfAny(join(workspace.root, ...HEALTH_NAME.split("/"))),
    readTextIfAny(join(workspace.root, ...LEDGER_NAME.split("/"))),
  ]);
  return { packets, worked, health, ledger };
}

async function readPackets(folder: string): Promise<FiledPacket[]> {
  const packets: FiledPacket[] = [];
  for (const name of await namesIn(folder)) {
    const packet = name.endsWith(".md") ? await readable(() => readPacket(join(folder, name))) : undefined;
    if (packet !== undefined)
      packets.push({ id: name.slice(0, -".md".length), to: packet.to, subject: packet.subject, updated: packet.updated });
  }
  return packets;
}

/** That ECHO opened a task is no work; a ticked item, or one that a person added, is. */
async function workedTasks(tasksDir: string): Promise<FiledState["worked"]> {
  const worked = [];
  for (const { id, key, asOf: opened } of await listTasks(tasksDir)) {
    const [subject = "", account = ""] = key.split("/");
    if (subject === "churn" && account !== "" && (await isWorkedOn(tasksDir, id))) worked.push({ account, opened });
  }
  return worked;
}

async function isWorkedOn(tasksDir: string, task: string): Promise<boolean> {
  const { todos: file } = taskFiles(tasksDir, task);
  const text = await readTextIfAny(file);
  if (text === undefined) return false;
  const todos = await readable(async () => parseTodos(text, file));
  return todos !== undefined && todoLines(todos).some(({ id, status }) => id === null || status !== "open");
}

/** What cannot be read counts as not there; the command that works on it says what is wrong with it. */
async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof EchoError) return undefined;
    throw error;
  }
}
