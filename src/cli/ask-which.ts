import { UserError } from "../core/errors.ts";
import type { ExitCode } from "../core/exit-codes.ts";
import { clean } from "../core/text.ts";
import { withParts } from "./everywhere.ts";
import type { Io } from "./io.ts";
import { readLines } from "./read-lines.ts";

type Run = (argv: readonly string[], io: Io) => Promise<ExitCode>;

/**
 * Runs a command line; where several accounts go by a name in it and a person can be asked, asks which one was meant and runs it with that
 * one.
 */
export async function askingWhich(argv: readonly string[], io: Io, run: Run): Promise<ExitCode> {
  if (!canAsk(io)) return run(argv, io);
  const onError = async (error: unknown): Promise<ExitCode | undefined> => {
    if (!(error instanceof UserError) || error.code !== "ambiguous-account") return undefined;
    const id = await chosen(error.detail.allowed ?? [], io);
    return id === undefined ? undefined : run(withAccount(argv, error.detail.found, id), io);
  };
  return run(argv, withParts(io, { onError }));
}

/** True where a person sits before the program and has not forbidden questions. */
export function canAsk({
  mayAsk,
  stdinIsTerminal,
  stderrIsTerminal,
}: Pick<Io, "mayAsk" | "stdinIsTerminal" | "stderrIsTerminal">): boolean {
  return mayAsk === true && stdinIsTerminal === true && stderrIsTerminal;
}

/** The id that was chosen by its number; undefined for anything else. */
async function chosen(candidates: readonly string[], io: Io): Promise<string | undefined> {
  const list = candidates.map((one, index) => `  ${index + 1}  ${clean(one)}`).join("\n");
  io.stderr(`${candidates.length} accounts go by that name:\n${list}\nWhich one (1 to ${candidates.length}, Enter for none)? `);
  for await (const line of readLines(io.stdin)) return /\(([^()]+)\)$/.exec(candidates[Number(line.trim()) - 1] ?? "")?.[1];
  return undefined;
}

/** The line with the account's id in place of the name that was not clear; where that stood inside a question, with --account. */
export function withAccount(argv: readonly string[], name: string | undefined, id: string): string[] {
  const at = argv.findIndex((word) => name !== undefined && (word === name || word === `--account=${name}`));
  if (at < 0) return [...argv, "--account", id];
  return argv.with(at, argv[at] === name ? id : `--account=${id}`);
}
