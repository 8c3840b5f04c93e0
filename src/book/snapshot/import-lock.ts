import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { DataError } from "../../core/errors.ts";
import { makeFolder } from "../../core/files.ts";
import type { Log } from "../../core/log.ts";
import { openDatabase } from "./database.ts";

const POLL_MS = 200;
const LONGEST_WAIT_MS = 600_000;

/** Imports of this process, by snapshot: the operating system's locks hold between processes only. */
const running = new Map<string, Promise<unknown>>();

/**
 * Runs `work` while no other import works on the same snapshot, waiting for one that does. The lock is one that the operating system
 * gives back when its holder dies, so none is ever stale. Throws DataError `import-busy` after ten minutes, and an error with the system's code
 * (EACCES, EROFS, …) where the lock cannot be made.
 */
export async function withImportLock<T>(snapshotPath: string, log: Log, work: () => Promise<T>): Promise<T> {
  const before = running.get(snapshotPath) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(() => lockedBetweenProcesses(snapshotPath, log, work));
  running.set(snapshotPath, mine);
  try {
    return await mine;
  } finally {
    if (running.get(snapshotPath) === mine) running.delete(snapshotPath);
  }
}

async function lockedBetweenProcesses<T>(snapshotPath: string, log: Log, work: () => Promise<T>): Promise<T> {
  await makeFolder(dirname(snapshotPath));
  const lockPath = `${snapshotPath}.lock`;
  for (let waited = 0; ; waited += POLL_MS) {
    const lock = await openDatabase(lockPath).catch((error: unknown) => holderOf(error, lockPath));
    if (typeof lock !== "string") {
      try {
        return await work();
      } finally {
        lock.close();
      }
    }
    if (waited === 0) log.info(`waiting for another import of the same exports (${lock})`);
    if (waited >= LONGEST_WAIT_MS) {
      throw new DataError({
        code: "import-busy",
        message: "another import of the same exports is running",
        found: lock,
        fix: "Wait for it to end, or end it.",
        place: { file: snapshotPath },
      });
    }
    await wait(POLL_MS);
  }
}

/** What DuckDB says in words where the system refused, and the system's own code for it. */
const REFUSALS = [
  [/permission denied/i, "EACCES"],
  [/read-only file system/i, "EROFS"],
  [/is a directory/i, "EISDIR"],
  [/no space left/i, "ENOSPC"],
] as const;

/** DuckDB tells who holds the lock; any other failure is thrown on, a refusal of the system as one. */
function holderOf(error: unknown, path: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!message.includes("Could not set lock")) {
    const [, code] = REFUSALS.find(([words]) => words.test(message)) ?? [];
    throw code === undefined ? error : Object.assign(new Error(message, { cause: error }), { code, path, syscall: "open" });
  }
  return `process ${/PID (\d+)/.exec(message)?.[1] ?? "unknown"}`;
}
