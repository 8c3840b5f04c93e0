import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { lstatIfAny, realPathIfAny, statIfAny } from "../core/files.ts";
import { ToolError } from "./tool-error.ts";

/** Folders in which an agent may write. */
export const WRITABLE = ["drafts", "reports"] as const;

/**
 * The absolute path of an existing file inside the workspace. Throws ToolError for one that is outside of it, also by way
 * of a link, for dot files (keys, the snapshot) and for what is no plain file.
 */
export async function readablePath(root: string | null, path: string): Promise<string> {
  const { home, inside } = await enter(root, path);
  const real = await realPathIfAny(join(home, inside));
  if (real === undefined) throw new ToolError(`There is no file ${path} in the workspace. Find files with glob.`);
  assertInside(home, real, path);
  if ((await statIfAny(real))?.isFile() !== true) throw new ToolError(`${path} is no plain file.`);
  return real;
}

/** The absolute path of a file to write under drafts/ or reports/. Neither it nor a folder above it may be a link. */
export async function writablePath(root: string | null, path: string): Promise<string> {
  const { home, inside } = await enter(root, path);
  if (!WRITABLE.some((folder) => inside.startsWith(`${folder}/`)))
    throw new ToolError(`Writing is allowed under ${WRITABLE.join("/ and ")}/ only.`);
  for (let part = inside; part !== "."; part = dirname(part)) {
    const stats = await lstatIfAny(join(home, part));
    if (stats === undefined) continue;
    if (stats.isSymbolicLink()) throw new ToolError(`${part} is a link; writing through links is not allowed.`);
    if (part === inside && !stats.isFile()) throw new ToolError(`${path} is no plain file.`);
    if (part !== inside && !stats.isDirectory()) throw new ToolError(`${part} is no folder.`);
  }
  return join(home, inside);
}

async function enter(root: string | null, path: string): Promise<{ home: string; inside: string }> {
  const home = root === null ? undefined : await realPathIfAny(root);
  if (home === undefined) throw new ToolError("There is no workspace to look into.");
  const parts = path.split(/[/\\]/u).filter((part) => part !== "" && part !== ".");
  if (isAbsolute(path) || /^[a-z]:|^~|[\u0000-\u001F\u007F\\]/iu.test(path) || parts.includes(".."))
    throw new ToolError("Name a path inside the workspace, relative to its top, without ..");
  if (parts.length === 0) throw new ToolError("Name a file.");
  assertNoDotName(parts, path);
  return { home, inside: parts.join("/") };
}

function assertInside(home: string, real: string, asked: string): void {
  const inside = relative(home, real);
  if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) throw new ToolError(`${asked} leads out of the workspace.`);
  assertNoDotName(inside.split(sep), asked);
}

function assertNoDotName(parts: readonly string[], asked: string): void {
  if (parts.some((part) => part.startsWith(".")))
    throw new ToolError(`${asked} is closed: names that begin with a dot are not read or written.`);
}
