import { openRouter } from "../../app/route-team.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import { clean } from "../../core/text.ts";
import type { Io } from "../io.ts";
import type { RouteFlags } from "./route-flags.ts";
import { runRequest } from "./route-request.ts";
import { routerPlace } from "./route-place.ts";

// What this file and the next import is loaded at every start; what only some requests need is imported where they need it.

/** Runs `route` and prints who should take the request; with `-`, one line for every line of standard input. Exit 3 where lines were broken. */
export async function runRoute(text: string, flags: RouteFlags, io: Io): Promise<ExitCode> {
  const place = await routerPlace(io, flags);
  const { index, warnings } = await openRouter(place);
  for (const line of warnings) io.stderr(`warning: ${clean(line)}\n`);
  if (flags.changed !== undefined) {
    const { runChanged } = await import("./route-changed-run.ts");
    const named = flags.directory === undefined ? undefined : place.workspace?.root;
    return runChanged(flags.changed, named ?? io.cwd, index, flags, io);
  }
  const accounts = place.workspace === undefined ? [] : await (await import("./route-book.ts")).accountsOf(place.workspace.root, flags, io);
  if (text !== "-") return runRequest(text, accounts, index, place, flags, io);
  const { runStream } = await import("./route-stream.ts");
  return runStream(index, accounts, flags.json === true, io);
}
