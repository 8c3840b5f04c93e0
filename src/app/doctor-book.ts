import { listExports, UNREADABLE } from "../book/import/export-files.ts";
import { lastActivity } from "../book/last-activity.ts";
import { openBook } from "../book/snapshot/open-book.ts";
import { exportsOf } from "../book/import/import-exports.ts";
import { isUpToDate } from "../book/snapshot/manifest.ts";
import type { Workspace } from "../config/workspace.ts";
import type { Clock } from "../core/clock.ts";
import { dayOf, daysBetween } from "../core/days.ts";
import { EchoError } from "../core/errors.ts";
import { readHead, statIfAny } from "../core/files.ts";
import { count, list } from "../core/text.ts";
import { type Check, failed } from "./doctor-check.ts";
import { importSettings } from "./open-session.ts";
import { pulledSources } from "./pulled-sources.ts";

/** Whether there are exports and each can be opened. */
export async function checkExports(workspace: Workspace): Promise<Check> {
  const name = "exports";
  const files = (await listExports(workspace.exports)) ?? [];
  if (files.length === 0)
    return {
      name,
      status: "warn",
      detail: `${workspace.exports} holds no files`,
      fix: "Put your exports there, or try the example with --demo.",
    };
  const closed: string[] = [];
  for (const file of files) if (file.refused === null && !(await canRead(file.absolute))) closed.push(file.path);
  if (closed.length > 0)
    return { name, status: "fail", detail: `cannot be read: ${list(closed.slice(0, 5))}`, fix: "Give yourself the right to read them." };
  const refused = files.filter((file) => file.refused !== null);
  const shown = refused.slice(0, 3).map((file) => `${file.path}: ${file.refused ?? ""}`);
  if (refused.length > 0)
    return {
      name,
      status: "warn",
      detail: `${count(files.length, "file")}, ${refused.length} left out (${shown.join("; ")})`,
      fix: "`echo-cs import` tells what became of every file.",
    };
  return { name, status: "ok", detail: `${count(files.length, "file")} in ${workspace.exports}`, fix: null };
}

/** Whether the snapshot can be read, is that of the exports, and how old its last day is. */
export async function checkSnapshot(workspace: Workspace, clock: Clock): Promise<Check> {
  const name = "snapshot";
  if ((await statIfAny(workspace.snapshot)) === undefined)
    return { name, status: "warn", detail: "there is none yet: the first question makes it", fix: "echo-cs import" };
  try {
    const book = await openBook(workspace.snapshot);
    try {
      const today = dayOf(clock.now(), book.timeZone);
      const last = await lastActivity(book, today);
      const age =
        last === undefined ? "it holds no activity up to today" : `last activity ${last}, ${count(daysBetween(last, today), "day")} ago`;
      const isCurrent = await isUpToDate(
        workspace.snapshot,
        (await exportsOf({ exportsDir: workspace.exports, overridesFile: workspace.overrides, sources: pulledSources(workspace) })) ?? [],
        importSettings(workspace),
      );
      if (!isCurrent)
        return {
          name,
          status: "warn",
          detail: `${book.snapshot} is not that of the exports as they are now; ${age}`,
          fix: "The next question imports them; `echo-cs import` does it now.",
        };
      const damaged = await book.rows<{ file: string; note: string }>(
        "SELECT file, note FROM files WHERE starts_with(note, $unreadable) ORDER BY file",
        { unreadable: UNREADABLE },
      );
      if (damaged.length === 0) return { name, status: "ok", detail: `${book.snapshot}, ${age}`, fix: null };
      return {
        name,
        status: "warn",
        detail: `${book.snapshot} is without ${list(damaged.slice(0, 3).map(({ file, note }) => `${file} (${note})`))}; ${age}`,
        fix: "Export these files again: they are cut or damaged.",
      };
    } finally {
      book.close();
    }
  } catch (error) {
    // A snapshot that cannot be used is made anew by itself.
    if (error instanceof EchoError) return failed(name, error, "warn");
    throw error;
  }
}

async function canRead(path: string): Promise<boolean> {
  try {
    await readHead(path, 1);
    return true;
  } catch {
    return false;
  }
}
