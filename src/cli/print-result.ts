import type { ChalkInstance } from "chalk";
import { EXIT, type ExitCode } from "../core/exit-codes.ts";
import type { Io } from "./io.ts";
import { paintFor } from "./render/paint.ts";

/** What a renderer needs to know of the terminal. */
export function viewOf(io: Io): { readonly paint: ChalkInstance; readonly width: number } {
  return { paint: paintFor(io), width: io.width };
}

/** Prints a result as JSON where that was asked for, else as text. */
export function printResult(data: unknown, text: string, flags: { readonly json?: boolean }, io: Io): ExitCode {
  io.stdout(flags.json === true ? `${JSON.stringify(data, null, 2)}\n` : text);
  return EXIT.ok;
}
