#!/usr/bin/env node
import process from "node:process";

const argv = process.argv.slice(2);
// A reader that has seen enough (`| head -1`) closes the pipe: that is the end of the work, not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

if (argv.length === 1 && (argv[0] === "--help" || argv[0] === "-h")) {
  // Asked for most often and by people who wait: printed without loading the program.
  const { HELP_TEXT } = await import("./help-text.ts");
  process.stdout.write(HELP_TEXT);
} else {
  const [{ processIo }, { runProgram }] = await Promise.all([import("./io.ts"), import("./run-program.ts")]);
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());
  process.exitCode = await runProgram(argv, processIo(interrupted.signal));
}
