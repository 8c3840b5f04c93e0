import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "./errors.ts";

/**
 * Reading without waiting, for the start of commands that look at a handful of small files and end: a promise for each would take longer
 * than the reading. Everything else goes through files.ts.
 */

/** Size and times of what `path` leads to, or undefined where there is nothing. */
export function statNow(path: string): Stats | undefined {
  return absentAsUndefined(() => statSync(path, { throwIfNoEntry: false }));
}

/** The text of `path`, or undefined where there is no such file. */
export function readTextNow(path: string): string | undefined {
  return absentAsUndefined(() => readFileSync(path, "utf8"));
}

/** The bytes of `path`, or undefined where there is no such file. */
export function readBytesNow(path: string): Buffer | undefined {
  return absentAsUndefined(() => readFileSync(path));
}

/** The files below a folder, as `/`-separated paths in it, sorted; without hidden files and folders. None where there is no such folder. */
export function walkNow(folder: string, under = ""): string[] {
  const entries = absentAsUndefined(() => readdirSync(join(folder, under), { withFileTypes: true })) ?? [];
  return entries
    .filter((entry) => !entry.name.startsWith("."))
    .flatMap((entry) => {
      const path = under === "" ? entry.name : `${under}/${entry.name}`;
      return entry.isDirectory() ? walkNow(folder, path) : [path];
    })
    .sort();
}

/**
 * Makes a folder and those above it, of `mode` where one is given; what is there stays as it is. Step by step: the runtime's own `recursive` never
 * ends where a folder refuses a new one as "not found", as /proc does.
 */
export function makeFolderNow(path: string, mode: number | undefined): void {
  if (statNow(path)?.isDirectory() === true) return;
  const above = dirname(path);
  if (above !== path && statNow(above) === undefined) makeFolderNow(above, mode);
  try {
    mkdirSync(path, mode);
  } catch (error) {
    // Another process may have made it in between.
    if (statNow(path)?.isDirectory() !== true) throw error;
  }
}

/** A branch that somebody else pushed may hold a link among our files: it chooses neither what is overwritten nor what is shown. */
export function assertLeadsNowhereElse(path: string): void {
  const real = linkedElsewhere(path);
  if (real === undefined) return;
  throw new UserError({
    code: "link-elsewhere",
    message: `${path} is a link to a file in another folder, and is not followed.`,
    found: real,
    fix: "Name that file itself, or remove the link.",
    place: { file: path },
  });
}

/**
 * The plain file in another folder that `path`, a link, leads to; undefined where there is no link, or one that leads nowhere, to its own
 * folder, to a device or to a pipe. Checking out somebody's branch can put such a link where a report is about to be written.
 */
function linkedElsewhere(path: string): string | undefined {
  if (path.startsWith("/dev/") || lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return undefined;
  return absentAsUndefined(() => {
    const real = realpathSync(path);
    return statSync(real).isFile() && dirname(real) !== realpathSync(dirname(path)) ? real : undefined;
  });
}

function absentAsUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return undefined;
    throw error;
  }
}
