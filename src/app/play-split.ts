import { join } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import type { Day } from "../core/days.ts";
import { readTextIfAny } from "../core/files.ts";
import { parsePlaySplit, type PlaySplit } from "../domain/plays/play-split.ts";

/** The user's own comparison of plays, from plays-split.csv; empty where there is none. Throws DataError with the line that cannot be read. */
export async function readPlaySplit({ root }: Pick<Workspace, "root">): Promise<PlaySplit[]> {
  const file = join(root, "plays-split.csv");
  const text = await readTextIfAny(file);
  return text === undefined ? [] : parsePlaySplit(text, "plays-split.csv");
}

/** Whether the split keeps an account without plays of a kind on a day. */
export function heldOutBy(split: readonly PlaySplit[], asOf: Day): (account: string, intent: string) => boolean {
  const held = new Set(
    split.flatMap(({ account, play, group, from }) => (group === "control" && from <= asOf ? [`${play}/${account}`] : [])),
  );
  return (account, intent) => held.has(`${intent}/${account}`);
}
