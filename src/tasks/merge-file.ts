import { setTimeout as sleep } from "node:timers/promises";
import { replaceWatched, writeTextIfAbsent } from "../core/files.ts";
import { hash } from "../core/ids.ts";
import { readExactText } from "./exact-text.ts";

/** What became of one file. */
export interface FileChange {
  readonly file: string;
  readonly change: "created" | "updated" | "unchanged" | "conflict";
  /** Where ECHO's version lies when the file would not hold still; the file itself is as a person left it. */
  readonly aside?: string;
}

const ATTEMPTS = 12;
/** The waits between attempts grow by this much: half a second in all, longer than an editor takes to save. */
const WAIT_MS = 8;

/**
 * Replaces a file by what `merge` makes of its present text (undefined where there is none), in one step, and only while that is still its
 * text: an edit made in between is merged in its turn. What `merge` throws passes through with nothing written.
 */
export async function mergeFile(
  path: string,
  merge: (existing: string | undefined) => string,
  mode?: number,
  replace: typeof replaceWatched = replaceWatched,
): Promise<FileChange> {
  let after = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await sleep(attempt * WAIT_MS);
    const before = await readExactText(path);
    after = merge(before);
    if (after === before) return { file: path, change: "unchanged" };
    const replaced = await replace(path, before, after, mode);
    if (!replaced.done) continue;
    if (replaced.edited === undefined) return { file: path, change: before === undefined ? "created" : "updated" };
    const kept = await bringBack(path, after, merge(replaced.edited), replaced.edited);
    return kept === undefined ? { file: path, change: "updated" } : { file: path, change: "conflict", aside: kept };
  }
  return { file: path, change: "conflict", aside: await layAside(path, after) };
}

/** Puts an edit that the replacement ran over back in; where the file has changed again by now, the edit is laid aside and its place returned. */
async function bringBack(path: string, ours: string, merged: string, edited: string): Promise<string | undefined> {
  const replaced = await replaceWatched(path, ours, merged);
  if (replaced.done && replaced.edited === undefined) return undefined;
  return layAside(path, replaced.done ? (replaced.edited ?? edited) : edited);
}

async function layAside(path: string, text: string): Promise<string> {
  const aside = `${path}.conflict-${hash(text, 8)}`;
  await writeTextIfAbsent(aside, text);
  return aside;
}
