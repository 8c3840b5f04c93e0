import type { Io } from "./io.ts";

/** Talk while an agent works: a spinner that makes way for sentences as they come. */
export interface Spinner {
  /** Prints a line of talk above the spinner. */
  say(line: string): void;
  stop(): void;
}

/** A spinner on a terminal; where stderr is piped, nothing moves and lines are printed as they are. */
export async function startSpinner(io: Io, text: string): Promise<Spinner> {
  if (!io.stderrIsTerminal) return { say: (line) => io.stderr(`${line}\n`), stop: () => {} };
  const { default: ora } = await import("ora");
  const spinner = ora({ text, discardStdin: false }).start();
  return {
    say: (line) => {
      spinner.stop();
      io.stderr(`${line}\n`);
      spinner.start();
    },
    stop: () => void spinner.stop(),
  };
}
