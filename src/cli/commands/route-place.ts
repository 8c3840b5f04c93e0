import { isAbsolute, join, resolve } from "node:path";
import { BUILT_TEAM, type RouterPlace } from "../../app/route-team.ts";
import { nearestWorkspace } from "../../config/nearest-workspace.ts";
import { UserError } from "../../core/errors.ts";
import { statNow } from "../../core/files-now.ts";
import type { Io } from "../io.ts";
import { PACKAGE_ROOT } from "../package-root.ts";

export interface PlaceFlags {
  readonly directory?: string;
  readonly demo?: boolean;
}

/**
 * Where a request is routed: the workspace that any command would take, found without reading its settings, and outside a workspace the
 * shipped team alone. Throws UserError for a folder of -C that does not exist.
 */
export async function routerPlace(io: Pick<Io, "cwd">, { directory, demo }: PlaceFlags): Promise<RouterPlace> {
  return {
    packageRoot: PACKAGE_ROOT,
    built: join(PACKAGE_ROOT, BUILT_TEAM),
    workspace: await workspaceOf(io.cwd, directory, demo),
  };
}

async function workspaceOf(cwd: string, directory: string | undefined, demo: boolean | undefined): Promise<RouterPlace["workspace"]> {
  if (demo === true) return { root: join(cwd, "echo-demo"), own: join(PACKAGE_ROOT, "examples", "northstar") };
  if (directory === undefined) {
    const root = nearestWorkspace(cwd);
    return root === undefined ? undefined : { root, own: root };
  }
  const root = isAbsolute(directory) ? directory : resolve(cwd, directory);
  if (statNow(root)?.isDirectory() !== true)
    throw new UserError({
      code: "no-folder",
      message: `There is no folder ${directory}.`,
      found: directory,
      fix: "Name an existing folder with -C.",
    });
  return { root, own: root };
}
