/** A command as typed, and its `--help`. */
export interface CommandHelp {
  readonly words: readonly string[];
  readonly help: string;
}

/** Every command reachable from the program's own help, parents first. `helpOf` returns the help of the given words. */
export function allHelp(helpOf: (words: readonly string[]) => string, words: readonly string[] = []): CommandHelp[] {
  const help = helpOf(words);
  return [{ words, help }, ...subcommands(help).flatMap((name) => allHelp(helpOf, [...words, name]))];
}

/** The names listed in the "Commands" sections of a help text; commander's own `help` is no command of ours. */
export function subcommands(help: string): string[] {
  const names: string[] = [];
  let inCommands = false;
  for (const line of help.split("\n")) {
    if (/^\S.*:\s*$/.test(line)) inCommands = /commands:\s*$/i.test(line);
    const name = inCommands ? /^ {2}([a-z][a-z0-9-]*)/.exec(line)?.[1] : undefined;
    if (name !== undefined && name !== "help") names.push(name);
  }
  return names;
}
