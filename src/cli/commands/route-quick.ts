import type { ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { RouteFlags } from "./route-flags.ts";
import { runRoute } from "./route-run.ts";

/**
 * Runs the everyday forms of `route` without loading the whole command line, which takes longer than routing. Undefined where anything
 * else is asked for (help, an unknown option): the program then does it in full. Never throws.
 */
export async function runRouteQuick(argv: readonly string[], io: Io): Promise<ExitCode | undefined> {
  const read = readArguments(argv);
  if (read === undefined) return undefined;
  try {
    return await runRoute(read.text, read.flags, io);
  } catch (error) {
    const { reportError } = await import("../report-error.ts");
    return reportError(error, io, read.flags.json === true);
  }
}

/** The text and flags of `route …`, or undefined for what only the whole command line knows. */
function readArguments(argv: readonly string[]): { readonly text: string; readonly flags: RouteFlags } | undefined {
  const words: string[] = [];
  const files: string[] = [];
  const given: { json?: boolean; explain?: boolean; directory?: string } = {};
  for (let at = 1; at < argv.length; at += 1) {
    const word = argv[at] ?? "";
    const next = argv[at + 1];
    if (word === "-" || !word.startsWith("-")) words.push(word);
    else if (word === "--json") given.json = true;
    else if (word === "--explain") given.explain = true;
    else if ((word === "--file" || word === "-C" || word === "--directory") && next !== undefined && !next.startsWith("-")) {
      if (word === "--file") files.push(next);
      else given.directory = next;
      at += 1;
    } else return undefined;
  }
  return words.length === 0 ? undefined : { text: words.join(" "), flags: { ...given, file: files } };
}
