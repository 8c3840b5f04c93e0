import type { Io } from "./io.ts";

/** The word by which a shell asks the program what may be typed next. */
export const COMPLETE = "__complete";

/** Options that mean the same on every command, wherever on the line they stand. */
export interface Everywhere {
  /** Say nothing but warnings and errors on stderr. */
  readonly quiet: boolean;
  /** Ask nothing: what would be asked is an error. */
  readonly noInput: boolean;
  /** Take yes for the answer to every question that can be answered so. */
  readonly yes: boolean;
  readonly noPager: boolean;
}

const NAMES: Readonly<Record<string, keyof Everywhere>> = {
  "-q": "quiet",
  "--quiet": "quiet",
  "--no-input": "noInput",
  "-y": "yes",
  "--yes": "yes",
  "--no-pager": "noPager",
};

/** The line without these options, and what they say. What stands behind `--` is left alone. */
export function takeEverywhere(argv: readonly string[]): { readonly rest: readonly string[]; readonly given: Everywhere } {
  const given = { quiet: false, noInput: false, yes: false, noPager: false };
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const rest = argv.filter((word, index) => {
    const name = index < end && Object.hasOwn(NAMES, word) ? NAMES[word] : undefined;
    if (name !== undefined) given[name] = true;
    return name === undefined;
  });
  return { rest, given };
}

/** The same streams with some of their parts replaced. The others are not looked at: looking at a stream opens it. */
export function withParts(io: Io, parts: Partial<Io>): Io {
  const own = Object.create(io) as Io;
  // Assigning would fail where the original has a getter.
  for (const [name, value] of Object.entries(parts)) Object.defineProperty(own, name, { value, enumerable: true });
  return own;
}
