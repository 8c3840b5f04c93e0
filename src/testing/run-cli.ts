import type { Io } from "../cli/io.ts";
import { runCommandLine } from "../cli/run-command-line.ts";
import type { ExitCode } from "../core/exit-codes.ts";

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whole text, or the chunks in which it arrives. */
  readonly stdin?: string | readonly (string | Uint8Array)[];
  /** The present moment, ISO 8601; default two days after the example's last day. */
  readonly now?: string;
  /** Columns of the terminal; default 100. */
  readonly width?: number;
}

export interface Ran {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process, as the program would, with streams of its own, no key and a clock that stands still. */
export async function runCli(
  argv: readonly string[],
  { cwd, env = {}, stdin = "", now = "2026-11-22T09:00:00Z", width = 100 }: RunOptions,
): Promise<Ran> {
  const printed = { stdout: "", stderr: "" };
  const io: Io = {
    cwd,
    env,
    stdout: (text) => void (printed.stdout += text),
    stderr: (text) => void (printed.stderr += text),
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    width,
    stdin: chunks(typeof stdin === "string" ? [stdin] : stdin),
    now: () => new Date(now),
    signal: new AbortController().signal,
  };
  const exit = await runCommandLine(argv, io);
  return { exit, ...printed };
}

/** The JSON a command printed on stdout. Throws, with what it said, where it exits with anything but `exit` or printed no JSON. */
export async function runJson<T = unknown>(argv: readonly string[], options: RunOptions, exit: ExitCode = 0): Promise<T> {
  const ran = await runCli([...argv, "--json"], options);
  if (ran.exit !== exit) throw new Error(`echo-cs ${argv.join(" ")} exited with ${ran.exit}, not ${exit}\n${ran.stderr}`);
  return JSON.parse(ran.stdout) as T;
}

async function* chunks(parts: readonly (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* parts;
}
