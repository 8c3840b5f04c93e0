import { checkConflicts, checkDisk, checkEdits, checkHistory, checkLedgers, litterOlderThan } from "./check-files.ts";
import { checkSnapshot } from "./check-snapshot.ts";
import { checkFlat } from "./fit.ts";
import type { Human } from "./human.ts";
import type { McpSession } from "./mcp-session.ts";
import type { Processes } from "./processes.ts";
import type { Violations } from "./violations.ts";
import type { SoakPlace } from "./workspace.ts";

/** What is looked at all the time. */
export interface Watch {
  /** Holds the workspace against every invariant. */
  check(): Promise<void>;
  /** What can only be said of the whole time. */
  conclude(): void;
  /** Takes conflict files down that a command told of. */
  heard(text: string): void;
  readonly seen: { checks: number; conflicts: number; disk: Readonly<Record<string, number>>; history: readonly string[] };
}

export interface Watched {
  readonly place: SoakPlace;
  readonly human: Human;
  readonly processes: Processes;
  readonly violations: Violations;
}

/** Killed commands leave drafts and locks; a sweep clears away what is ten minutes old. How soon one comes to its end depends on the machine. */
const LITTER_SECONDS = 660;

/** Temporary files go with the command that made them, or with a later one. */
const LONGEST_SECONDS = 900;

export function openWatch({ place: { root, home, temp }, human, processes, violations }: Watched): Watch & { mcp?: McpSession } {
  const told = new Set<string>();
  const seen: Watch["seen"] = { checks: 0, conflicts: 0, disk: {}, history: [] };
  let accounts = 0;
  const watch: Watch & { mcp?: McpSession } = {
    seen,
    heard: (text) => {
      for (const [file] of text.matchAll(/[\w.-]+\.conflict-[0-9a-f]+/g)) told.add(file);
    },
    check: async () => {
      seen.checks += 1;
      await checkEdits(root, human, violations);
      checkLedgers(root, violations);
      seen.history = checkHistory(root, seen.history, violations);
      accounts = await checkSnapshot(root, accounts, violations);
      const old = [
        ...litterOlderThan(root, LITTER_SECONDS, processes.sweptAt()),
        ...litterOlderThan(temp, LONGEST_SECONDS, Date.now(), true),
      ];
      for (const file of old) violations.add("drafts and locks do not outlive their processes", file);
      for (const file of litterOlderThan(home, 0, Date.now(), true)) violations.add("nothing is written outside", file);
      seen.conflicts = checkConflicts(root, told, processes.killedAt, violations);
      seen.disk = checkDisk(root, violations);
      await watch.mcp?.sample();
    },
    conclude: () => {
      if (watch.mcp === undefined) return;
      checkFlat("the MCP server's memory is flat", watch.mcp.memory, { least: 10e6, share: 0.05 }, violations);
      checkFlat("what the MCP server holds after a collection is flat", watch.mcp.held, { least: 2e6, share: 0.05 }, violations);
      checkFlat("the MCP server's open files are flat", watch.mcp.files, { least: 1, share: 0.05 }, violations);
    },
  };
  return watch;
}
