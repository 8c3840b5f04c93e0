import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { hasCode, realPathIfAny } from "./files.ts";
import { randomIds } from "./ids.ts";

/**
 * Files below one folder, where somebody else may change links while we look: what was checked is what is opened. A path that was looked
 * at and is opened afterwards may lead somewhere else by then, so everything here holds on to what it opened and asks where that is.
 */

/** Why a file is not opened: it is gone, it is no plain file, it is larger than allowed, or its path leads over a link. */
export class NotInside extends Error {
  readonly why: "gone" | "not-plain" | "too-large" | "link";

  constructor(why: NotInside["why"]) {
    super(why);
    this.name = "NotInside";
    this.why = why;
  }
}

// Windows knows neither flag and makes links for administrators only.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_DIRECTORY = 0 } = constants as Partial<typeof constants>;

/** True where `path` leads to something below `folder`, links followed on both sides; false where it leads elsewhere or nowhere. */
export async function isWithin(folder: string, path: string): Promise<boolean> {
  const [home, real] = await Promise.all([realPathIfAny(folder), realPathIfAny(path)]);
  return home !== undefined && real !== undefined && isBelow(home, real);
}

/** True where the path `real` lies below `home`; both without links. */
export function isBelow(home: string, real: string): boolean {
  const inside = relative(home, real);
  return inside !== "" && inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

/** The bytes of the plain file at `real`, a path without links, up to `limit` of them. Throws NotInside; a pipe or device is not waited for. */
export async function readInside(real: string, limit: number): Promise<Buffer> {
  const file = await opened(real, constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new NotInside("not-plain");
    if (stats.size > limit) throw new NotInside("too-large");
    await assertAt(file, stats, real);
    const bytes = Buffer.alloc(stats.size);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

/** Creates a file in `home` by the names of its folders and its own; false where it exists. Folders are made; none may be a link. */
export async function createInside(home: string, parts: readonly string[], text: string): Promise<boolean> {
  return inFolder(home, parts, async (folder, name, real) => {
    let file: FileHandle;
    try {
      file = await open(join(folder, name), constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | O_NOFOLLOW, 0o666);
    } catch (error) {
      if (hasCode(error, "EEXIST")) return false;
      throw error;
    }
    try {
      // Not a byte goes into a file that is somewhere else.
      await assertAt(file, await file.stat(), real);
      await file.writeFile(text, "utf8");
      await file.sync();
      return true;
    } catch (error) {
      await rm(join(folder, name), { force: true });
      throw error;
    } finally {
      await file.close();
    }
  });
}

/** Replaces a file of `home` in one step. Neither it nor a folder above it may be a link. */
export async function replaceInside(home: string, parts: readonly string[], text: string): Promise<void> {
  await inFolder(home, parts, async (folder, name, real) => {
    const present = await lstat(join(folder, name)).catch(() => undefined);
    if (present?.isFile() !== true) throw new NotInside(present?.isSymbolicLink() === true ? "link" : "not-plain");
    const draft = `${name}.${randomIds.unique().slice(0, 8)}.tmp`;
    const file = await open(
      join(folder, draft),
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | O_NOFOLLOW,
      present.mode & 0o777,
    );
    try {
      await assertAt(file, await file.stat(), join(dirname(real), draft));
      await file.writeFile(text, "utf8");
      await file.sync();
      await rename(join(folder, draft), join(folder, name));
    } catch (error) {
      await rm(join(folder, draft), { force: true });
      throw error;
    } finally {
      await file.close();
    }
  });
}

/** Goes down from `home`, a path without links, holding on to each folder; hands over a path of the last that no swapped link can move. */
async function inFolder<T>(
  home: string,
  parts: readonly string[],
  work: (folder: string, name: string, real: string) => Promise<T>,
): Promise<T> {
  const held: FileHandle[] = [];
  try {
    let real = home;
    held.push(await openFolder(home));
    let folder = await anchor(held, real);
    for (const part of parts.slice(0, -1)) {
      await mkdir(join(folder, part)).catch((error: unknown) => {
        if (!hasCode(error, "EEXIST")) throw error;
      });
      held.push(await openFolder(join(folder, part)));
      real = join(real, part);
      folder = await anchor(held, real);
    }
    const name = parts.at(-1) ?? "";
    return await work(folder, name, join(real, name));
  } catch (error) {
    // Somebody took away a folder that is held open: nothing can be made in it.
    throw hasCode(error, "ENOENT") ? new NotInside("gone") : error;
  } finally {
    for (const folder of held.reverse()) await folder.close();
  }
}

async function openFolder(path: string): Promise<FileHandle> {
  return opened(path, constants.O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
}

/** The folder opened last, by a name that stays with it whatever happens to its path; its path where the system has no such names. */
async function anchor(held: readonly FileHandle[], real: string): Promise<string> {
  const folder = held.at(-1);
  if (folder === undefined) return real;
  await assertAt(folder, await folder.stat(), real);
  const byNumber = `/proc/self/fd/${folder.fd}`;
  return (await sameFile(byNumber, await folder.stat())) ? byNumber : real;
}

async function opened(path: string, flags: number): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch (error) {
    if (hasCode(error, "ENOENT")) throw new NotInside("gone");
    if (hasCode(error, "ELOOP", "EMLINK")) throw new NotInside("link");
    if (hasCode(error, "ENOTDIR", "ENXIO", "EISDIR", "EOPNOTSUPP")) throw new NotInside((await isLink(path)) ? "link" : "not-plain");
    throw error;
  }
}

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isSymbolicLink() === true;
}

/** Throws NotInside where what was opened does not lie at `real`, which has no links in it. */
async function assertAt(file: FileHandle, stats: Stats, real: string): Promise<void> {
  const where = await readlink(`/proc/self/fd/${file.fd}`).catch(() => undefined);
  if (where === undefined ? !((await realpath(real).catch(() => "")) === real && (await sameFile(real, stats))) : where !== real)
    throw new NotInside("link");
}

async function sameFile(path: string, { dev, ino }: Stats): Promise<boolean> {
  const there = await stat(path).catch(() => undefined);
  return there !== undefined && there.dev === dev && there.ino === ino;
}
