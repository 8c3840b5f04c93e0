import type { ExitCode } from "../core/exit-codes.ts";
import { takeEverywhere, withParts } from "./everywhere.ts";
import type { Io } from "./io.ts";
import { runProgram } from "./run-program.ts";

/** Runs the command line that a person typed: with the options that hold everywhere, a pager for long output, and questions where something is unclear. */
export async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  if (argv[0] === "__complete") return (await import("./shell/complete-run.ts")).runComplete(argv.slice(1), io);
  const { rest, given } = takeEverywhere(argv);
  const { quiet, noInput, yes, noPager } = given;
  const own = withParts(io, { quiet, yes, mayAsk: !noInput && !rest.includes("--json") });
  const run = async (streams: Io): Promise<ExitCode> => {
    const { askingWhich } = await import("./ask-which.ts");
    return askingWhich(rest, streams, runProgram);
  };
  if (noPager || !io.stdoutIsTerminal) return run(own);
  const { isPaged, paged, processPager } = await import("./pager.ts");
  return isPaged(rest[0], own) ? paged(own, processPager(io.env), run) : run(own);
}
