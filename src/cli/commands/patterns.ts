import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { PatternsFlags } from "./patterns-run.ts";

export function patternsCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("patterns"))
    .enablePositionalOptions()
    .summary("what recurs across customers this week, for product")
    .description(
      "What several customers tell support in like words, and capabilities whose tickets rise as a whole: how many accounts, what they pay, since when, and whether it rises against its own past. Looking writes nothing; `patterns file` records what is seen and hands it to product.",
    )
    .option("--week <week>", "as it was at the end of this week, such as 2026w47 (default: the week of as-of)")
    .option("--weeks <n>", "weeks of history to compare with (default: 52)", Number)
    .option("--all", "list every pattern (default: the 15 that matter most)")
    .option("--md", "print Markdown, to read or to paste")
    .action(async (flags: PatternsFlags) => {
      const { runPatterns } = await import("./patterns-run.ts");
      setExit(await runPatterns(flags, io));
    });
  return withExamples(
    command,
    "echo-cs patterns --demo",
    "echo-cs patterns --week 2026w45 --md",
    "echo-cs patterns --json | jq '.[] | select(.rising)'",
  );
}
