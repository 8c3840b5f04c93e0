import { charterReport, requireRule } from "../../app/charter.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { loadTeam } from "../../team/load-team.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../render/paint.ts";
import { renderCharter, renderRule, renderRules } from "../render/render-charter.ts";
import { teamFolders } from "../team-folders.ts";

export interface CharterFlags {
  readonly directory?: string;
  readonly json?: boolean;
  readonly rules?: boolean;
}

/** Runs `charter`: the lanes and rules, one rule, or every rule with its enforcement. */
export async function runCharter(id: string | undefined, flags: CharterFlags, io: Io): Promise<ExitCode> {
  const { agents, references } = await teamFolders(io, flags.directory);
  const report = charterReport(await loadTeam(agents, { references }));
  const view = { paint: paintFor(io), width: io.width, cwd: io.cwd };
  const rule = id === undefined ? undefined : requireRule(report, id);
  if (flags.json === true) io.stdout(`${JSON.stringify(rule ?? report, null, 2)}\n`);
  else if (rule !== undefined) io.stdout(renderRule(rule, report, view));
  else io.stdout(flags.rules === true ? renderRules(report, view) : renderCharter(report, view));
  return EXIT.ok;
}
