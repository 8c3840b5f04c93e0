import type { Deps } from "../app/deps.ts";
import { readEnvironment } from "../config/environment.ts";
import { findWorkspace, type Workspace, writingTo } from "../config/workspace.ts";
import { UserError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { clean } from "../core/text.ts";
import type { Io } from "./io.ts";
import type { BookFlags } from "./options.ts";
import { PACKAGE_ROOT } from "./package-root.ts";

/** What a use case needs, built from the flags, the environment and the current folder. */
export async function wire(io: Io, flags: BookFlags): Promise<Deps> {
  const workspace = await workspaceOf(io, flags);
  const owner = flags.owner ?? workspace.config.me;
  const { within } = io;
  return { workspace, environment: readEnvironment(io.env), clock: { now: io.now }, log: logTo(io, flags.logLevel), owner, within };
}

async function workspaceOf({ cwd, within }: Io, { directory: dir, demo }: BookFlags): Promise<Workspace> {
  const find = (): Promise<Workspace> => findWorkspace({ cwd, packageRoot: PACKAGE_ROOT, dir, demo });
  if (within === undefined) return find();
  const found = await within.shared.once(`workspace ${cwd} ${dir ?? ""} ${demo === true}`, find);
  const workspace = within.book === undefined ? found : { ...found, snapshot: within.book };
  return within.scratch === undefined ? workspace : writingTo(within.scratch, workspace);
}

const LEVELS = ["warn", "info", "debug"];

/** Talk goes to stderr, stripped of control codes. Throws UserError for a level that is none. */
export function logTo(io: Io, level = io.quiet === true ? "warn" : "info"): Log {
  const rank = LEVELS.indexOf(level);
  if (rank < 0)
    throw new UserError({
      code: "bad-log-level",
      message: `There is no log level "${level}".`,
      found: level,
      allowed: LEVELS,
      fix: "Correct --log-level.",
    });
  const say = (line: string): void => io.stderr(`${clean(line)}\n`);
  return {
    warn: (line) => say(`warning: ${line}`),
    info: rank >= 1 ? say : () => {},
    notice: io.notice === undefined ? say : (line) => io.notice?.(clean(line)),
    ...(rank >= 2 ? { debug: (line: string) => say(`debug: ${line}`) } : {}),
  };
}
