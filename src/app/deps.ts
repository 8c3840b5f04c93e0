import type { Environment } from "../config/environment.ts";
import type { Workspace } from "../config/workspace.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { Within } from "./within.ts";

/** What a use case may touch beside its input. The command line builds the real one, tests their own. */
export interface Deps {
  readonly workspace: Workspace;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly log: Log;
  /** Whose accounts every command looks at, as a person wrote it; undefined for all. */
  readonly owner?: string | undefined;
  /** What it shares with other commands of the process; absent where it runs alone. */
  readonly within?: Within | undefined;
}
