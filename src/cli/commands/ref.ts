import { Command, Option } from "commander";
import { PURPOSES } from "../../team/purpose.ts";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { RefFlags } from "./ref-run.ts";

/** Declares `echo-cs ref`; what it does is loaded when it runs. */
export function refCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("ref")
    .summary("look up how the practice says things are done")
    .description(
      "The references the team answers by: patterns to create, sharp edges to diagnose, validations to review. Entries of your workspace's references/ folder replace shipped ones of the same id.",
    );
  const search = new Command("search")
    .description("Entries that fit a request, and the one it goes against, with its id.")
    .argument("<text...>", "what you are about to do, or what goes wrong")
    .addOption(
      new Option("--for <purpose>", "create: patterns; diagnose: sharp edges; review: validations (default: by the words)").choices(
        PURPOSES,
      ),
    )
    .option("--limit <n>", "at most this many entries", Number, 5)
    .option("-C, --directory <dir>", "the workspace whose own references count too")
    .option("--json", "print JSON")
    .action(async (words: string[], flags: RefFlags) => {
      const { runRefSearch } = await import("./ref-run.ts");
      setExit(await runRefSearch(words.join(" "), flags, io));
    });
  const show = new Command("show")
    .description("One entry in full.")
    .argument("<id>", "such as PT-01, SE-12 or VA-17")
    .option("-C, --directory <dir>", "the workspace whose own references count too")
    .option("--json", "print JSON")
    .action(async (id: string, flags: RefFlags) => {
      const { runRefShow } = await import("./ref-run.ts");
      setExit(await runRefShow(id, flags, io));
    });
  command.addCommand(
    withExamples(search, 'echo-cs ref search "same e-mail blast to everyone"', 'echo-cs ref search "champion left" --for diagnose --json'),
  );
  command.addCommand(withExamples(show, "echo-cs ref show PT-01"));
  return withExamples(command, 'echo-cs ref search "plan the first 90 days"', "echo-cs ref show VA-17");
}
