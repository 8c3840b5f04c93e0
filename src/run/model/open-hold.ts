import { processes as ours, type Processes } from "../../config/processes.ts";
import type { Clock } from "../../core/clock.ts";
import { UserError } from "../../core/errors.ts";
import { readTextIfAny, removeAny, writeTextAtomic } from "../../core/files.ts";
import { isRecord, parseJson } from "../../core/json.ts";
import { randomIds } from "../../core/ids.ts";
import { withFileLock } from "../../tasks/file-lock.ts";

/** Who works on a run. */
export interface AtWork {
  readonly pid: number;
  readonly host: string;
  /** When it took the run, ISO 8601. */
  readonly since: string;
}

/** What the lock file holds. */
interface Holder extends AtWork {
  /** When the process began, in the system's own count: a pid is given again, the pair is not. Absent where the system does not tell. */
  readonly began?: string | undefined;
  readonly token: string;
}

export interface Hold {
  release(): Promise<void>;
}

/**
 * Takes a run for this process, so that no other goes on with it at the same time. What a process left behind that is no more is taken over.
 * Throws UserError `run-busy`, with who holds it and since when.
 */
export async function openHold(path: string, task: string, clock: Clock, processes: Processes = ours): Promise<Hold> {
  const { pid, host } = processes;
  const began = (await stateOf(pid))?.began;
  const mine: Holder = { pid, host, began, since: clock.now().toISOString(), token: randomIds.unique() };
  // Two that find the same dead holder must not both take over.
  await withFileLock(`${path}.turn`, async () => {
    const holder = holderIn(await readTextIfAny(path));
    if (holder !== undefined && (await isAtWork(holder, processes))) throw busy(holder, task, path);
    await writeTextAtomic(path, `${JSON.stringify(mine)}\n`, 0o600);
  });
  return {
    release: async () => {
      if (holderIn(await readTextIfAny(path))?.token === mine.token) await removeAny(path);
    },
  };
}

/** Who is at work on a run; undefined where nobody is, or is no more. */
export async function readHold(path: string, processes: Processes = ours): Promise<AtWork | undefined> {
  const holder = holderIn(await readTextIfAny(path));
  if (holder === undefined || !(await isAtWork(holder, processes))) return undefined;
  const { pid, host, since } = holder;
  return { pid, host, since };
}

/** Of another machine nothing can be known: it counts as at work until somebody says otherwise. */
async function isAtWork({ pid, host, began }: Holder, processes: Processes): Promise<boolean> {
  if (host !== processes.host) return true;
  if (!processes.isThere(pid)) return false;
  const state = await stateOf(pid);
  return state === undefined || (!state.isDead && (began === undefined || state.began === began));
}

/** What Linux tells about a process; undefined elsewhere. The name in the second field may hold blanks and brackets. */
async function stateOf(pid: number): Promise<{ readonly isDead: boolean; readonly began: string } | undefined> {
  const text = await readTextIfAny(`/proc/${pid}/stat`);
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  const began = fields?.[19];
  return began === undefined ? undefined : { isDead: fields?.[0] === "Z" || fields?.[0] === "X", began };
}

function holderIn(text: string | undefined): Holder | undefined {
  const parsed = parseJson(text ?? "");
  const value = parsed.ok && isRecord(parsed.value) ? parsed.value : {};
  const { pid, host, began, since, token } = value;
  if (typeof pid !== "number" || typeof host !== "string" || typeof since !== "string" || typeof token !== "string") return undefined;
  return { pid, host, since, token, began: typeof began === "string" ? began : undefined };
}

function busy({ pid, host, since }: Holder, task: string, path: string): UserError {
  return new UserError({
    code: "run-busy",
    message: `Another process is at work on the run of ${task}.`,
    found: `process ${pid} on ${host}, since ${since}`,
    fix: "Wait until it has ended, or stop it. If it is gone for good, delete the lock file.",
    place: { file: path },
  });
}
