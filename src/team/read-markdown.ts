import { join } from "node:path";
import { DataError } from "../core/errors.ts";
import { isWithin } from "../core/files-inside.ts";
import { hasCode, lstatIfAny, readText, statIfAny, walk } from "../core/files.ts";
import type { LoadIssue } from "./load-issue.ts";

const MAX_BYTES = 10 * 1024 * 1024;

/** The Markdown files of a folder and its sub-folders, sorted; the path itself where it is a file; none where there is nothing. */
export async function markdownIn(path: string): Promise<string[]> {
  const found = await statIfAny(path);
  if (found?.isFile() === true) return [path];
  const names = await walk(path);
  return names.filter((name) => /\.md$/i.test(name)).map((name) => join(path, name));
}

/**
 * The text of a Markdown file. Throws DataError where it is missing, no plain file or bigger than 10 MB, or where it is a link that leads out of
 * `folder`: what stands in such a file is sent to models and shown to clients, and a branch of somebody else's may hold a link to anything.
 */
export async function readMarkdown(path: string, folder?: string): Promise<string> {
  const found = await statIfAny(path);
  if (found === undefined) throw new DataError({ code: "file-missing", message: `${path}: no such file`, place: { file: path } });
  if (!found.isFile()) throw new DataError({ code: "file-not-plain", message: `${path}: not a plain file`, place: { file: path } });
  if (found.size > MAX_BYTES)
    throw new DataError({ code: "file-too-big", message: `${path}: the file is bigger than 10 MB`, place: { file: path } });
  const isLink = folder !== undefined && folder !== path && (await lstatIfAny(path))?.isSymbolicLink() === true;
  if (isLink && !(await isWithin(folder, path)))
    throw new DataError({ code: "file-outside", message: `${path}: the link leads out of its folder`, place: { file: path } });
  return readText(path);
}

/** How a file that could not be loaded is reported. Errors that are neither about its text nor about the file system are thrown on. */
export function failureOf(error: unknown, path: string): LoadIssue {
  if (error instanceof DataError) {
    const { message, found, place } = error.detail;
    return { path, line: place?.line ?? 1, reason: `${message.replace(`${path}: `, "")}${found === undefined ? "" : ` (${found})`}` };
  }
  if (error instanceof Error && hasCode(error, "EACCES", "EPERM", "ELOOP", "EISDIR", "ENOENT", "EIO"))
    return { path, line: 1, reason: `cannot be read (${error.message.split(":")[0] ?? "unknown"})` };
  throw error;
}
