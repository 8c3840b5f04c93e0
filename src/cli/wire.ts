import type { Deps } from "../app/deps.ts";
import { readEnvironment } from "../config/environment.ts";
import { findWorkspace } from "../config/workspace.ts";
import type { Log } from "../core/log.ts";
import { clean } from "../core/text.ts";
import type { Io } from "./io.ts";
import type { BookFlags } from "./options.ts";
import { PACKAGE_ROOT } from "./package-root.ts";

/** What a use case needs, built from the flags, the environment and the current folder. */
export async function wire(io: Io, flags: BookFlags): Promise<Deps> {
  const workspace = await findWorkspace({ cwd: io.cwd, packageRoot: PACKAGE_ROOT, dir: flags.directory, demo: flags.demo });
  const owner = flags.owner ?? workspace.config.me;
  return { workspace, environment: readEnvironment(io.env), clock: { now: io.now }, log: logTo(io), owner };
}

/** Talk goes to stderr, stripped of control codes. */
export function logTo(io: Io): Log {
  return { info: (line) => io.stderr(`${clean(line)}\n`), warn: (line) => io.stderr(`warning: ${clean(line)}\n`) };
}
