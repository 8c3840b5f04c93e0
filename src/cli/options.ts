import type { Command } from "commander";

/** Options that mean the same on every command that reads a book. */
export interface BookFlags {
  readonly directory?: string;
  readonly demo?: boolean;
  readonly asOf?: string;
  readonly health?: string;
  readonly owner?: string;
  readonly json?: boolean;
  /** How much talk goes to stderr: warn, info or debug. */
  readonly logLevel?: string;
}

/** Adds -C, --demo, --as-of, --health, --owner and --json. */
export function withBook(command: Command): Command {
  return withScope(
    withWorkspace(command).option("--as-of <day>", "look back from this day, YYYY-MM-DD (default: the last day with activity)"),
  );
}

/** Adds --health and --owner. */
export function withScope(command: Command): Command {
  return command
    .option("--health <name>", "health model: specialist, customer-success or your own")
    .option("--owner <name>", "only this person's accounts; all for everybody's (default: `me` in echo.yaml)");
}

/** Adds -C, --demo and --json. */
export function withWorkspace(command: Command): Command {
  return command
    .option("-C, --directory <dir>", "the workspace (default: the nearest folder with an echo.yaml or exports)")
    .option("--demo", "use the example book; files go to ./echo-demo")
    .option("--json", "print JSON");
}

/** Adds examples below the help. */
export function withExamples(command: Command, ...examples: readonly string[]): Command {
  return command.addHelpText("after", `\nExamples:\n${examples.map((example) => `  ${example}`).join("\n")}\n`);
}
