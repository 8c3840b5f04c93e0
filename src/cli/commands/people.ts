import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { PeopleFlags } from "./people-run.ts";

/** Declares `echo-cs people`; what it does is loaded when it runs. */
export function peopleCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("people"))
    .summary("who is who at an account, who has gone quiet, whom to meet next")
    .description(
      "Lists champion, executive sponsor, decision makers and power users of an account with the last sign of each (use, meeting, ticket, survey answer), who has gone quiet or left, what is missing, and whom to meet next. Without an account: every account with its gaps.",
    )
    .argument("[account]", "name, domain or id of an account (default: all, gaps only)")
    .action(async (account: string | undefined, flags: PeopleFlags) => {
      const { runPeople } = await import("./people-run.ts");
      setExit(await runPeople(account, flags, io));
    });
  return withExamples(command, "echo-cs people acme --demo", "echo-cs people --demo", "echo-cs people acme --json");
}
