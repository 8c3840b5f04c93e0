import { createReadStream, createWriteStream, readFileSync, type Stats, writeFileSync } from "node:fs";
import { appendFile, chmod, link, lstat, open, readdir, readFile, realpath, rename, rm, unlink, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { assertLeadsNowhereElse, makeFolderNow, readTextNow, statNow } from "./files-now.ts";
import { randomIds } from "./ids.ts";

/** The only door to the file system. Paths are absolute; text is UTF-8. */

export async function readText(path: string): Promise<string> {
  return isSmallFile(statNow(path)) ? readFileSync(path, "utf8") : readFile(path, "utf8");
}

/** The text of `path`, or undefined where there is no such file. Other failures throw. */
export async function readTextIfAny(path: string): Promise<string | undefined> {
  const stats = statNow(path);
  if (stats === undefined) return undefined;
  return isSmallFile(stats) ? readTextNow(path) : absentAsUndefined(readFile(path, "utf8"));
}

/** In bytes. What the system hands over at once takes a tenth of the time that passing the work on to other threads would. */
const SMALL = 256 * 1024;

/** Not for a pipe, which may wait for its writer. */
function isSmallFile(stats: Stats | undefined): boolean {
  return stats?.isFile() === true && stats.size <= SMALL;
}

/** Like readTextIfAny, for a file that is ours. Throws UserError for a link to a file in another folder: it would show what is none of ours. */
export async function readOwnTextIfAny(path: string): Promise<string | undefined> {
  assertLeadsNowhereElse(path);
  return readTextIfAny(path);
}

/** A file's bytes. Throws what Node throws. */
export async function readBytes(path: string): Promise<Buffer> {
  return isSmallFile(statNow(path)) ? readFileSync(path) : readFile(path);
}

/** The first `length` bytes of a file. */
export async function readHead(path: string, length: number): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The bytes of a file, from the one at `start` on. */
export function readStream(path: string, start = 0): NodeJS.ReadableStream {
  return createReadStream(path, { start });
}

/** A stream into a new file, which must not exist yet. */
export function writeStream(path: string): NodeJS.WritableStream {
  return createWriteStream(path, { flags: "wx" });
}

/** Size and times of what `path` leads to, or undefined where there is nothing. */
export async function statIfAny(path: string): Promise<Stats | undefined> {
  return statNow(path);
}

/** Like statIfAny, without following a link. */
export async function lstatIfAny(path: string): Promise<Stats | undefined> {
  return absentAsUndefined(lstat(path));
}

/**
 * Replaces `path` in one step: a reader sees the old text or the new, never a part, and a crash leaves the old.
 * Missing folders are made. `mode` is for files that hold private text (0o600). A device or pipe (`--out /dev/null`) is written to, not
 * replaced; of a link the file it leads to is replaced. Throws UserError for a link to a file in another folder.
 */
export async function writeTextAtomic(path: string, text: string, mode?: number): Promise<void> {
  return writeAtomic(path, text, mode);
}

/** Like writeTextAtomic, for a file that is no text. */
export async function writeBytesAtomic(path: string, bytes: Uint8Array): Promise<void> {
  return writeAtomic(path, bytes, undefined);
}

async function writeAtomic(wanted: string, text: string | Uint8Array, mode: number | undefined): Promise<void> {
  await makeFolder(dirname(wanted));
  assertLeadsNowhereElse(wanted);
  const path = (await realPathIfAny(wanted)) ?? wanted;
  const present = await statIfAny(path);
  if (present !== undefined && !present.isFile() && !present.isDirectory())
    return writeFile(path, text, "utf8").catch((error: unknown) => {
      throw named(error, path);
    });
  const draft = `${path}.${randomIds.unique().slice(0, 8)}.tmp`;
  try {
    await writeFile(draft, text, { encoding: "utf8", flush: true, ...(mode === undefined ? {} : { mode }) });
    if (mode !== undefined) await chmod(draft, mode);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw named(error, path);
  }
}

/** What the book holds is its owner's only: the folder `.echo` and what lies in it. */
const PRIVATE_FOLDER = /(?:^|[\\/])\.echo(?:[\\/]|$)/u;

/** What became of a replacement: `edited` is what somebody wrote into the old file in the very moment it was replaced. */
export type Replaced = { readonly done: false } | { readonly done: true; readonly edited?: string };

/**
 * Like writeTextAtomic, but only while `path` still holds `before` (undefined: while there is no such file); false, and nothing written,
 * where it does not. The slow part, getting the new text on the disk, comes before the look: what remains between look and rename is
 * microseconds. A replaced file keeps its permissions.
 */
export async function replaceTextAtomic(path: string, before: string | undefined, after: string, mode?: number): Promise<boolean> {
  return (await replaceWatched(path, before, after, mode)).done;
}

/** Like replaceTextAtomic; an edit that falls between look and rename went into the old file, which is looked at once more, and its text handed back. */
export async function replaceWatched(path: string, before: string | undefined, after: string, mode?: number): Promise<Replaced> {
  await makeFolder(dirname(path));
  const draft = `${path}.${randomIds.unique().slice(0, 8)}.tmp`;
  const old = `${draft.slice(0, -".tmp".length)}.old.tmp`;
  try {
    const present = await statIfAny(path);
    const bits = mode ?? (present === undefined ? undefined : present.mode & 0o777);
    await writeFile(draft, after, { encoding: "utf8", flush: true, ...(bits === undefined ? {} : { mode: bits | 0o200 }) });
    if (bits !== undefined) await chmod(draft, bits);
    const isHeld = before !== undefined && (await linkIfPossible(path, old));
    if ((await readTextIfAny(path)) !== before) return { done: false };
    await rename(draft, path);
    const left = isHeld ? await readTextIfAny(old) : before;
    return left === undefined || left === before ? { done: true } : { done: true, edited: left };
  } finally {
    await rm(draft, { force: true });
    await rm(old, { force: true });
  }
}

/** A second name for a file; false where the disk knows none. */
async function linkIfPossible(path: string, second: string): Promise<boolean> {
  try {
    await link(path, second);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT", "EPERM", "ENOTSUP", "ENOSYS", "EMLINK", "EACCES")) return false;
    throw error;
  }
}

/** Creates `path` with `text`; false, and nothing written, where it exists. */
export async function writeTextIfAbsent(path: string, text: string, mode?: number): Promise<boolean> {
  await makeFolder(dirname(path));
  try {
    writeFileSync(path, text, { encoding: "utf8", flag: "wx", ...(mode === undefined ? {} : { mode }) });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Appends to a file, made (with its folders) where missing. Throws UserError for a link to a file in another folder. */
export async function appendText(path: string, text: string, mode?: number): Promise<void> {
  await makeFolder(dirname(path));
  assertLeadsNowhereElse(path);
  try {
    await appendFile(path, text, { encoding: "utf8", flush: statNow(path)?.isFile() !== false, ...(mode === undefined ? {} : { mode }) });
  } catch (error) {
    throw named(error, path);
  }
}

/** An error of the system with the path that it is about: what it refuses of an open file comes without. */
export function named(error: unknown, path: string): unknown {
  return error instanceof Error && !("path" in error) ? Object.assign(error, { path }) : error;
}

/** The text that a file holds; undefined where there is none, and of a device or pipe, which only takes what is written to it. */
export async function readTextKept(path: string): Promise<string | undefined> {
  return statNow(path)?.isFile() === false ? undefined : readTextIfAny(path);
}

/** Makes a folder and those above it; where customers' data is kept, only its owner may read it. */
export async function makeFolder(path: string): Promise<void> {
  makeFolderNow(path, folderMode(path));
}

/** The mode of a folder that is made: where customers' data is kept, only its owner may read it. */
export function folderMode(path: string): number | undefined {
  return PRIVATE_FOLDER.test(path) ? 0o700 : undefined;
}

/** Removes a file or a folder with all that is in it; what is not there is fine. */
export async function removeAny(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) await rm(path, { recursive: true, force: true });
  }
}

/** Renames a file or folder in one step; a file that stands at `to` is replaced. */
export async function move(from: string, to: string): Promise<void> {
  await rename(from, to);
}

/** `path` with every link resolved, or undefined where it leads nowhere or in a circle. */
export async function realPathIfAny(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "ELOOP")) return undefined;
    throw error;
  }
}

/** Names in a folder, sorted by code point; empty where there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  const names = (await absentAsUndefined(readdir(folder))) ?? [];
  return names.sort();
}

/** Paths (relative, `/`-separated, sorted) of everything that is no folder under `folder`; links are listed, not followed; dot-names are skipped. */
export async function walk(folder: string): Promise<string[]> {
  const entries = (await absentAsUndefined(readdir(folder, { withFileTypes: true, recursive: true }))) ?? [];
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.split("/").some((part) => part.startsWith(".")))
    .sort();
}

/** True where `error` is a system error of that code (ENOENT, EACCES, …). */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code);
}

async function absentAsUndefined<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}
