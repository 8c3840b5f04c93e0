import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import type { ImportFlags } from "./import-run.ts";

/** Declares `echo-cs import`; what it does is loaded when it runs. */
export function importCommand(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("import"))
    .summary("read the exports and say what became of every row")
    .description(
      "Reads every file under exports/ into the snapshot that all answers come from, unless nothing changed, and tells what each file was taken for, which rows and cells were refused and why, and which exports are missing. Other commands import by themselves; this one reports.",
    )
    .option("--force", "make the snapshot anew although nothing changed")
    .option("--fresh", "read every file again, whatever is remembered of it from earlier imports")
    .option("--source <name>", "ask only this source of echo.yaml; the others keep the rows of their last pull")
    .option("--no-sources", "ask no source: all keep the rows of their last pull")
    .option("--full", "ask sources for everything, whatever their watermark")
    .option("--keep-going", "where a source does not answer, go on with the rows of its last pull")
    .option("--rejects <file>", "write every refused row, and every cell left out of a kept one, to this CSV file")
    .option(
      "--propose",
      "look at the files that were not understood and add a mapping for them to echo.yaml, and lines for names near an account to overrides.csv, to be checked",
    )
    .option("--dry-run", "with --propose: print the mapping and write nothing")
    .option("--strict", "exit with 3 when rows or cells were refused or a file was not understood")
    .action(async (flags: ImportFlags) => {
      const { runUnchangedImport } = await import("./import-unchanged-run.ts");
      const told = await runUnchangedImport(flags, io);
      if (told !== undefined) return setExit(told);
      const { runImport } = await import("./import-run.ts");
      setExit(await runImport(flags, io));
    });
  return withExamples(
    command,
    "echo-cs import",
    "echo-cs import -C my-book --strict",
    "echo-cs import --rejects refused.csv",
    "echo-cs import --propose --dry-run",
    "echo-cs import --source product_usage --full",
    "echo-cs import --json | jq '.files[] | {file, taken_for, rejected}'",
  );
}
