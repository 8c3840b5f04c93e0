import { join } from "node:path";
import { findWorkspace } from "../config/workspace.ts";
import { UserError } from "../core/errors.ts";
import type { Io } from "./io.ts";
import { PACKAGE_ROOT } from "./package-root.ts";

export interface TeamFolders {
  readonly agents: readonly string[];
  readonly references: readonly string[];
}

/** The shipped agents and references. */
export function shippedFolders(): TeamFolders {
  return { agents: [join(PACKAGE_ROOT, "agents")], references: [join(PACKAGE_ROOT, "references")] };
}

/** Where the team is read from: the workspace's folders over the shipped ones, or the shipped ones alone where there is no workspace. */
export async function teamFolders(io: Io, directory: string | undefined): Promise<TeamFolders> {
  try {
    return await findWorkspace({ cwd: io.cwd, packageRoot: PACKAGE_ROOT, dir: directory });
  } catch (error) {
    if (error instanceof UserError && error.code === "no-workspace") return shippedFolders();
    throw error;
  }
}
