import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { InitFlags } from "./init-run.ts";

/** Declares `echo-cs init`; what it does is loaded when it runs. */
export function initCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("init")
    .summary("set up a workspace")
    .description(
      "Makes a workspace: echo.yaml with every setting explained, the folder exports/, and an entry for .echo/ in .gitignore. What exists is left as it is. In a git repository it offers to set up sharing: rules for merging ECHO's files (.gitattributes), and the merge driver of this clone.",
    )
    .argument("[dir]", "the folder (default: this one)")
    .option("--git", "set up sharing by git without asking; once in every clone")
    .option("--json", "print JSON")
    .action(async (dir: string | undefined, flags: InitFlags) => {
      const { runInit } = await import("./init-run.ts");
      setExit(await runInit(dir, flags, io));
    });
  return withExamples(command, "echo-cs init", "echo-cs init my-book", "echo-cs init --git");
}
