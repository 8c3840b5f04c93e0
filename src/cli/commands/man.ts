import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { WholeProgram } from "../whole-program.ts";

/** Declares `echo-cs man`; what it does is loaded when it runs. */
export function manCommand(io: Io, setExit: SetExit, whole: WholeProgram): Command {
  const command = new Command("man")
    .summary("print the manual page")
    .description("Prints the manual page in roff, made from the help of every command: read it with man, or install it.")
    .action(async () => {
      const { runMan } = await import("./man-run.ts");
      setExit(runMan(io, whole));
    });
  return withExamples(
    command,
    "echo-cs man | man -l -",
    "mkdir -p ~/.local/share/man/man1 && echo-cs man > ~/.local/share/man/man1/echo-cs.1",
  );
}
