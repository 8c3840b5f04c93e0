import { CommanderError } from "commander";
import { EXIT, type ExitCode } from "../core/exit-codes.ts";
import type { Io } from "./io.ts";
import { buildProgram } from "./program.ts";

/** Runs one command line and returns its exit status. Never throws. */
export async function runProgram(argv: readonly string[], io: Io): Promise<ExitCode> {
  const outcome: { exit: ExitCode } = { exit: EXIT.ok };
  try {
    await buildProgram(io, (exit) => (outcome.exit = exit), {
      run: runProgram,
      only: io.within === undefined ? undefined : argv[0],
    }).parseAsync([...argv], { from: "user" });
    return outcome.exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const taken = await io.onError?.(error);
    if (taken !== undefined) return taken;
    const { reportError } = await import("./report-error.ts");
    return reportError(error, io, argv.includes("--json"));
  }
}
