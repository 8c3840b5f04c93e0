import { join } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import type { Clock } from "../core/clock.ts";
import { lstatIfAny, move, namesIn, readTextIfAny, removeAny } from "../core/files.ts";
import { hash } from "../core/ids.ts";
import { readHold } from "../run/model/open-hold.ts";

/** Nothing of ours is written, and no lock of a write is held, for longer than milliseconds. */
const DEAD_AFTER_MS = 600_000;

const DRAFT = /\.[0-9a-f]{8}\.tmp$/;
const REPLACED = /^(.+)\.[0-9a-f]{8}\.old\.tmp$/;
const WRITE_LOCK = /\.lock(?:\.turn)?(?:\.[0-9a-f]{8})?$/;
const RUN_LOCK = /^transcript-\d+\.lock$/;

/**
 * Removes what processes left behind that were killed while they wrote: half-written drafts, locks, and the hold of a model run whose process is
 * no more. A replaced text that may hold somebody's last edit is not removed but laid aside beside its file; the paths of those are returned.
 */
export async function clearLeftovers(workspace: Workspace, clock: Clock): Promise<readonly string[]> {
  const { root, tasks, handoffs, drafts, runs } = workspace;
  const own = [tasks, handoffs, drafts, ...["memory", "history", "reports"].map((name) => join(root, name))];
  const ofRuns = (await namesIn(runs)).map((name) => join(runs, name));
  const aside: string[] = [];
  for (const folder of new Set([...own, ...ofRuns])) aside.push(...(await clearFolder(folder, clock.now().getTime() - DEAD_AFTER_MS)));
  return aside;
}

async function clearFolder(folder: string, before: number): Promise<string[]> {
  const aside: string[] = [];
  for (const name of await namesIn(folder)) {
    const isLeftover = DRAFT.test(name) || REPLACED.test(name) || WRITE_LOCK.test(name);
    const path = join(folder, name);
    const found = isLeftover ? await lstatIfAny(path) : undefined;
    if (found?.isFile() !== true || found.mtimeMs > before) continue;
    if (RUN_LOCK.test(name) && (await readHold(path)) !== undefined) continue;
    const [, replaced] = REPLACED.exec(name) ?? [];
    // With a second name it is still the file itself.
    if (replaced === undefined || found.nlink > 1) await removeAny(path);
    else aside.push(...(await layAside(path, join(folder, replaced))));
  }
  return aside;
}

async function layAside(old: string, file: string): Promise<string[]> {
  const text = (await readTextIfAny(old)) ?? "";
  if (text === (await readTextIfAny(file))) {
    await removeAny(old);
    return [];
  }
  const aside = `${file}.conflict-${hash(text, 8)}`;
  await move(old, aside);
  return [aside];
}
