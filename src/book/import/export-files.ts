import { join } from "node:path";
import { isBelow } from "../../core/files-inside.ts";
import { realPathIfAny, statIfAny, walk } from "../../core/files.ts";
import type { DataTable } from "../schema.ts";

/** One file under the exports folder. `path` is relative to it, `/`-separated; `refused` says why it is not to be opened. */
export interface ExportFile {
  readonly path: string;
  readonly absolute: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly refused: string | null;
  /** Set for a sheet of a workbook, which stands at `absolute` as CSV: day 0 of its serial dates, and what to tell of it. */
  readonly sheet?: { readonly epoch: string; readonly note: string | null };
  /** Set for rows that were pulled from an engine, which stand at `absolute` as Parquet: their table, and what changes with them. */
  readonly source?: { readonly table: DataTable; readonly digest: string; readonly columns: readonly string[] };
}

/** What Office leaves beside an open document and Windows in any folder: like names that begin with a dot, these are nobody's exports. */
const LEFT_BEHIND = /(^|\/)(~\$[^/]*|thumbs\.db|desktop\.ini)$/i;

/** What ECHO itself keeps in a folder whose files are read as they lie there: its settings, checklists, packets and drafts. */
const OURS = /^(echo\.ya?ml|(tasks|handoffs|drafts)\/.*\.md)$/;

/**
 * Everything under `folder` that is no folder and that somebody put there, in the order of paths, or undefined where there is no such folder.
 * Links that lead out of it, devices, pipes and files of other formats are listed with the reason they are refused.
 */
export async function listExports(folder: string): Promise<readonly ExportFile[] | undefined> {
  const root = await realPathIfAny(folder);
  if (root === undefined) return undefined;
  const files: ExportFile[] = [];
  for (const path of await walk(root)) if (!LEFT_BEHIND.test(path) && !OURS.test(path)) files.push(await inspect(root, path));
  return files;
}

async function inspect(root: string, path: string): Promise<ExportFile> {
  const absolute = join(root, path);
  const refuse = (refused: string): ExportFile => ({ path, absolute, size: 0, modifiedMs: 0, refused });
  const target = await realPathIfAny(absolute);
  if (target === undefined) return refuse("the link leads nowhere");
  // Whatever the last name is: a folder above it may have become a link since it was listed.
  if (!isBelow(root, target)) return refuse("the link leads out of the exports folder");
  const stats = await statIfAny(target);
  if (stats === undefined || !stats.isFile()) return refuse("not a regular file");
  return {
    path,
    absolute: target,
    size: stats.size,
    modifiedMs: stats.mtimeMs,
    refused: formatFault(path, stats.size),
  };
}

/** How the note begins of a file that is cut, damaged or closed to us; the reason follows. */
export const UNREADABLE = "it could not be read";

const READ = /\.(csv|tsv|txt|json|ndjson|jsonl|ics|mbox|eml)(\.gz)?$|\.(parquet|xlsx|zip)$/i;

/** Why a file of this name and size is not to be opened, or null. */
export function formatFault(path: string, size: number): string | null {
  if (size === 0) return "the file is empty";
  if (/\.xls[mb]?$/i.test(path)) return "an old or special workbook: save it as XLSX or CSV";
  return READ.test(path) ? null : `not a format that is read here; expected ${FORMATS_READ}`;
}

/** For messages: the kinds of files that import looks into. */
export const FORMATS_READ =
  ".csv, .tsv, .txt, .json, .ndjson, .jsonl, .ics, .mbox, .eml (each also as .gz), .parquet, .xlsx or a .zip of these";
