import type { Command } from "commander";
import { VARIABLES } from "../../config/settings.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { manPage } from "../shell/man-page.ts";
import { VERSION } from "../version.ts";
import type { WholeProgram } from "../whole-program.ts";

/** Prints the manual page. */
export function runMan(io: Io, whole: WholeProgram): ExitCode {
  const commands = whole.names().flatMap((name) => whole.look(name) ?? []);
  io.stdout(manPage(commands, { version: VERSION, variables: VARIABLES, examplesOf }));
  return EXIT.ok;
}

/** The examples stand below the help, which is the only place that knows them. */
function examplesOf(command: Command): string[] {
  const kept: string[] = [];
  command.configureOutput({ writeOut: (text) => void kept.push(text) }).outputHelp();
  const [, examples = ""] = kept.join("").split("\nExamples:\n");
  return examples.split("\n").flatMap((line) => (line.startsWith("  ") ? [line.trim()] : []));
}
