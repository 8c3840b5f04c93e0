import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import type { SourcesFlags } from "./sources-run.ts";

/** Declares `echo-cs sources`; what it does is loaded when it runs. */
export function sourcesCommand(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("sources"))
    .summary("tables that come from a warehouse: list them, try one, print ready SQL")
    .description(
      "Lists the sources of echo.yaml: tables that come from SQL on PostgreSQL, Redshift, CockroachDB, Timescale or another engine that speaks PostgreSQL's protocol. `echo-cs import` pulls them. Nothing is asked of an engine here but with --check.",
    )
    .option("--check <name>", "connect to this source's engine and show its columns, five rows and what its role may do")
    .option(
      "--sql [name]",
      "print SQL that makes usage of raw events, or the statements for a role that only reads; without a name list them",
    )
    .action(async (flags: SourcesFlags) => {
      const { runSources } = await import("./sources-run.ts");
      setExit(await runSources(flags, io));
    });
  return withExamples(
    command,
    "echo-cs sources",
    "echo-cs sources --check product_usage",
    "echo-cs sources --sql",
    "echo-cs sources --sql usage-from-segment > warehouse/usage.sql",
  );
}
