import { setTimeout as sleep } from "node:timers/promises";
import { DataError } from "../core/errors.ts";
import { readTextIfAny, removeAny, writeTextIfAbsent } from "../core/files.ts";
import { hash, randomIds } from "../core/ids.ts";

export interface LockTimes {
  readonly pollMs: number;
  /** How long a lock may stand unchanged before its holder counts as dead. The work under a lock takes milliseconds. */
  readonly staleMs: number;
  /** How long to wait for others that do work before giving up. */
  readonly patienceMs: number;
}

const TIMES: LockTimes = { pollMs: 20, staleMs: 5_000, patienceMs: 60_000 };

/**
 * Runs `work` while no other process or promise runs work under the same lock file. Throws DataError `file-locked` when others hold it all
 * the time. A lock is judged by how long this process itself has seen it unchanged: process ids mean nothing across containers, and the
 * clock of a shared disk is not ours.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>, times: LockTimes = TIMES): Promise<T> {
  const token = randomIds.unique();
  await acquire(path, token, times);
  try {
    return await work();
  } finally {
    if ((await readTextIfAny(path)) === token) await removeAny(path);
  }
}

async function acquire(path: string, token: string, times: LockTimes): Promise<void> {
  let holder: string | undefined;
  let unchangedMs = 0;
  for (let waitedMs = 0; waitedMs <= times.patienceMs; waitedMs += times.pollMs) {
    if (await writeTextIfAbsent(path, token)) return;
    const present = await readTextIfAny(path);
    unchangedMs = present === holder ? unchangedMs + times.pollMs : 0;
    holder = present;
    if (holder !== undefined && unchangedMs >= times.staleMs) await removeDead(path, holder);
    await sleep(times.pollMs);
  }
  throw new DataError({
    code: "file-locked",
    message: "Other runs keep writing to the same files.",
    fix: "Try again when they have ended; if none is running, delete the lock file.",
    place: { file: path },
  });
}

// Several may find the same lock dead at once. Only one may remove it, and only after another look: it may be a living one's by now.
async function removeDead(path: string, deadHolder: string): Promise<void> {
  const claim = `${path}.${hash(deadHolder, 8)}`;
  if (!(await writeTextIfAbsent(claim, ""))) return;
  if ((await readTextIfAny(path)) === deadHolder) await removeAny(path);
  await removeAny(claim);
}
