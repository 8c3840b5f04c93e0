import type { ConfigPlace } from "../app/config-settings.ts";
import { findWorkspace, type Workspace } from "../config/workspace.ts";
import { UserError } from "../core/errors.ts";
import type { Io } from "./io.ts";
import type { BookFlags } from "./options.ts";
import { PACKAGE_ROOT } from "./package-root.ts";

export type ConfigFlags = Pick<BookFlags, "directory" | "demo" | "json">;

/** Where settings are read from; the defaults alone outside a workspace. */
export async function configPlace(flags: ConfigFlags, io: Io): Promise<ConfigPlace> {
  try {
    const { config, configPath } = await configWorkspace(flags, io);
    return { config, file: configPath, env: io.env };
  } catch (error) {
    if (error instanceof UserError && error.code === "no-workspace") return { config: {}, file: undefined, env: io.env };
    throw error;
  }
}

/** The workspace whose settings are meant. */
export async function configWorkspace({ directory, demo }: ConfigFlags, io: Io): Promise<Workspace> {
  return findWorkspace({ cwd: io.cwd, packageRoot: PACKAGE_ROOT, dir: directory, demo });
}
