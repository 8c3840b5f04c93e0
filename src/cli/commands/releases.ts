import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { ReleasesFlags } from "./releases-run.ts";
import { wholeDays } from "./whole-days.ts";

/** Declares `echo-cs releases`; what it does is loaded when it runs. */
export function releasesCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("releases"))
    .summary("what shipped, who had asked for it, and a draft to each")
    .description(
      "Lists what shipped lately and the accounts that had asked for it: in feature requests, and in tickets that name it. With --draft a message to each account that was not told yet is written into drafts/, for you to read, change and send. Nothing is sent from here, and nobody is told twice.",
    )
    .option("--days <n>", "how many days back a feature counts as shipped lately", wholeDays, 90)
    .option("--draft", "write a draft to each account that asked and was not told")
    .option("--likely", "with --draft: also where only the words of the release notes say that it shipped")
    .option("--open", "list what accounts still wait for, too")
    .action(async (flags: ReleasesFlags) => {
      const { runReleases } = await import("./releases-run.ts");
      setExit(await runReleases(flags, io));
    });
  return withExamples(
    command,
    "echo-cs releases",
    "echo-cs releases --draft",
    "echo-cs releases --open --days 30",
    "echo-cs releases --json | jq -r '.features[] | .title as $t | .accounts[] | [$t, .name] | @tsv'",
  );
}
