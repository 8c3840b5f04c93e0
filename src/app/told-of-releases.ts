import { join } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import type { Day } from "../core/days.ts";
import { appendText, readTextIfAny } from "../core/files.ts";
import { isRecord, parseJson } from "../core/json.ts";

/** That a draft on a feature was written to an account; a line of history/releases.ndjson. */
export interface ToldOf {
  readonly feature: string;
  readonly account: string;
  readonly on: Day;
  /** The draft, inside the workspace. It may be gone: it was sent. */
  readonly draft: string;
}

/** What was told, by feature and account. Lines that are none are passed over: the file is merged by union and edited by hand. */
export async function toldOfReleases(workspace: Workspace): Promise<ReadonlyMap<string, ToldOf>> {
  const text = (await readTextIfAny(historyFile(workspace))) ?? "";
  const told = new Map<string, ToldOf>();
  for (const line of text.split("\n")) {
    const parsed = parseJson(line);
    if (!parsed.ok || !isRecord(parsed.value)) continue;
    const { feature, account, on, draft } = parsed.value;
    if (typeof feature !== "string" || typeof account !== "string" || typeof on !== "string" || typeof draft !== "string") continue;
    const key = toldKey(feature, account);
    const known = told.get(key);
    if (known === undefined || on < known.on) told.set(key, { feature, account, on, draft });
  }
  return told;
}

/** Adds to the history that a draft tells an account of a shipped feature, so that the next run does not tell it again. */
export async function rememberTold(workspace: Workspace, { feature, account, on, draft }: ToldOf): Promise<void> {
  await appendText(historyFile(workspace), `${JSON.stringify({ schema: 1, feature, account, on, draft })}\n`);
}

/** Equal for the same feature and account. */
export function toldKey(feature: string, account: string): string {
  return `${feature}\u0000${account}`;
}

function historyFile({ root }: Workspace): string {
  return join(root, "history", "releases.ndjson");
}
