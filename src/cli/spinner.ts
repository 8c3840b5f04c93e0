import type { Io } from "./io.ts";

/** Talk while agents work: lines that move, and make way for sentences as they come. */
export interface Spinner {
  /** Prints a line of talk above what moves. */
  say(line: string): void;
  stop(): void;
}

/** What moves: a line for each agent at work, drawn with the given frame. None: `text` alone. */
export type Lines = (frame: string, width: number) => readonly string[];

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const INTERVAL_MS = 100;
/** More agents than this are told as a number: a list taller than the terminal cannot be redrawn. */
const MOST_LINES = 8;

/** A spinner on a terminal, whose cursor comes back however the program ends; where stderr is piped, nothing moves and lines are printed as they are. */
export async function startSpinner(io: Io, text: string, lines: Lines = () => []): Promise<Spinner> {
  if (!io.stderrIsTerminal) return { say: (line) => io.stderr(`${line}\n`), stop: () => {} };
  const { default: ora } = await import("ora");
  let turn = 0;
  const draw = (): string => {
    const frame = FRAMES[(turn += 1) % FRAMES.length] ?? "";
    const drawn = lines(frame, io.width - 2);
    const more = drawn.length > MOST_LINES ? [`  and ${drawn.length - MOST_LINES} more`] : [];
    return drawn.length === 0 ? `${frame} ${text}` : [...drawn.slice(0, MOST_LINES), ...more].join("\n");
  };
  // The frames are in the text, one a line; ora's own would stand before the first line only.
  const spinner = ora({ text: draw(), spinner: { interval: INTERVAL_MS, frames: [""] }, discardStdin: false }).start();
  const timer = setInterval(() => (spinner.text = draw()), INTERVAL_MS);
  return {
    say: (line) => {
      spinner.stop();
      io.stderr(`${line}\n`);
      spinner.start();
    },
    stop: () => {
      clearInterval(timer);
      spinner.stop();
    },
  };
}
