import { spawn } from "node:child_process";
import process from "node:process";
import { stripVTControlCharacters } from "node:util";
import { withParts } from "./everywhere.ts";
import type { Io } from "./io.ts";

/** Shows a text in a pager and waits until the person has left it; false where there is none. */
export type ShowPaged = (text: string) => Promise<boolean>;

/** Commands that print as they go, or that talk with somebody. */
const UNPAGED = new Set(["chat", "mcp", "triage", "batch", "import", "init", "shell-init", "completions"]);

/** True where a person looks at the output of a command that prints at its end. */
export function isPaged(command: string | undefined, io: Io): boolean {
  if (command === undefined || UNPAGED.has(command) || !io.stdoutIsTerminal || io.rows === undefined) return false;
  return io.env["TERM"] !== "dumb" && !["", "cat"].includes(io.env["PAGER"] ?? "less");
}

/** Runs `work` with its output kept back, and shows what is longer than the screen in a pager; what fits is printed as it is. */
export async function paged<T>(io: Io, show: ShowPaged, work: (io: Io) => Promise<T>): Promise<T> {
  const kept: string[] = [];
  try {
    return await work(withParts(io, { stdout: (text) => void kept.push(text) }));
  } finally {
    const text = kept.join("");
    if (!isLonger(text, io) || !(await show(text))) io.stdout(text);
  }
}

/** One line of the screen is the prompt's. */
function isLonger(text: string, { rows = Number.POSITIVE_INFINITY, width }: Io): boolean {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(stripVTControlCharacters(line).length / width)), 0) >= rows;
}

/** $PAGER, else less, which keeps colours and leaves the screen as it was. */
export function processPager(env: Io["env"]): ShowPaged {
  return async (text) => {
    // A person's PAGER may hold options, as everywhere: the shell takes it apart.
    const pager = spawn("sh", ["-c", env["PAGER"] ?? "less"], {
      stdio: ["pipe", "inherit", "inherit"],
      env: { ...process.env, LESS: env["LESS"] ?? "FRX", LV: env["LV"] ?? "-c" },
    });
    // Ctrl-C is the pager's while it shows; left early, it does not take the rest.
    const ignore = (): void => {};
    process.on("SIGINT", ignore);
    pager.stdin.on("error", ignore);
    pager.stdin.end(text);
    const status = await new Promise<number | null>((resolve) => {
      pager.on("error", () => resolve(127));
      pager.on("close", resolve);
    });
    process.off("SIGINT", ignore);
    return status !== 127 && status !== 126;
  };
}
