import { type Answer, routeLines } from "../../app/route.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { loadTeam } from "../../team/load-team.ts";
import { route } from "../../team/route/route.ts";
import type { Io } from "../io.ts";
import { readLines } from "../read-lines.ts";
import { paintFor } from "../render/paint.ts";
import { renderRoute, renderRouteLine } from "../render/render-route.ts";
import { teamFolders } from "../team-folders.ts";
import { logTo } from "../wire.ts";

export interface RouteFlags {
  readonly directory?: string;
  readonly json?: boolean;
  readonly file: readonly string[];
}

/** Runs `route` and prints who should take the request; with `-`, one line for every line of standard input. Exit 3 where lines were broken. */
export async function runRoute(text: string, flags: RouteFlags, io: Io): Promise<ExitCode> {
  const folders = await teamFolders(io, flags.directory);
  const team = await loadTeam(folders.agents, { references: folders.references });
  for (const { path, line, reason } of team.report.failed) logTo(io).warn(`${path}:${line}: not loaded: ${reason}`);
  const json = flags.json === true;
  if (text === "-") return routeStream(routeLines(readLines(io.stdin), team), json, io);
  const answer = route({ text, files: flags.file }, team);
  io.stdout(
    json
      ? `${JSON.stringify(answer, null, 2)}\n`
      : renderRoute(answer, { paint: paintFor(io), width: io.width, lanes: team.charter?.lanes ?? [] }),
  );
  return EXIT.ok;
}

async function routeStream(answers: AsyncIterable<Answer>, json: boolean, io: Io): Promise<ExitCode> {
  let broken = 0;
  for await (const answer of answers) {
    if (io.signal.aborted) return EXIT.interrupted;
    if ("error" in answer) broken += 1;
    io.stdout(json ? `${JSON.stringify(answer)}\n` : `${renderRouteLine(answer)}\n`);
  }
  if (broken > 0) logTo(io).warn(`${broken} of the lines could not be read as {"id": …, "request": "…"}`);
  return broken > 0 ? EXIT.partial : EXIT.ok;
}
