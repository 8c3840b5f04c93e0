import { dirname, join, relative, sep } from "node:path";
import { createInside, isBelow, isWithin, NotInside, readInside, replaceInside } from "../core/files-inside.ts";
import { hasCode, lstatIfAny, namesIn, realPathIfAny, statIfAny } from "../core/files.ts";
import { ToolError } from "./tool-error.ts";
import { assertNoDotName, isSameName, newNames, workspaceParts } from "./workspace-path.ts";

/** Folders in which an agent may write. */
export const WRITABLE = ["drafts", "reports"] as const;

/** Larger files are for import, not for a prompt. */
const MAX_BYTES = 5_000_000;

/** A file that is replaced in one step while it is looked at is looked at again. */
const ATTEMPTS = 3;

/**
 * The text of a plain file inside the workspace. Throws ToolError for one that is outside of it, also by way of a link that is swapped in while
 * we look, for dot files (keys, the snapshot), for what is no plain file, no text, or larger than 5 MB.
 */
export async function readWorkspaceText(root: string | null, path: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const real = await found(root, path);
    try {
      const text = (await readInside(real, MAX_BYTES)).toString("utf8");
      if (text.includes("\u0000")) throw new ToolError(`${path} is no text file.`);
      return text;
    } catch (error) {
      if (attempt < ATTEMPTS && error instanceof NotInside && (error.why === "gone" || error.why === "link")) continue;
      throw told(error, path);
    }
  }
}

/** Which of these paths (as `walk` lists them) lie inside the workspace: what a link leads out to is not listed. */
export async function insideOnly(root: string, paths: readonly string[]): Promise<string[]> {
  const inside = await Promise.all(paths.map((path) => isWithin(root, join(root, path))));
  return paths.filter((_path, index) => inside[index] === true);
}

/** Throws ToolError for a path under which nothing may be written. */
export async function assertWritable(root: string | null, path: string): Promise<void> {
  await writable(root, path);
}

/** Creates a text file under drafts/ or reports/; false where it exists, under this name or one that looks the same. */
export async function createWorkspaceText(root: string | null, path: string, text: string): Promise<boolean> {
  const { home, parts } = await writable(root, path);
  const names = newNames(parts, path);
  const folder = join(home, ...names.slice(0, -1));
  if ((await namesIn(folder)).some((name) => isSameName(name, names.at(-1) ?? ""))) return false;
  try {
    return await createInside(home, names, text);
  } catch (error) {
    throw told(error, path);
  }
}

/** The text of a file that may be replaced. Throws ToolError as the two do. */
export async function readWritableText(root: string | null, path: string): Promise<string> {
  await writable(root, path);
  return readWorkspaceText(root, path);
}

/** Replaces a text file under drafts/ or reports/. */
export async function replaceWorkspaceText(root: string | null, path: string, text: string): Promise<void> {
  const { home, parts } = await writable(root, path);
  try {
    await replaceInside(home, parts, text);
  } catch (error) {
    throw told(error, path);
  }
}

/** Where a file is to be written. Throws ToolError for a path under which nothing may be written: outside of drafts/ and reports/, or with a link in it. */
async function writable(root: string | null, path: string): Promise<{ home: string; parts: readonly string[] }> {
  const { home, parts } = await enter(root, path);
  const inside = parts.join("/");
  if (!WRITABLE.some((folder) => inside.startsWith(`${folder}/`)))
    throw new ToolError(`Writing is allowed under ${WRITABLE.join("/ and ")}/ only.`);
  for (let part = inside; part !== "."; part = dirname(part)) {
    const stats = await lstatIfAny(join(home, part)).catch((error: unknown) => {
      throw told(error, path);
    });
    if (stats === undefined) continue;
    if (stats.isSymbolicLink()) throw new ToolError(`${part} is a link; writing through links is not allowed.`);
    if (part === inside && !stats.isFile()) throw new ToolError(`${path} is no plain file.`);
    if (part !== inside && !stats.isDirectory()) throw new ToolError(`${part} is no folder.`);
  }
  return { home, parts };
}

async function found(root: string | null, path: string): Promise<string> {
  const { home, parts } = await enter(root, path);
  const real = await realPathIfAny(join(home, ...parts)).catch((error: unknown) => {
    throw told(error, path);
  });
  if (real === undefined) throw new ToolError(`There is no file ${path} in the workspace. Find files with glob.`);
  if (!isBelow(home, real)) throw new ToolError(`${path} leads out of the workspace.`);
  assertNoDotName(relative(home, real).split(sep), path);
  if ((await statIfAny(real))?.isFile() !== true) throw new ToolError(`${path} is no plain file.`);
  return real;
}

async function enter(root: string | null, path: string): Promise<{ home: string; parts: readonly string[] }> {
  const home = root === null ? undefined : await realPathIfAny(root);
  if (home === undefined) throw new ToolError("There is no workspace to look into.");
  return { home, parts: workspaceParts(path) };
}

const WHY: Readonly<Record<NotInside["why"], string>> = {
  gone: "is gone",
  "not-plain": "is no plain file",
  "too-large": `is larger than ${MAX_BYTES} bytes; look for what you need with import or a smaller file`,
  link: "leads over a link that was changed meanwhile, out of the workspace",
};

/** What is wrong with a file, told to the model; what is a fault of ours passes through. */
function told(error: unknown, path: string): unknown {
  if (error instanceof NotInside) return new ToolError(`${path} ${WHY[error.why]}.`);
  if (hasCode(error, "ENAMETOOLONG", "ELOOP", "EACCES", "EPERM", "EINVAL", "ENOTDIR", "EISDIR"))
    return new ToolError(`${path} cannot be opened (${error instanceof Error && "code" in error ? String(error.code) : "unknown"}).`);
  return error;
}
