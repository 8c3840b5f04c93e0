import type { RouteAccount } from "../../app/route-accounts.ts";
import { routeLines } from "../../app/route.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { RouteIndex } from "../../team/route/route-index.ts";
import type { Io } from "../io.ts";
import { readLines } from "../read-lines.ts";
import { renderRouteLine } from "../render/render-route.ts";

/** Answers every line of standard input with one line, in order. Exit 3 where lines were broken. */
export async function runStream(index: RouteIndex, accounts: readonly RouteAccount[], json: boolean, io: Io): Promise<ExitCode> {
  let broken = 0;
  for await (const answer of routeLines(readLines(io.stdin), index, accounts)) {
    if (io.signal.aborted) return EXIT.interrupted;
    if ("error" in answer) broken += 1;
    io.stdout(json ? `${JSON.stringify(answer)}\n` : `${renderRouteLine(answer)}\n`);
  }
  if (broken > 0) io.stderr(`warning: ${broken} of the lines could not be read as {"id": …, "request": "…"}\n`);
  return broken > 0 ? EXIT.partial : EXIT.ok;
}
