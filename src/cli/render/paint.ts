import { Chalk, type ChalkInstance } from "chalk";
import type { Io } from "../io.ts";

/** Colours for a terminal; plain text when piped or with NO_COLOR. */
export function paintFor(io: Io): ChalkInstance {
  const forced = io.env["FORCE_COLOR"] !== undefined && io.env["FORCE_COLOR"] !== "0";
  const wanted = (io.env["NO_COLOR"] ?? "") === "" && (io.stdoutIsTerminal || forced) && io.env["TERM"] !== "dumb";
  return new Chalk({ level: wanted ? 1 : 0 });
}
