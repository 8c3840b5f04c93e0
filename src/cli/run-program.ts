import { CommanderError } from "commander";
import { EXIT, type ExitCode } from "../core/exit-codes.ts";
import type { Io } from "./io.ts";
import { buildProgram } from "./program.ts";
import { refuseLine } from "./refuse-line.ts";

/** Runs one command line and returns its exit status. Never throws. */
export async function runProgram(argv: readonly string[], io: Io): Promise<ExitCode> {
  const outcome: { exit: ExitCode } = { exit: EXIT.ok };
  try {
    // Alone it prints its help, as asked: a first look is no mistake.
    await buildProgram(io, (exit) => (outcome.exit = exit), {
      run: runProgram,
      refuse: refuseLine,
      only: io.within === undefined ? undefined : argv[0],
    }).parseAsync(argv.length === 0 ? ["--help"] : [...argv], { from: "user" });
    return outcome.exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const taken = await io.onError?.(error);
    if (taken !== undefined) return taken;
    const { reportError } = await import("./report-error.ts");
    return reportError(error, io, argv.includes("--json"));
  }
}
