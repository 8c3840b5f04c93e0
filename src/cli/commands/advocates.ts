import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { AdvocatesFlags } from "./advocates-run.ts";

/** Declares `echo-cs advocates`; what it does is loaded when it runs. */
export function advocatesCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("advocates"))
    .summary("whom to ask for a reference, a case study or a referral, and whom not to now")
    .description(
      "Lists the accounts with a promoter, what they could be asked for and why, and what speaks against asking now: warnings, a renewal being talked over, a detractor beside the promoter, or somebody who asked within half a year.",
    )
    .argument("[account]", "name, domain or id of an account (default: all)")
    .action(async (account: string | undefined, flags: AdvocatesFlags) => {
      const { runAdvocates } = await import("./advocates-run.ts");
      setExit(await runAdvocates(account, flags, io));
    });
  return withExamples(command, "echo-cs advocates --demo", "echo-cs advocates --json | jq '.advocates[] | select(.not_now == [])'");
}
