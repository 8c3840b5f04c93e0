import type { SourceOptions } from "../../app/pull-sources.ts";
import type { Io } from "../io.ts";

/** Flags of `import` that are about the sources of echo.yaml. */
export interface SourceFlags {
  readonly source?: string;
  /** False with --no-sources. */
  readonly sources?: boolean;
  readonly full?: boolean;
  readonly keepGoing?: boolean;
}

/** What the flags ask of the sources; their addresses are in the environment. */
export function sourceOptions({ source, sources, full, keepGoing }: SourceFlags, { env }: Pick<Io, "env">): SourceOptions {
  return { variables: env, none: sources === false, only: source, full: full === true, keepGoing: keepGoing === true };
}
