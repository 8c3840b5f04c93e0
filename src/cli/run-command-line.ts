import type { ExitCode } from "../core/exit-codes.ts";
import { COMPLETE, takeEverywhere, withParts } from "./everywhere.ts";
import type { Io } from "./io.ts";
import { runProgram } from "./run-program.ts";

/**
 * Runs the command line that a person typed: with the options that hold everywhere, a pager for long output, and questions where something
 * is unclear.
 */
export async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  if (argv[0] === COMPLETE) return (await import("./shell/complete-run.ts")).runComplete(argv.slice(1), io);
  const { rest, given } = takeEverywhere(argv);
  const { quiet, noInput, yes, noPager } = given;
  const own = withParts(io, { quiet, yes, mayAsk: !noInput && !rest.includes("--json") });
  if (!io.stdoutIsTerminal) return runProgram(rest, own);
  const [{ askingWhich }, { isPaged, paged, processPager }] = await Promise.all([import("./ask-which.ts"), import("./pager.ts")]);
  const run = (streams: Io): Promise<ExitCode> => askingWhich(rest, streams, runProgram);
  return !noPager && isPaged(rest[0], own) ? paged(own, processPager(io.env), run) : run(own);
}
