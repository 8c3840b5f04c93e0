import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Deps } from "../app/deps.ts";
import { type Shared, shared } from "../app/within.ts";
import { readEnvironment } from "../config/environment.ts";
import { findWorkspace, type Workspace, writingTo } from "../config/workspace.ts";
import { systemClock } from "../core/clock.ts";
import { removeAny, statIfAny } from "../core/files.ts";
import { randomIds } from "../core/ids.ts";
import { silentLog } from "../core/log.ts";
import type { WorkspaceOptions } from "./workspace-options.ts";

/** The folder of the installed package: this module and the chunk it is bundled into both lie two folders below it. */
const PACKAGE_ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** What use cases need, and the end of it. */
export interface LibraryDeps {
  readonly deps: Deps;
  close(): Promise<void>;
}

/** Finds the workspace and makes what use cases need; what they open is shared until it is closed. Throws UserError and DataError. */
export async function libraryDeps(options: WorkspaceOptions): Promise<LibraryDeps> {
  const cwd = resolve(".");
  const place = { packageRoot: PACKAGE_ROOT, dir: options.directory, demo: options.demo };
  const usual = await findWorkspace({ cwd, ...place });
  // The example's folder would be made for its snapshot alone: who keeps no files gets it elsewhere, unless it is there already.
  const away =
    options.files === false && usual.demo && (await statIfAny(usual.root)) === undefined
      ? join(tmpdir(), `echo-cs-demo-${randomIds.unique()}`)
      : undefined;
  const found = away === undefined ? usual : await findWorkspace({ cwd: away, ...place });
  const scratch = options.files === false ? (away ?? join(dirname(found.snapshot), `scratch-${randomIds.unique()}`)) : undefined;
  const workspace: Workspace = scratch === undefined ? found : writingTo(scratch, found);
  const common: Shared = shared();
  const { log: say } = options;
  const log = say === undefined ? silentLog : { info: say, warn: say };
  const owner = options.owner ?? workspace.config.me;
  return {
    deps: { workspace, environment: readEnvironment(), clock: systemClock, log, owner, within: { shared: common } },
    close: async () => {
      await common.close();
      if (scratch !== undefined) await removeAny(scratch);
    },
  };
}

/** Where the shipped words and agents lie, for what needs no workspace. */
export const SHIPPED = { references: [join(PACKAGE_ROOT, "references")], agents: [join(PACKAGE_ROOT, "agents")] };
