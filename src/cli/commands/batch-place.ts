import { dirname, join, resolve } from "node:path";
import { findWorkspace } from "../../config/workspace.ts";
import { UserError } from "../../core/errors.ts";
import { readTextIfAny, writeTextAtomic } from "../../core/files.ts";
import { hash, randomIds } from "../../core/ids.ts";
import { stableJson } from "../../core/json.ts";
import type { Io } from "../io.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import type { BatchFlags } from "./batch-flags.ts";

/** Where a batch keeps what it needs to be gone on with. */
export interface BatchPlace {
  /** The results: --out, else a file beside the snapshot that the same command finds again. */
  readonly results: string;
  /** Names this batch from its start to its last --resume: model runs that were cut are known by it. */
  readonly batch: string;
  /** What jobs write with --no-files; removed when all are done. */
  readonly scratch: string;
}

/** Finds the place of a batch, and names it anew unless it is gone on with. Without a workspace it is the current folder's `.echo`. */
export async function batchPlace(named: string, flags: BatchFlags, io: Io): Promise<BatchPlace> {
  const folder = join(await homeOf(flags, io), "batches");
  const source = named === "-" ? "-" : resolve(io.cwd, named);
  const results =
    flags.out === undefined
      ? join(folder, `${hash(stableJson([source, flags.accounts, flags.set, flags.shard]), 12)}.ndjson`)
      : resolve(io.cwd, flags.out);
  const nameFile = join(folder, `${hash(results, 12)}.name`);
  const known = flags.resume === true ? (await readTextIfAny(nameFile))?.trim() : undefined;
  const batch = known ?? randomIds.unique();
  if (known === undefined) await writeTextAtomic(nameFile, `${batch}\n`, 0o600);
  return { results, batch, scratch: join(folder, `${batch}.scratch`) };
}

async function homeOf(flags: BatchFlags, io: Io): Promise<string> {
  try {
    const { snapshot } = await findWorkspace({ cwd: io.cwd, packageRoot: PACKAGE_ROOT, dir: flags.directory, demo: flags.demo });
    return dirname(snapshot);
  } catch (error) {
    // Jobs may name their workspaces themselves, or need none.
    if (error instanceof UserError && error.code === "no-workspace") return join(io.cwd, ".echo");
    throw error;
  }
}
