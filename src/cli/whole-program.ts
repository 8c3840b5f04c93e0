import type { Command } from "commander";
import type { ExitCode } from "../core/exit-codes.ts";
import type { Io, SetExit } from "./io.ts";

/** The program as a command sees it that runs others. */
export interface WholeProgram {
  /** Runs a command line to its end; never throws. */
  run(argv: readonly string[], io: Io): Promise<ExitCode>;
  /** A fresh copy of a command, to be looked at; undefined where there is none of that name. It says nothing and throws what is wrong. */
  look(name: string): Command | undefined;
  names(): readonly string[];
}

export type MakeCommand = (io: Io, setExit: SetExit, program: WholeProgram) => Command;
