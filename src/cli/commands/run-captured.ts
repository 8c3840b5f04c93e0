import type { ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { WholeProgram } from "../whole-program.ts";

/** What a command line printed, and how it ended. */
export interface Captured {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process with streams of its own: no terminal, nothing to read, what it prints kept. Never throws for what the command does. */
export async function runCaptured(
  program: WholeProgram,
  argv: readonly string[],
  io: Pick<Io, "cwd" | "env" | "width" | "now" | "signal" | "notice" | "within">,
): Promise<Captured> {
  const printed = { stdout: [] as string[], stderr: [] as string[] };
  const exit = await program.run(argv, {
    ...io,
    stdout: (text) => void printed.stdout.push(text),
    stderr: (text) => void printed.stderr.push(text),
    stdinIsTerminal: false,
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    stdin: nothing(),
  });
  return { exit, stdout: printed.stdout.join(""), stderr: printed.stderr.join("") };
}

async function* nothing(): AsyncGenerator<string> {}
