import { whoOwns } from "../../app/who.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { loadTeam } from "../../team/load-team.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../render/paint.ts";
import { renderWhose } from "../render/render-who.ts";
import { teamFolders } from "../team-folders.ts";

export interface WhoFlags {
  readonly directory?: string;
  readonly json?: boolean;
}

/** Runs `who` and prints whose job it is. */
export async function runWho(request: string, flags: WhoFlags, io: Io): Promise<ExitCode> {
  const { agents, references } = await teamFolders(io, flags.directory);
  const team = await loadTeam(agents, { references });
  const whose = whoOwns(request, team);
  const view = { paint: paintFor(io), width: io.width, cwd: io.cwd, lanes: team.charter?.lanes ?? [] };
  io.stdout(flags.json === true ? `${JSON.stringify(whose, null, 2)}\n` : renderWhose(whose, view));
  return EXIT.ok;
}
