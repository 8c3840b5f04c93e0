import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { PlaysFlags } from "./plays-run.ts";

/** Declares `echo-cs plays`; what it does is loaded when it runs. */
export function playsCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("plays"))
    .summary("what became of the plays, and what they did")
    .description(
      "How the tasks that sweeps began have ended, kind by kind, and what they did to health and use in 30 days: the change of each account with a play minus that of similar accounts without one (same segment, score within 5 points), with a 95 % interval. With fewer than five plays nothing is claimed. A file plays-split.csv (account,play,group,from) holds accounts out, for a comparison that proves more.",
    )
    .action(async (flags: PlaysFlags) => {
      const { runPlays } = await import("./plays-run.ts");
      setExit(await runPlays(flags, io));
    });
  return withExamples(command, "echo-cs plays", "echo-cs plays --as-of 2026-12-31", "echo-cs plays --json | jq '.plays[].effects'");
}
