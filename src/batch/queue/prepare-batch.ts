import { join } from "node:path";
import { importInput } from "../../app/open-session.ts";
import type { Deps } from "../../app/deps.ts";
import { ensureSnapshot } from "../../book/snapshot/ensure-snapshot.ts";
import { readText, writeTextIfAbsent } from "../../core/files.ts";
import { randomIds } from "../../core/ids.ts";
import type { BatchSpec } from "./batch-spec.ts";
import { fileHash } from "./hashed-copy.ts";
import type { QueueDatabase } from "./open-database.ts";
import { sendTexts, textsHash, workspaceTexts } from "./workspace-texts.ts";

export interface BatchWishes {
  /** Whether jobs write tracking files, packets and drafts into the workspace. */
  readonly files: boolean;
  /** An address from which workers without the workspace get the snapshot. */
  readonly snapshotUrl: string | undefined;
  readonly timeoutMs: number | undefined;
  /** False where no model may be asked. */
  readonly model: boolean;
  /** The language model that was named for all jobs. */
  readonly llm?: string | undefined;
}

/**
 * What a batch's jobs share, from the workspace as it is now: its exports are imported first where they changed. The workspace's text goes into the
 * database; where jobs write files, a marker goes into the workspace, by which a worker knows that it sees the same one.
 */
export async function prepareBatch(deps: Deps, database: QueueDatabase, wishes: BatchWishes): Promise<BatchSpec> {
  const { workspace, environment, clock } = deps;
  await ensureSnapshot(importInput(deps));
  const texts = await workspaceTexts(workspace);
  await sendTexts(database, texts);
  const book = await fileHash(workspace.snapshot);
  const isOn = wishes.model && workspace.config.model !== "off" && (wishes.llm ?? workspace.config.llm) !== "off";
  const marker = wishes.files ? await markedAs(workspace.root) : "";
  return {
    now: clock.now().toISOString(),
    book,
    from: [workspace.snapshot, ...(wishes.snapshotUrl === undefined ? [] : [wishes.snapshotUrl])],
    texts: textsHash(texts),
    workspace: wishes.files ? { root: workspace.root, marker } : null,
    demo: workspace.demo,
    timeoutMs: wishes.timeoutMs ?? null,
    needsKey: isOn && (environment.apiKey ?? environment.authToken) !== undefined,
  };
}

/** What marks a workspace as itself, made when it is first enqueued from. */
async function markedAs(root: string): Promise<string> {
  const path = markerPath(root);
  await writeTextIfAbsent(path, `${randomIds.unique()}\n`, 0o600);
  return (await readText(path)).trim();
}

/** Where the marker of a workspace lies. */
export function markerPath(root: string): string {
  return join(root, ".echo", "queue-marker");
}
