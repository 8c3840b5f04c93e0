import type { Within } from "../app/within.ts";
import { systemClock } from "../core/clock.ts";
import type { ExitCode } from "../core/exit-codes.ts";

/** How a command says which status the program ends with. */
export type SetExit = (exit: ExitCode) => void;

/** Where a command reads and writes. Tests give their own, so that a command runs in-process. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Data, and only data. */
  stdout(text: string): void;
  /** Resolves when the reader has taken what was printed; absent where nothing waits. */
  readonly drained?: () => Promise<void>;
  /** True where a person, not a pipe, would have to type the input. */
  readonly stdinIsTerminal?: boolean;
  /** Talk for the person at the terminal. */
  stderr(text: string): void;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Columns to wrap at. */
  readonly width: number;
  /** Lines of standard input. */
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** What the command shares with others of this process; absent where it is alone. */
  readonly within?: Within;
  /** Lines of the screen; absent where there is none. */
  readonly rows?: number | undefined;
  /** --quiet: only warnings and errors are said. */
  readonly quiet?: boolean;
  /** --yes: questions that yes answers are not asked. */
  readonly yes?: boolean;
  /** False with --no-input, and where only a program reads. */
  readonly mayAsk?: boolean;
  /** May take an error over before it is told; undefined leaves it. */
  readonly onError?: (error: unknown) => Promise<ExitCode | undefined>;
  /** Gets what a person must be told even where the command's talk is kept from them: where data goes. */
  readonly notice?: (line: string) => void;
}

const NARROWEST = 60;
const WIDEST = 110;

/** The process's own streams. `signal` ends on Ctrl-C; until it is asked for, Ctrl-C ends the process as it does any other. */
export function processIo(): Io {
  let interrupted: AbortController | undefined;
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: (text) => void process.stdout.write(text),
    drained: () =>
      process.stdout.writableNeedDrain ? new Promise((resolve) => void process.stdout.once("drain", resolve)) : Promise.resolve(),
    get stdinIsTerminal() {
      return process.stdin.isTTY;
    },
    stderr: (text) => void process.stderr.write(text),
    // Opening a stream takes longer than some commands do: each only when it is asked for.
    get stdoutIsTerminal() {
      return process.stdout.isTTY === true;
    },
    // A pseudo-terminal without a size cannot hold a spinner: redrawing it would never end.
    get stderrIsTerminal() {
      return process.stderr.isTTY === true && process.stderr.columns > 0;
    },
    get rows() {
      return process.stdout.isTTY === true ? process.stdout.rows : undefined;
    },
    get width() {
      return Math.min(WIDEST, Math.max(NARROWEST, columnsAsked(process.env["COLUMNS"]) ?? process.stdout.columns ?? 100));
    },
    get stdin() {
      return process.stdin;
    },
    now: systemClock.now,
    get signal() {
      if (interrupted === undefined) {
        const controller = new AbortController();
        interrupted = controller;
        process.once("SIGINT", () => controller.abort());
      }
      return interrupted.signal;
    },
  };
}

/** The width that somebody set; undefined where there is none or it is no number. */
function columnsAsked(columns: string | undefined): number | undefined {
  return columns !== undefined && /^[1-9]\d{0,3}$/.test(columns) ? Number(columns) : undefined;
}
