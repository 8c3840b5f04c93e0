import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";

/** Declares `echo-cs merge-driver`; what it does is loaded when it runs. */
export function mergeDriverCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("merge-driver")
    .summary("merge a file of the workspace, for git")
    .description(
      "What git runs to merge two versions of a tracking file, packet, memory file or history; `echo-cs init --git` sets it up. Writes the merged file over OURS. Exit 1 where something is left to decide: conflict marks in the file, or a file that a newer ECHO wrote.",
    )
    .argument("<base>", "the version both began from (git's %O)")
    .argument("<ours>", "this side's version, which is replaced (%A)")
    .argument("<theirs>", "the other side's version (%B)")
    .argument("<name>", "what the file is called in the repository (%P)")
    .action(async (base: string, ours: string, theirs: string, name: string) => {
      const { runMergeDriverCommand } = await import("./merge-driver-run.ts");
      setExit(await runMergeDriverCommand({ base, ours, theirs, name }, io));
    });
  return withExamples(command, "git config merge.echo.driver 'echo-cs merge-driver %O %A %B %P'");
}
